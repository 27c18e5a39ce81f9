package org.atelier.plugin.styletransfer.gatys;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How far a picture is from what is asked of it.
 *
 * @param total the weighted sum that is made small
 * @param content how far its features are from the content image's
 * @param style how far its Gram matrices are from the style's
 * @param variation its total variation
 */
record Losses(double total, double content, double style, double variation) {
  private static final String TOTAL = "loss";
  private static final String CONTENT = "content";
  private static final String STYLE = "style";
  private static final String VARIATION = "total variation";

  /** Returns them by their names, in the order in which they are shown. */
  Map<String, Double> byName() {
    Map<String, Double> named = new LinkedHashMap<>();
    named.put(TOTAL, total);
    named.put(CONTENT, content);
    named.put(STYLE, style);
    named.put(VARIATION, variation);
    return named;
  }

  /** Returns losses that {@link #byName} has named. */
  static Losses of(Map<String, Double> named) {
    return new Losses(named.get(TOTAL), named.get(CONTENT), named.get(STYLE), named.get(VARIATION));
  }
}
