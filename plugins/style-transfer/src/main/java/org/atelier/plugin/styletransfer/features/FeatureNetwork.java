package org.atelier.plugin.styletransfer.features;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.atelier.api.UserException;
import org.atelier.api.service.Compute;
import org.atelier.api.service.Network;
import org.atelier.api.tensor.Layers;

/**
 * A network whose feature maps are looked at: those of its layers that put out {@code (N, C, H, W)}
 * with more than one place. The layer {@value #IMAGE} stands for the pixels themselves, and {@value
 * #PATCHES} for squares of them ({@link Patches}); both are alike for all networks.
 */
public final class FeatureNetwork {
  /** The name of the layer that is the image itself. */
  public static final String IMAGE = "image";

  /** The name of the layer of squares of pixels. */
  public static final String PATCHES = "patches";

  private static final int FEATURE_MAP_AXES = 4;
  private static final int COLOURS = 3;
  private static final int CONTENT_REDUCTION = 4;

  /** Where textures end and what is shown begins, in the networks that this was tried with. */
  private static final int DEEP_REDUCTION = 8;

  private static final double PATCHES_WEIGHT = 2;
  private static final double SHALLOW_WEIGHT = 4;
  private static final double MIDDLE_WEIGHT = 8;

  private final Layers layers;

  /** The shape of the feature maps of each layer that has any, for an image of the usual size. */
  private final Map<String, Shape> maps;

  private FeatureNetwork(Layers layers, Map<String, Shape> maps) {
    this.layers = layers;
    this.maps = maps;
  }

  /**
   * Looks at a network.
   *
   * @param compute runs it
   * @param network the network, which stays the caller's to close
   * @param name the network's name, for messages
   * @throws UserException if it takes other inputs than images, or if none of its layers has
   *     feature maps
   */
  public static FeatureNetwork of(Compute compute, Network network, String name) {
    Shape image =
        new Shape(
            1,
            network.manifest().channels(),
            network.manifest().height(),
            network.manifest().width());
    if (image.get(1) != COLOURS) {
      throw new UserException(
          "'%s' takes %d channels, but an image has 3".formatted(name, image.get(1)),
          "take the features of a network that was trained on images alone, such as a classifier");
    }
    Map<String, Shape> maps = new LinkedHashMap<>(Map.of(IMAGE, image));
    try (NDManager manager = compute.newManager()) {
      NDArray nothing = manager.zeros(image);
      maps.put(PATCHES, Patches.of(nothing).getShape());
      List<Shape> shapes = network.layers().shapes(new NDList(nothing));
      for (int index = 0; index < shapes.size(); index++) {
        Shape shape = shapes.get(index);
        if (shape.dimension() == FEATURE_MAP_AXES && shape.get(2) * shape.get(3) > 1) {
          maps.put(network.layers().names().get(index), shape);
        }
      }
    }
    if (maps.size() == 2) {
      throw new UserException(
          "no layer of '%s' puts out feature maps; its layers are: %s"
              .formatted(name, String.join(", ", network.layers().names())),
          "take the features of a network with convolutions, such as residual-cnn");
    }
    return new FeatureNetwork(network.layers(), maps);
  }

  /** Returns the names of the layers that have feature maps, in their order, the pixels first. */
  public List<String> names() {
    return List.copyOf(maps.keySet());
  }

  /**
   * Returns the layers that styles are seen in unless others are named: the pixels, and of each
   * size of the network's feature maps the last layer that has more channels than an image.
   */
  public List<String> styleLayers() {
    List<String> layers = new ArrayList<>(List.of(IMAGE));
    layers.addAll(lastLayers());
    return layers;
  }

  /** Returns {@link #styleLayers()} and the patches. */
  public List<String> styleLayersWithPatches() {
    List<String> layers = new ArrayList<>(List.of(IMAGE, PATCHES));
    layers.addAll(lastLayers());
    return layers;
  }

  private List<String> lastLayers() {
    Map<Long, String> last = new LinkedHashMap<>();
    maps.forEach(
        (name, shape) -> {
          if (shape.get(1) > COLOURS && !name.equals(PATCHES)) {
            last.put(shape.get(2), name);
          }
        });
    return List.copyOf(last.values());
  }

  /**
   * Returns the layers that content is seen in unless others are named: of the network's layers in
   * {@link #styleLayers()} those that reduce images to a quarter of their sides at most, or the
   * pixels where there is none. Pixels beside the others would hold the content's colours.
   */
  public List<String> contentLayers() {
    List<String> layers =
        lastLayers().stream().filter(layer -> smallestSide(layer) <= CONTENT_REDUCTION).toList();
    return layers.isEmpty() ? List.of(IMAGE) : layers;
  }

  /**
   * Returns what the style that is seen in a layer counts unless weights are given. Colours and
   * patches are the same for all networks, and the first layers much alike; deep ones answer to
   * what only this network has learned, so that a picture made for them pleases no other.
   *
   * @param layer a layer that was checked
   */
  public double styleWeight(String layer) {
    if (layer.equals(PATCHES)) {
      return PATCHES_WEIGHT;
    }
    int reduction = smallestSide(layer);
    if (reduction > DEEP_REDUCTION) {
      return 1;
    }
    return reduction < CONTENT_REDUCTION ? SHALLOW_WEIGHT : MIDDLE_WEIGHT;
  }

  /**
   * Returns the channels of a layer.
   *
   * @throws UserException if there is no such layer, with the list
   */
  public int channels(String layer) {
    check(List.of(layer));
    return (int) maps.get(layer).get(1);
  }

  /**
   * Returns how many pixels high and wide an image must be at least for a layer to have a feature
   * map of one place, as far as can be told from how much the network reduces images.
   *
   * @param layer a layer that was checked
   */
  public int smallestSide(String layer) {
    Shape image = maps.get(IMAGE);
    Shape map = maps.get(layer);
    return (int) Math.max(ceiling(image.get(2), map.get(2)), ceiling(image.get(3), map.get(3)));
  }

  private static long ceiling(long dividend, long divisor) {
    return (dividend + divisor - 1) / divisor;
  }

  /**
   * Checks that layers have feature maps.
   *
   * @throws UserException if there is no such layer, or if it has none, with the list
   */
  public void check(List<String> names) {
    for (String name : names) {
      if (!maps.containsKey(name)) {
        throw new UserException(
            "the network has no layer '%s' with feature maps; those with feature maps are: %s"
                .formatted(name, String.join(", ", names())),
            "name one of these layers");
      }
    }
  }

  /**
   * Runs the network as far as is needed.
   *
   * @param images {@code (N, 3, H, W)}, in [0, 1], of any size that leaves something of the feature
   *     maps; the maps belong to its manager
   * @param names the layers to look at, each checked before
   * @return the feature maps of each, {@code (N, C, H, W)}
   */
  public Map<String, NDArray> features(NDArray images, List<String> names) {
    List<String> computed = new ArrayList<>(names);
    computed.removeAll(List.of(IMAGE, PATCHES));
    Map<String, NDList> outputs = layers.outputs(new NDList(images), computed);
    Map<String, NDArray> features = new LinkedHashMap<>();
    for (String name : names) {
      features.put(
          name,
          switch (name) {
            case IMAGE -> images;
            case PATCHES -> Patches.of(images);
            default -> outputs.get(name).singletonOrThrow();
          });
    }
    return features;
  }
}
