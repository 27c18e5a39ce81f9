/** The stage {@code train-classifier}. */
package org.atelier.plugin.classifier.train;
