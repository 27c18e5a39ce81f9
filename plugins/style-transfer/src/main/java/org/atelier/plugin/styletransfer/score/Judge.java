package org.atelier.plugin.styletransfer.score;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.atelier.api.UserException;
import org.atelier.api.service.Compute;
import org.atelier.api.service.Network;
import org.atelier.plugin.styletransfer.features.FeatureNetwork;
import org.atelier.plugin.styletransfer.features.Gram;
import org.atelier.plugin.styletransfer.method.Pixels;

/** Looks at images with networks that had no part in making them. */
final class Judge {
  private static final int COLOURS = 3;

  private final Compute compute;
  private final FeatureNetwork features;
  private final String contentLayer;
  private final List<String> styleLayers;
  private final Network classifier;
  private final String classifierName;

  /**
   * Prepares to look.
   *
   * @param compute runs the networks
   * @param features what content and style are seen in
   * @param contentLayer the layer that content is seen in
   * @param styleLayers the layers that style is seen in
   * @param classifier names the class of an image
   * @param classifierName the classifier's name, for messages
   */
  Judge(
      Compute compute,
      FeatureNetwork features,
      String contentLayer,
      List<String> styleLayers,
      Network classifier,
      String classifierName) {
    this.compute = compute;
    this.features = features;
    this.contentLayer = contentLayer;
    this.styleLayers = List.copyOf(styleLayers);
    this.classifier = classifier;
    this.classifierName = classifierName;
  }

  /** Returns the names of the classes that the classifier knows. */
  List<String> classNames() {
    return classifier.manifest().classNames();
  }

  /**
   * Looks at an image.
   *
   * @param image the image
   * @param what which image, for messages
   * @throws UserException if the classifier is none, or if the networks answer not-a-number
   */
  Impression look(Pixels image, String what) {
    try (NDManager manager = compute.newManager()) {
      Shape shape = new Shape(1, COLOURS, image.height(), image.width());
      NDArray array = manager.create(image.values(), shape);
      Set<String> layers = new LinkedHashSet<>(styleLayers);
      layers.add(contentLayer);
      Map<String, NDArray> maps = features.features(array, List.copyOf(layers));
      Impression impression =
          new Impression(
              maps.get(contentLayer).toFloatArray(),
              styleLayers.stream().map(layer -> gram(maps.get(layer))).toList(),
              likeliest(array));
      check(impression, what);
      return impression;
    }
  }

  private static float[] gram(NDArray maps) {
    return Gram.matrix(maps).toFloatArray();
  }

  private String likeliest(NDArray image) {
    NDArray output = classifier.forward(new NDList(image), false).singletonOrThrow();
    Shape expected = new Shape(1, classNames().size());
    if (!output.getShape().equals(expected)) {
      throw new UserException(
          "'%s' is no classifier: for an image and %d classes it puts out %s, not %s"
              .formatted(classifierName, classNames().size(), output.getShape(), expected),
          "name a stage that trains a classifier");
    }
    float[] scores = output.toFloatArray();
    int best = 0;
    for (int label = 1; label < scores.length; label++) {
      best = scores[label] > scores[best] ? label : best;
    }
    return classNames().get(best);
  }

  private static void check(Impression impression, String what) {
    boolean finite = isFinite(impression.content());
    for (float[] gram : impression.grams()) {
      finite &= isFinite(gram);
    }
    if (!finite) {
      throw new UserException(
          "the features of %s are not-a-number or infinite: the network's parameters are damaged, or its training diverged"
              .formatted(what),
          "train the network again, with a lower learning-rate");
    }
  }

  private static boolean isFinite(float[] values) {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Returns the Gram matrices of some images.
   *
   * @param images {@code (N, 3, H, W)}
   * @return for each style layer {@code N * C * C} numbers
   */
  List<float[]> grams(NDArray images) {
    Map<String, NDArray> maps = features.features(images, styleLayers);
    return styleLayers.stream().map(layer -> gram(maps.get(layer))).toList();
  }
}
