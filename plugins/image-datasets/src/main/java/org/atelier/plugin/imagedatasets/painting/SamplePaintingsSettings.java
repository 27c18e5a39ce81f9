package org.atelier.plugin.imagedatasets.painting;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.atelier.api.Setting;

/**
 * The settings of {@link SamplePaintings}.
 *
 * @param styles names of the styles; all 27 if left out
 * @param count how many paintings in all
 * @param split which of two parts without a common painting
 * @param imbalance how the paintings are shared out among the styles
 * @param imageSize height and width of each painting in pixels
 * @param seed which paintings; follows the pipeline's seed if left out
 */
public record SamplePaintingsSettings(
    @Setting("WikiArt names of the styles, such as [Cubism, Ukiyo_e]; all 27 if left out")
        Optional<List<String>> styles,
    @Setting(value = "paintings in all, at least one for each style", defaultValue = "540")
        @Min(1)
        @Max(1_000_000)
        int count,
    @Setting(
            value = "train or test: two parts that never share a painting, whatever their seeds",
            defaultValue = "train")
        Split split,
    @Setting(
            value =
                "none for equal classes, wikiart for WikiArt's own proportions (at least one each)",
            defaultValue = "none")
        Imbalance imbalance,
    @Setting(value = "height and width in pixels", defaultValue = "128") @Min(16) @Max(2048)
        int imageSize,
    @Setting("which paintings are drawn; follows the pipeline's seed if left out")
        Optional<Long> seed) {

  /** One of two parts that never share a painting. */
  public enum Split {
    /** Paintings to learn from. */
    TRAIN,
    /** Paintings to test on. */
    TEST
  }

  /** How paintings are shared out among styles. */
  public enum Imbalance {
    /** As evenly as the count allows. */
    NONE,
    /** In the proportions of WikiArt, with at least one painting of each style. */
    WIKIART
  }

  /**
   * Checks the names of the styles and that there is a painting for each.
   *
   * @throws IllegalArgumentException if they are unknown, repeated, none, or more than the count
   */
  public SamplePaintingsSettings {
    styles = styles.map(List::copyOf);
    styles.ifPresent(SamplePaintingsSettings::check);
    int wanted = styles.map(List::size).orElse(PaintingStyle.values().length);
    if (count < wanted) {
      throw new IllegalArgumentException(
          "count %d is less than one painting for each of the %d styles: raise count or list fewer styles"
              .formatted(count, wanted));
    }
  }

  private static void check(List<String> styles) {
    if (styles.isEmpty()) {
      throw new IllegalArgumentException(
          "styles is empty: name a style, or leave it out for all 27");
    }
    Set<String> seen = new HashSet<>();
    for (String style : styles) {
      if (PaintingStyle.named(style).isEmpty()) {
        throw new IllegalArgumentException(
            "'%s' is no style; the styles are: %s"
                .formatted(style, String.join(", ", PaintingStyle.labels())));
      }
      if (!seen.add(style)) {
        throw new IllegalArgumentException("style '%s' is listed twice".formatted(style));
      }
    }
  }

  /** The styles in the order of their names. */
  List<PaintingStyle> chosenStyles() {
    return styles.orElseGet(PaintingStyle::labels).stream()
        .sorted()
        .map(name -> PaintingStyle.named(name).orElseThrow())
        .toList();
  }
}
