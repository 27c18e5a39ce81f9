package org.atelier.plugin.styletransfer.fast;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.atelier.api.DatasetContents;
import org.atelier.api.service.Batch;
import org.atelier.api.service.Network;
import org.atelier.api.service.RandomStreams;
import org.atelier.api.tensor.Scaled;
import org.atelier.api.training.Objective;
import org.atelier.plugin.styletransfer.features.FeatureNetwork;
import org.atelier.plugin.styletransfer.features.Gram;
import org.atelier.plugin.styletransfer.features.TotalVariation;

/**
 * What the training of a {@link StyleNetwork} makes small: how far the pictures' features are from
 * those of their contents, how far their Gram matrices from those of their styles, and how rough
 * they are.
 *
 * <p>The styles are those of the batch's own images, mixed ({@link StyleMixing}). Distances are
 * squared and divided by the mean square of what they are measured from, so that no layer counts
 * more for having larger numbers. What is drawn at random depends on the batch's images alone.
 */
final class StyleObjective implements Objective {
  /** Features look at a grid of pixels; shifted at random it leaves no trace in the pictures. */
  private static final int LARGEST_SHIFT = 4;

  private final FeatureNetwork features;
  private final Layers layers;
  private final Weights weights;
  private final DatasetContents contents;
  private final RandomStreams streams;

  /**
   * Which layers are looked at.
   *
   * @param content those in which pictures are compared with their contents
   * @param style those in which they are compared with their styles
   */
  record Layers(List<String> content, List<String> style) {
    List<String> all() {
      Set<String> all = new LinkedHashSet<>(content);
      all.addAll(style);
      return new ArrayList<>(all);
    }
  }

  /**
   * How much things count beside the content.
   *
   * @param style the distance from the style
   * @param smoothness total variation
   */
  record Weights(double style, double smoothness) {}

  StyleObjective(
      FeatureNetwork features,
      Layers layers,
      Weights weights,
      DatasetContents contents,
      RandomStreams streams) {
    this.features = features;
    this.layers = layers;
    this.weights = weights;
    this.contents = contents;
    this.streams = streams;
  }

  @Override
  public NDArray loss(Network network, Batch batch, boolean training) {
    SplittableRandom random = streams.stream("styles", batch.positions().hashCode());
    int[] labels = batch.positions().stream().mapToInt(contents::label).toArray();
    NDArray shares =
        batch
            .manager()
            .create(StyleMixing.shares(labels, random), new Shape(labels.length, labels.length));
    NDArray codes = shares.matMul(network.encode(batch.images()));
    NDArray pictures = network.forward(new NDList(batch.images(), codes), training).get(0);
    int down = random.nextInt(LARGEST_SHIFT);
    int right = random.nextInt(LARGEST_SHIFT);
    Map<String, NDArray> seen =
        features.features(shifted(batch.images(), down, right), layers.all());
    Map<String, NDArray> made = features.features(shifted(pictures, down, right), layers.all());
    return contentDistance(made, seen)
        .add(Scaled.by(styleDistance(made, seen, shares), weights.style()))
        .add(Scaled.by(TotalVariation.of(pictures), weights.smoothness()));
  }

  private static NDArray shifted(NDArray images, int down, int right) {
    return images.get(":, :, %d:, %d:".formatted(down, right));
  }

  private NDArray contentDistance(Map<String, NDArray> made, Map<String, NDArray> seen) {
    NDList distances = new NDList();
    for (String layer : layers.content()) {
      distances.add(distance(made.get(layer), seen.get(layer)));
    }
    return mean(distances);
  }

  private NDArray styleDistance(
      Map<String, NDArray> made, Map<String, NDArray> seen, NDArray shares) {
    NDList distances = new NDList();
    for (String layer : layers.style()) {
      NDArray own = Gram.matrix(seen.get(layer));
      Shape shape = own.getShape();
      NDArray target = shares.matMul(own.reshape(shape.get(0), -1)).reshape(shape);
      distances.add(distance(Gram.matrix(made.get(layer)), target));
    }
    return mean(distances);
  }

  private static NDArray distance(NDArray values, NDArray target) {
    return values.sub(target).square().mean().div(target.square().mean());
  }

  private static NDArray mean(NDList values) {
    NDArray sum = values.get(0);
    for (int index = 1; index < values.size(); index++) {
      sum = sum.add(values.get(index));
    }
    return Scaled.by(sum, 1.0 / values.size());
  }
}
