package org.atelier.plugin.classifier.explain;

import org.atelier.plugin.classifier.evaluate.Prediction;

/**
 * Where a classifier sees two classes in an image.
 *
 * @param prediction what it says of the image
 * @param predicted the map of the predicted class
 * @param truth the map of the true class; the same where the prediction is right
 */
record Explanation(Prediction prediction, ClassMap predicted, ClassMap truth) {}
