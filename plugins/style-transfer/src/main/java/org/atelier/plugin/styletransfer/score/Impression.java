package org.atelier.plugin.styletransfer.score;

import java.util.List;

/**
 * What the networks of a {@link Judge} see in an image.
 *
 * @param content the feature maps of the content layer, {@code C * H * W} numbers
 * @param grams the Gram matrix of each style layer, {@code C * C} numbers
 * @param likeliest the class that the classifier takes it for
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Impression(float[] content, List<float[]> grams, String likeliest) {
  Impression {
    grams = List.copyOf(grams);
  }

  /**
   * Returns how far this is from showing what another image shows: the squared distance of the
   * feature maps, as a share of the other's squared length (Gatys, Ecker and Bethge 2016, equation
   * 1).
   */
  double contentDistance(Impression shown) {
    return relativeDistance(content, shown.content);
  }

  /**
   * Returns how far this is from a style: the squared distance of the Gram matrices, as a share of
   * the style's squared length, the mean of all layers (Gatys, Ecker and Bethge 2016, equations 4
   * and 5).
   */
  double styleDistance(List<float[]> style) {
    double sum = 0;
    for (int layer = 0; layer < grams.size(); layer++) {
      sum += relativeDistance(grams.get(layer), style.get(layer));
    }
    return sum / grams.size();
  }

  private static double relativeDistance(float[] values, float[] target) {
    double distance = 0;
    double length = 0;
    for (int at = 0; at < target.length; at++) {
      double difference = values[at] - target[at];
      distance += difference * difference;
      length += (double) target[at] * target[at];
    }
    return distance / Math.max(length, Double.MIN_NORMAL);
  }
}
