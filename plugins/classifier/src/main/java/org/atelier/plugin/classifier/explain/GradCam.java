package org.atelier.plugin.classifier.explain;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.List;
import org.atelier.api.UserException;
import org.atelier.api.service.Compute;
import org.atelier.api.service.Network;
import org.atelier.api.tensor.Layers;

/**
 * Gradient-weighted class activation maps (Selvaraju et al. 2017, "Grad-CAM: Visual explanations
 * from deep networks via gradient-based localization", section 3): the feature maps of a layer,
 * each weighed by how much its mean place moves the score of a class, summed, and cut off at zero.
 *
 * <p>The score is the class's output before any softmax: that of the last layer with parameters,
 * where this has a number for each class.
 */
final class GradCam {
  private static final int FEATURE_MAP_AXES = 4;

  private final Compute compute;
  private final Layers layers;
  private final int layer;
  private final int end;
  private final int classes;

  private GradCam(Compute compute, Layers layers, int layer, int end, int classes) {
    this.compute = compute;
    this.layers = layers;
    this.layer = layer;
    this.end = end;
    this.classes = classes;
  }

  /**
   * Looks into a network.
   *
   * @param compute runs it
   * @param network the classifier
   * @param classifier its name, for messages
   * @return the maps of the last layer that has feature maps
   * @throws UserException if the network has none
   */
  static GradCam ofLastFeatureMaps(Compute compute, Network network, String classifier) {
    Layers layers = network.layers();
    List<Shape> shapes = shapes(compute, network);
    int end = end(network, shapes);
    for (int layer = end - 2; layer >= 0; layer--) {
      if (hasPlaces(shapes.get(layer))) {
        return new GradCam(compute, layers, layer, end, network.manifest().classNames().size());
      }
    }
    throw new UserException(
        "'%s' cannot be explained by maps: no layer before its last one puts out feature maps; its layers are: %s"
            .formatted(classifier, described(layers, shapes)),
        "use a classifier with convolutions that is a sequence of layers, such as residual-cnn");
  }

  /**
   * Looks into a network.
   *
   * @param compute runs it
   * @param network the classifier
   * @param name which layer's maps
   * @throws UserException if there is no such layer, or if it has no feature maps
   */
  static GradCam ofLayer(Compute compute, Network network, String name) {
    Layers layers = network.layers();
    int layer = layers.indexOf(name);
    List<Shape> shapes = shapes(compute, network);
    int end = end(network, shapes);
    if (layer > end - 2 || !hasPlaces(shapes.get(layer))) {
      throw new UserException(
          "layer '%s' puts out no feature maps; the layers are: %s"
              .formatted(name, described(layers, shapes)),
          "name a layer that puts out an array of four axes (images, channels, height, width)");
    }
    return new GradCam(compute, layers, layer, end, network.manifest().classNames().size());
  }

  private static List<Shape> shapes(Compute compute, Network network) {
    Shape image =
        new Shape(
            1,
            network.manifest().channels(),
            network.manifest().height(),
            network.manifest().width());
    try (NDManager manager = compute.newManager()) {
      return network.layers().shapes(new NDList(manager.zeros(image)));
    }
  }

  /** Returns the position after the layer that puts out the scores. */
  private static int end(Network network, List<Shape> shapes) {
    int last = network.layers().lastWithParameters().orElse(shapes.size() - 1);
    Shape scores = new Shape(1, network.manifest().classNames().size());
    return shapes.get(last).equals(scores) ? last + 1 : shapes.size();
  }

  /** Returns whether there are channels of more than one place each. */
  private static boolean hasPlaces(Shape shape) {
    return shape.dimension() == FEATURE_MAP_AXES && shape.get(2) * shape.get(3) > 1;
  }

  private static String described(Layers layers, List<Shape> shapes) {
    List<String> described = new ArrayList<>();
    for (int index = 0; index < shapes.size(); index++) {
      described.add(layers.names().get(index) + " " + shapes.get(index).slice(1));
    }
    return String.join(", ", described);
  }

  /** Returns the name of the layer whose maps are used. */
  String layer() {
    return layers.names().get(layer);
  }

  /**
   * Returns a map for each image.
   *
   * @param images {@code (N, C, H, W)}
   * @param labels for each image the class that its map is for
   */
  List<ClassMap> maps(NDArray images, int[] labels) {
    try (NDManager manager = images.getManager().newSubManager()) {
      NDArray input = images.duplicate();
      input.attach(manager);
      NDArray maps = layers.forward(new NDList(input), 0, layer + 1).singletonOrThrow().duplicate();
      NDArray gradient = gradient(maps, labels, manager);
      return combined(maps, gradient);
    }
  }

  private NDArray gradient(NDArray maps, int[] labels, NDManager manager) {
    maps.setRequiresGradient(true);
    NDArray chosen = manager.create(oneHot(labels), new Shape(labels.length, classes));
    try (GradientCollector collector = compute.predictionGradients()) {
      NDArray scores = layers.forward(new NDList(maps), layer + 1, end).singletonOrThrow();
      // An image's score depends on its own maps alone, so that one sum serves them all.
      collector.backward(scores.mul(chosen).sum());
    }
    return maps.getGradient();
  }

  private float[] oneHot(int[] labels) {
    float[] rows = new float[labels.length * classes];
    for (int row = 0; row < labels.length; row++) {
      rows[row * classes + labels[row]] = 1;
    }
    return rows;
  }

  /** Weighs the maps by the means of their gradients (equation 1) and sums them (equation 2). */
  private static List<ClassMap> combined(NDArray maps, NDArray gradient) {
    Shape shape = maps.getShape();
    int channels = (int) shape.get(1);
    int places = (int) (shape.get(2) * shape.get(3));
    float[] values = maps.toFloatArray();
    float[] slopes = gradient.toFloatArray();
    List<ClassMap> combined = new ArrayList<>();
    for (int image = 0; image < shape.get(0); image++) {
      float[] sum = new float[places];
      for (int channel = 0; channel < channels; channel++) {
        int from = (image * channels + channel) * places;
        double slope = 0;
        for (int place = 0; place < places; place++) {
          slope += slopes[from + place];
        }
        float weight = (float) (slope / places);
        for (int place = 0; place < places; place++) {
          sum[place] += weight * values[from + place];
        }
      }
      for (int place = 0; place < places; place++) {
        sum[place] = Math.max(0, sum[place]);
      }
      combined.add(new ClassMap((int) shape.get(2), (int) shape.get(3), sum));
    }
    return combined;
  }
}
