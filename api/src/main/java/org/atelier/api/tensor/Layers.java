package org.atelier.api.tensor;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.training.ParameterStore;
import ai.djl.util.Pair;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.atelier.api.UserException;
import org.atelier.api.tensor.Layered.Layer;

/**
 * The layers of a network in the order in which they run, to be run one by one: for explanations,
 * features and styles. Unless said otherwise they run as in prediction: dropout drops nothing and
 * batch normalisation uses its running statistics.
 *
 * <p>The layers of a {@link Layered} block are what it says they are; those of a {@link
 * SequentialBlock} are its children, and the layers of these. Any other block is one layer. A child
 * of a {@link SequentialBlock} is called what its block is, in lower case: {@code linear}, or
 * {@code conv2d-1} and {@code conv2d-2} where there are several. A layer within a child has the
 * child's name before it, as in {@code sequential-block-2/conv2d}.
 */
public final class Layers {
  private static final Pattern NUMBER = Pattern.compile("^[0-9]+");
  private static final Pattern WORD = Pattern.compile("(?<=[a-z0-9])(?=[A-Z][a-z])");
  private static final Pattern SEPARATORS = Pattern.compile("[^a-z0-9]+");
  private static final String NAMELESS = "anonymous";

  private final List<Layer> layers;
  private final ParameterStore parameters;

  private Layers(List<Layer> layers, ParameterStore parameters) {
    this.layers = List.copyOf(layers);
    this.parameters = parameters;
  }

  /**
   * Returns the layers of a network.
   *
   * @param network the network's block
   * @param parameters where its parameters' values are
   */
  public static Layers of(Block network, ParameterStore parameters) {
    List<Layer> layers = new ArrayList<>();
    collect("", network, layers);
    return new Layers(layers, parameters);
  }

  private static void collect(String name, Block block, List<Layer> layers) {
    String prefix = name.isEmpty() ? "" : name + "/";
    if (block instanceof Layered) {
      for (Layer layer : ((Layered) block).layers()) {
        layers.add(new Layer(prefix + layer.name(), layer.hasParameters(), layer.step()));
      }
    } else if (block instanceof SequentialBlock) {
      children(block).forEach((child, part) -> collect(prefix + child, part, layers));
    } else {
      layers.add(Layer.of(name.isEmpty() ? "network" : name, block));
    }
  }

  private static Map<String, Block> children(Block block) {
    Map<String, Integer> counts = new HashMap<>();
    for (Pair<String, Block> child : block.getChildren()) {
      counts.merge(kind(child), 1, Integer::sum);
    }
    Map<String, Integer> numbers = new HashMap<>();
    Map<String, Block> children = new LinkedHashMap<>();
    for (Pair<String, Block> child : block.getChildren()) {
      String kind = kind(child);
      int number = numbers.merge(kind, 1, Integer::sum);
      children.put(counts.get(kind) == 1 ? kind : kind + "-" + number, child.getValue());
    }
    return children;
  }

  /** Returns what a child is called: a function by its name, another block by its class. */
  private static String kind(Pair<String, Block> child) {
    String name = NUMBER.matcher(child.getKey()).replaceFirst("");
    if (child.getValue() instanceof LambdaBlock) {
      name = ((LambdaBlock) child.getValue()).getName();
      if (name == null || name.equals(NAMELESS)) {
        name = "function";
      }
    }
    String words = WORD.matcher(name).replaceAll("-").toLowerCase(Locale.ROOT);
    String kind = SEPARATORS.matcher(words).replaceAll("-");
    return kind.isEmpty() || kind.equals("-") ? "layer" : kind;
  }

  /** Returns the number of layers, at least one. */
  public int size() {
    return layers.size();
  }

  /** Returns the layers' names in their order. */
  public List<String> names() {
    return layers.stream().map(Layer::name).toList();
  }

  /**
   * Returns the position of a layer.
   *
   * @param name the layer's name
   * @throws UserException if there is no such layer, with the names of those that there are
   */
  public int indexOf(String name) {
    int index = names().indexOf(name);
    if (index < 0) {
      throw new UserException(
          "the network has no layer '%s'; its layers are: %s"
              .formatted(name, String.join(", ", names())),
          "name one of these layers");
    }
    return index;
  }

  /** Returns the position of the last layer that has parameters; empty if none has. */
  public OptionalInt lastWithParameters() {
    for (int index = layers.size() - 1; index >= 0; index--) {
      if (layers.get(index).hasParameters()) {
        return OptionalInt.of(index);
      }
    }
    return OptionalInt.empty();
  }

  /**
   * Runs some layers, one after another.
   *
   * @param inputs what the first of them takes; the outputs belong to its manager
   * @param from position of the first
   * @param to position after the last; equal to {@code from} for none
   */
  public NDList forward(NDList inputs, int from, int to) {
    return forward(inputs, from, to, false);
  }

  /**
   * Runs some layers, one after another, as in prediction or as in training.
   *
   * @param inputs what the first of them takes; the outputs belong to its manager
   * @param from position of the first
   * @param to position after the last; equal to {@code from} for none
   * @param training whether dropout drops and batch normalisation uses the batch's own statistics
   */
  public NDList forward(NDList inputs, int from, int to, boolean training) {
    NDList values = inputs;
    for (Layer layer : layers.subList(from, to)) {
      values = layer.step().forward(parameters, values, training);
    }
    return values;
  }

  /**
   * Runs the network once, as far as is needed, and keeps what some layers put out.
   *
   * @param inputs the network's inputs; the outputs belong to its manager
   * @param names which layers
   * @return what each puts out, in the order of {@code names}
   * @throws UserException if there is no such layer
   */
  public Map<String, NDList> outputs(NDList inputs, List<String> names) {
    Map<String, NDList> outputs = new LinkedHashMap<>();
    int last = -1;
    for (String name : names) {
      outputs.put(name, new NDList());
      last = Math.max(last, indexOf(name));
    }
    NDList values = inputs;
    for (Layer layer : layers.subList(0, last + 1)) {
      NDList produced = layer.step().forward(parameters, values, false);
      outputs.computeIfPresent(layer.name(), (name, none) -> produced);
      values = produced;
    }
    return outputs;
  }

  /**
   * Returns the shape of what each layer puts out (of its first array, where there are several).
   *
   * @param inputs the network's inputs; what the layers make of them belongs to its manager
   */
  public List<Shape> shapes(NDList inputs) {
    List<Shape> shapes = new ArrayList<>();
    NDList values = inputs;
    for (Layer layer : layers) {
      values = layer.step().forward(parameters, values, false);
      shapes.add(values.head().getShape());
    }
    return shapes;
  }
}
