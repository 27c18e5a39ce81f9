/** The stage {@code train-classifier}. */
package org.atelier.classifier.train;
