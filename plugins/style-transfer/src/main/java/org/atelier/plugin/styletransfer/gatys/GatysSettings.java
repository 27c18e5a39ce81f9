package org.atelier.plugin.styletransfer.gatys;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.atelier.api.Setting;

/**
 * How pictures are made by changing pixels.
 *
 * @param contentLayers the layers that content is seen in
 * @param styleLayers the layers that style is seen in
 * @param contentWeight what the content loss counts
 * @param styleWeight what the style loss counts
 * @param totalVariationWeight what the total variation counts
 * @param start what the picture is at first
 * @param optimizer how gradients become steps
 * @param learningRate the step size of Adam
 * @param steps steps for each size
 * @param sizes in how many sizes, one after another, the picture is made
 * @param preserveColour whether the picture keeps the content's colours
 * @param previewEvery after how many steps the picture is kept
 */
public record GatysSettings(
    @Setting(
            value =
                "layers that the content is seen in, such as [{layer: stage-1/block-1}]; by default"
                    + " the network's first, alike",
            defaultValue = "[]")
        @Size(max = 32)
        List<WeightedLayer> contentLayers,
    @Setting(
            value =
                "layers that the style is seen in, of those in the bank; by default all of them,"
                    + " with weight 4 for image and layers of half the image's size, 2 for"
                    + " patches, 8 for layers of a quarter and an eighth, and 1 for deeper ones",
            defaultValue = "[]")
        @Size(max = 32)
        List<WeightedLayer> styleLayers,
    @Setting(
            value =
                "what the content loss counts; 1 is the loss of a picture that shows nothing of the"
                    + " content",
            defaultValue = "1")
        @PositiveOrZero
        @DecimalMax("1e12")
        double contentWeight,
    @Setting(value = "what the style loss counts; the more, the more style", defaultValue = "4")
        @PositiveOrZero
        @DecimalMax("1e12")
        double styleWeight,
    @Setting(
            value =
                "what differences of neighbouring pixels count, compared with the content image's;"
                    + " the more, the smoother the picture",
            defaultValue = "0.1")
        @PositiveOrZero
        @DecimalMax("1e12")
        double totalVariationWeight,
    @Setting(
            value =
                "what the picture is at first: the content image, an image of the style, or noise",
            defaultValue = "content")
        Start start,
    @Setting(
            value =
                "how gradients become steps; adam looks at the picture from another place at each"
                    + " step, which keeps patterns of the network's grid away",
            defaultValue = "adam")
        Optimizer optimizer,
    @Setting(
            "size of the first steps with optimizer: adam, where the brightness of a pixel is 0 to 1; by"
                + " default 0.02")
        Optional<@Positive @DecimalMax("1") Double> learningRate,
    @Setting(value = "steps at each size", defaultValue = "100") @Min(1) @Max(100_000) int steps,
    @Setting(
            value =
                "in how many sizes the picture is made, one after another, each twice the one"
                    + " before; at most the bank's scales",
            defaultValue = "2")
        @Min(1)
        @Max(6)
        int sizes,
    @Setting(
            value = "whether the picture keeps the colours of the content image",
            defaultValue = "false")
        boolean preserveColour,
    @Setting(
            value =
                "after how many steps the picture is kept to look at, and to go on from; 0 for"
                    + " never",
            defaultValue = "50")
        @Min(0)
        int previewEvery) {

  /** What stands for the settings where none are given. */
  public static final GatysSettings DEFAULTS =
      new GatysSettings(
          List.of(),
          List.of(),
          1,
          4,
          0.1,
          Start.CONTENT,
          Optimizer.ADAM,
          Optional.empty(),
          100,
          2,
          false,
          50);

  /** What the picture is at first. */
  public enum Start {
    /** The content image. */
    CONTENT,
    /** A picture of the style, enlarged to the content image's size. */
    STYLE,
    /** Grey with random numbers added, each time the same. */
    NOISE
  }

  /** How gradients become steps. */
  public enum Optimizer {
    /** {@link Lbfgs}. */
    L_BFGS,
    /** {@link Adam}. */
    ADAM
  }

  /**
   * A layer and what it counts among others.
   *
   * @param layer the layer's name
   * @param weight its weight
   */
  public record WeightedLayer(
      @Setting("the layer's name; 'image' for the pixels") String layer,
      @Setting(value = "what it counts among the layers", defaultValue = "1")
          @Positive
          @DecimalMin("1e-6")
          @DecimalMax("1e6")
          double weight) {}

  /** Checks what joins several settings. */
  public GatysSettings {
    contentLayers = List.copyOf(contentLayers);
    styleLayers = List.copyOf(styleLayers);
    checkOnce("content-layers", contentLayers);
    checkOnce("style-layers", styleLayers);
    if (contentWeight == 0 && styleWeight == 0) {
      throw new IllegalArgumentException(
          "content-weight and style-weight are both 0, so that nothing is asked of the picture");
    }
    if (learningRate.isPresent() && optimizer == Optimizer.L_BFGS) {
      throw new IllegalArgumentException(
          "learning-rate is for optimizer: adam; l-bfgs finds its step sizes itself");
    }
  }

  private static void checkOnce(String key, List<WeightedLayer> layers) {
    Set<String> names = new HashSet<>();
    for (WeightedLayer layer : layers) {
      if (!names.add(layer.layer())) {
        throw new IllegalArgumentException(
            "%s names layer '%s' twice".formatted(key, layer.layer()));
      }
    }
  }
}
