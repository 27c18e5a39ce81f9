package org.atelier.plugin.styletransfer.gatys;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.atelier.api.UserException;
import org.atelier.plugin.styletransfer.StyleBank;
import org.atelier.plugin.styletransfer.method.Style;

/**
 * What the features of a picture are to be like in one layer, at one size.
 *
 * @param layer the layer's name
 * @param scale 0 for the picture's own size, 1 for half of it, and so on
 * @param channels the layer's channels, C
 * @param weight what it counts
 * @param gram the Gram matrix that is wanted, {@code C * C} numbers
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record StyleTarget(String layer, int scale, int channels, double weight, float[] gram) {
  /**
   * Reads from a bank what makes up a style; of several styles that are blended the weighted mean.
   *
   * @param bank the styles
   * @param style which of them, all known to the bank
   * @param chosen the layers that count, and how much
   * @throws UserException if a layer is not in the bank, with those that are
   * @throws IOException if a file cannot be read
   */
  static List<StyleTarget> read(
      StyleBank bank, Style style, List<GatysSettings.WeightedLayer> chosen) throws IOException {
    checkLayers(bank, chosen);
    Map<String, Double> weights =
        chosen.stream()
            .collect(
                Collectors.toMap(
                    GatysSettings.WeightedLayer::layer, GatysSettings.WeightedLayer::weight));
    List<StyleTarget> targets = new ArrayList<>();
    for (StyleBank.Layer layer : bank.layers()) {
      if (weights.containsKey(layer.name())) {
        targets.add(
            new StyleTarget(
                layer.name(),
                layer.scale(),
                layer.channels(),
                weights.get(layer.name()),
                blended(bank, layer, style)));
      }
    }
    return targets;
  }

  /** Returns the target for a picture that is smaller than the one that is to be made. */
  StyleTarget reduced(int halvings) {
    return new StyleTarget(layer, scale - halvings, channels, weight, gram);
  }

  private static void checkLayers(StyleBank bank, List<GatysSettings.WeightedLayer> chosen) {
    List<String> known = bank.layers().stream().map(StyleBank.Layer::name).distinct().toList();
    for (GatysSettings.WeightedLayer layer : chosen) {
      if (!known.contains(layer.layer())) {
        throw new UserException(
            "the styles were not seen in a layer '%s'; their layers are: %s"
                .formatted(layer.layer(), String.join(", ", known)),
            "name one of these in style-layers, or name the layer in layers of the style-bank");
      }
    }
  }

  private static float[] blended(StyleBank bank, StyleBank.Layer layer, Style style)
      throws IOException {
    float[] sum = new float[layer.channels() * layer.channels()];
    for (Style.Part part : style.parts()) {
      float[] gram = StyleBank.Layer.row(layer.gram(), bank.styles().indexOf(part.style()));
      for (int at = 0; at < sum.length; at++) {
        sum[at] += (float) (part.weight() * gram[at]);
      }
    }
    return sum;
  }
}
