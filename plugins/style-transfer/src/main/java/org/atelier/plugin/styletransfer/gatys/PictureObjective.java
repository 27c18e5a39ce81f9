package org.atelier.plugin.styletransfer.gatys;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.atelier.api.UserException;
import org.atelier.api.service.Compute;
import org.atelier.api.tensor.Scaled;
import org.atelier.plugin.styletransfer.features.FeatureNetwork;
import org.atelier.plugin.styletransfer.features.Gram;
import org.atelier.plugin.styletransfer.features.Pyramid;
import org.atelier.plugin.styletransfer.features.TotalVariation;
import org.atelier.plugin.styletransfer.method.Pixels;

/**
 * How far a picture is from showing a content in a style (Gatys, Ecker and Bethge 2016, equation
 * 7), with a total variation.
 *
 * <p>Each loss is a share, so that weights mean the same with any network. The content loss is the
 * squared distance of the features, as a share of how much the content's own features vary from
 * place to place. The style loss of a layer is the squared distance of the Gram matrices, as a
 * share of the squared norm of the one that is wanted. Layers are averaged by their weights. The
 * total variation is a share of the content image's own.
 */
final class PictureObjective implements Objective, AutoCloseable {
  /**
   * The least variance of features: for images of one colour, of which black has no square either.
   */
  private static final double LEAST_VARIANCE = 0.01;

  /** The least variance of features, as a share of their mean square. */
  private static final double LEAST_SHARE = 0.01;

  /** The least total variation that counts as that of an image of several colours. */
  private static final double LEAST_VARIATION = 1e-4;

  private static final double TINY = 1e-12;

  private final Compute compute;
  private final FeatureNetwork features;
  private final GatysSettings settings;
  private final String name;
  private final Shape shape;
  private final NDManager memory;
  private final NDArray content;
  private final double variationScale;
  private final List<Wanted> contents = new ArrayList<>();
  private final List<Wanted> styles = new ArrayList<>();

  /**
   * Features or Gram matrices that are wanted.
   *
   * @param layer the layer's name
   * @param level which size of the picture: 0 for its own, 1 for half of it
   * @param values what is wanted
   * @param scale what the squared distance is multiplied by, the weight included
   */
  private record Wanted(String layer, int level, NDArray values, double scale) {
    Wanted with(NDArray others) {
      return new Wanted(layer, level, others, scale);
    }
  }

  /**
   * Prepares to measure.
   *
   * @param compute runs the network
   * @param features the network
   * @param settings the weights
   * @param name what is being made, for messages
   * @param content the content image, in the size of the picture
   * @param contentLayers the layers that it is seen in
   * @param targets the style in the layers and sizes that count, the picture's own size 0
   */
  PictureObjective(
      Compute compute,
      FeatureNetwork features,
      GatysSettings settings,
      String name,
      Pixels content,
      List<GatysSettings.WeightedLayer> contentLayers,
      List<StyleTarget> targets) {
    this.compute = compute;
    this.features = features;
    this.settings = settings;
    this.name = name;
    this.shape = new Shape(1, 3, content.height(), content.width());
    this.memory = compute.newManager();
    this.variationScale = variationScale(content);
    this.content = owned(memory, content.values(), shape);
    wantContent(contentLayers);
    wantStyle(targets);
  }

  /** Returns what makes the content image's own total variation 1, if it is of several colours. */
  private double variationScale(Pixels content) {
    try (NDManager manager = compute.newManager()) {
      double own = TotalVariation.of(owned(manager, content.values(), shape)).getFloat();
      return 1 / Math.max(own, LEAST_VARIATION);
    }
  }

  private void wantContent(List<GatysSettings.WeightedLayer> layers) {
    double sum = layers.stream().mapToDouble(GatysSettings.WeightedLayer::weight).sum();
    try (NDManager manager = compute.newManager()) {
      NDArray image = content.duplicate();
      image.attach(manager);
      Map<String, NDArray> maps =
          features.features(
              image, layers.stream().map(GatysSettings.WeightedLayer::layer).toList());
      for (GatysSettings.WeightedLayer layer : layers) {
        NDArray values = maps.get(layer.layer()).duplicate();
        values.attach(memory);
        double scale = layer.weight() / sum / variance(values) / values.size();
        contents.add(new Wanted(layer.layer(), 0, values, scale));
      }
    }
  }

  /** Returns how much feature maps vary around their channels' means, never quite nothing. */
  private static double variance(NDArray maps) {
    NDArray centred = maps.sub(Gram.means(maps));
    double variance = centred.mul(centred).mean().getFloat();
    double square = maps.mul(maps).mean().getFloat();
    return Math.max(variance, Math.max(LEAST_VARIANCE, LEAST_SHARE * square));
  }

  private void wantStyle(List<StyleTarget> targets) {
    double sum = targets.stream().mapToDouble(StyleTarget::weight).sum();
    for (StyleTarget target : targets) {
      double norm = TINY;
      for (float value : target.gram()) {
        norm += (double) value * value;
      }
      NDArray gram =
          owned(memory, target.gram(), new Shape(1, target.channels(), target.channels()));
      styles.add(new Wanted(target.layer(), target.scale(), gram, target.weight() / sum / norm));
    }
  }

  /** Returns an array; a copy, as PyTorch does not own what it is created from. */
  private static NDArray owned(NDManager manager, float[] values, Shape shape) {
    return manager.create(values, shape).duplicate();
  }

  @Override
  public Point at(float[] numbers) {
    return at(numbers, View.WHOLE);
  }

  /** Looks at the picture, and at the content, from another place at each step. */
  @Override
  public Objective atStep(int step) {
    View view = View.of(step);
    return numbers -> at(numbers, view);
  }

  private Point at(float[] numbers, View view) {
    try (NDManager manager = compute.newManager()) {
      List<Wanted> seen = seen(view, manager);
      NDArray image = owned(manager, numbers, shape);
      image.setRequiresGradient(true);
      Losses losses;
      try (GradientCollector collector = compute.predictionGradients()) {
        Sums sums = sums(image, view, seen);
        losses = losses(sums);
        collector.backward(sums.total());
      }
      return new Point(losses, image.getGradient().toFloatArray());
    }
  }

  /** The losses in the engine. */
  private record Sums(NDArray total, NDArray content, NDArray style, NDArray variation) {}

  /** Returns what is wanted of the content, as it is seen in a view. */
  private List<Wanted> seen(View view, NDManager manager) {
    if (view.equals(View.WHOLE)) {
      return contents;
    }
    NDArray image = content.duplicate();
    image.attach(manager);
    Map<String, NDArray> maps =
        features.features(view.of(image), contents.stream().map(Wanted::layer).toList());
    return contents.stream().map(wanted -> wanted.with(maps.get(wanted.layer()))).toList();
  }

  private Sums sums(NDArray image, View view, List<Wanted> shown) {
    NDArray distance = image.getManager().zeros(new Shape());
    NDArray style = image.getManager().zeros(new Shape());
    int levels = styles.stream().mapToInt(Wanted::level).max().orElse(0) + 1;
    List<NDArray> sizes = Pyramid.of(view.of(image), levels);
    for (int level = 0; level < levels; level++) {
      Map<String, NDArray> maps = features.features(sizes.get(level), layers(level));
      for (Wanted wanted : at(level, styles)) {
        style = style.add(distance(Gram.matrix(maps.get(wanted.layer())), wanted));
      }
      for (Wanted wanted : at(level, shown)) {
        distance = distance.add(distance(maps.get(wanted.layer()), wanted));
      }
    }
    NDArray variation = Scaled.by(TotalVariation.of(image), variationScale);
    NDArray total =
        Scaled.by(distance, settings.contentWeight())
            .add(Scaled.by(style, settings.styleWeight()))
            .add(Scaled.by(variation, settings.totalVariationWeight()));
    return new Sums(total, distance, style, variation);
  }

  private static NDArray distance(NDArray values, Wanted wanted) {
    NDArray difference = values.sub(wanted.values());
    return Scaled.by(difference.mul(difference).sum(), wanted.scale());
  }

  private List<String> layers(int level) {
    Set<String> layers = new LinkedHashSet<>();
    at(level, styles).forEach(wanted -> layers.add(wanted.layer()));
    at(level, contents).forEach(wanted -> layers.add(wanted.layer()));
    return List.copyOf(layers);
  }

  private static List<Wanted> at(int level, List<Wanted> all) {
    return all.stream().filter(wanted -> wanted.level() == level).toList();
  }

  private Losses losses(Sums sums) {
    Losses losses =
        new Losses(
            sums.total().getFloat(),
            sums.content().getFloat(),
            sums.style().getFloat(),
            sums.variation().getFloat());
    if (!Double.isFinite(losses.total())) {
      throw new UserException(
          "the loss of %s is not finite (content %s, style %s, total variation %s)"
              .formatted(name, losses.content(), losses.style(), losses.variation()),
          "lower content-weight, style-weight or total-variation-weight; if that does not help, the network's parameters are damaged: train it again and make the style-bank anew");
    }
    return losses;
  }

  @Override
  public void close() {
    memory.close();
  }
}
