/** Using trained classifiers: class probabilities, and the stages open-model and predict-images. */
package org.atelier.plugin.classifier.predict;
