/** The stage {@code evaluate-classifier} and its statistics. */
package org.atelier.plugin.classifier.evaluate;
