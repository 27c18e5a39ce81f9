package org.atelier.plugin.classifier.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Linear;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.Initializer;
import ai.djl.util.PairList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.atelier.api.service.Batch;
import org.atelier.api.service.Batches;
import org.atelier.api.tensor.Layered;
import org.atelier.api.training.FixedFeatures;
import org.atelier.api.training.LearnsFromData;

/**
 * A linear classifier of statistics of images, {@code (N, 3, H, W)} to logits {@code (N, classes)}.
 * What the statistics are is fixed before training; each is standardised by the training images.
 */
abstract class StatisticsNetwork extends AbstractBlock
    implements Layered, LearnsFromData, FixedFeatures {
  private static final byte VERSION = 1;

  /** Images described at a time: what is computed on the way takes a hundred times their memory. */
  private static final int CHUNK = 4;

  private final int statistics;
  private final int classes;
  private final Parameter means;
  private final Parameter deviations;
  private final Linear output;

  /** The values of parameters, where they are at the moment. */
  @FunctionalInterface
  interface Values {
    NDArray of(Parameter parameter);
  }

  /**
   * Makes the linear layer and what standardises.
   *
   * @param statistics how many there are of an image
   * @param classes the number of classes
   */
  StatisticsNetwork(int statistics, int classes) {
    super(VERSION);
    this.statistics = statistics;
    this.classes = classes;
    means = fixed("means", new Shape(statistics), Initializer.ZEROS);
    deviations = fixed("deviations", new Shape(statistics), Initializer.ONES);
    output = addChildBlock("Output", Linear.builder().setUnits(classes).build());
    // Without an opinion at first: nothing that is looked at has to be unlearnt.
    output.setInitializer(Initializer.ZEROS, Parameter.Type.WEIGHT);
  }

  /** Adds a parameter that is learned from the training images or drawn, but not trained. */
  final Parameter fixed(String name, Shape shape, Initializer initializer) {
    return addParameter(
        Parameter.builder()
            .setName(name)
            .setType(Parameter.Type.OTHER)
            .optShape(shape)
            .optRequiresGrad(false)
            .optInitializer(initializer)
            .build());
  }

  /** Fills the parameters that the statistics need. */
  abstract void learnStatistics(Images images, SplittableRandom random) throws InterruptedException;

  /**
   * Describes a few images.
   *
   * @param images {@code (N, 3, H, W)}; what is computed on the way belongs to their manager
   * @param values the values of parameters
   * @return {@code (N, statistics)}
   */
  abstract NDArray describe(NDArray images, Values values);

  @Override
  public final void learn(Images images, SplittableRandom random) throws InterruptedException {
    learnStatistics(images, random);
    Sums moments = new Sums(statistics);
    try (Batches.Pass pass = images.open()) {
      for (Batch next = pass.next(); next != null; next = pass.next()) {
        try (Batch batch = next) {
          moments.add(described(batch.images(), Parameter::getArray).toFloatArray());
        }
      }
    }
    fill(means, moments.mean());
    fill(deviations, moments.deviation());
  }

  /** Sets the values of a parameter, in row order. */
  static void fill(Parameter parameter, float[] values) {
    NDArray array = parameter.getArray();
    try (NDArray filled = array.getManager().create(values, array.getShape())) {
      filled.copyTo(array);
    }
  }

  /** Sums of many numbers, for the mean and the deviation of each. */
  private static final class Sums {
    private final double[] sums;
    private final double[] squares;
    private long count;

    Sums(int width) {
      sums = new double[width];
      squares = new double[width];
    }

    void add(float[] rows) {
      for (int index = 0; index < rows.length; index++) {
        sums[index % sums.length] += rows[index];
        squares[index % sums.length] += (double) rows[index] * rows[index];
      }
      count += rows.length / sums.length;
    }

    float[] mean() {
      float[] mean = new float[sums.length];
      for (int index = 0; index < mean.length; index++) {
        mean[index] = (float) (sums[index] / count);
      }
      return mean;
    }

    float[] deviation() {
      float[] deviation = new float[sums.length];
      for (int index = 0; index < deviation.length; index++) {
        double average = sums[index] / count;
        double variance = squares[index] / count - average * average;
        // What is the same in all images says nothing: it stays near zero instead of being blown
        // up.
        deviation[index] = variance > 1e-8 ? (float) Math.sqrt(variance) : 1;
      }
      return deviation;
    }
  }

  @Override
  protected final NDList forwardInternal(
      ParameterStore parameters,
      NDList inputs,
      boolean training,
      PairList<String, Object> arguments) {
    NDList values = inputs;
    for (Layer layer : layers()) {
      values = layer.step().forward(parameters, values, training);
    }
    return values;
  }

  @Override
  public final List<Layer> layers() {
    return List.of(
        new Layer(
            "statistics",
            true,
            (parameters, inputs, training) ->
                new NDList(standardised(parameters, inputs.singletonOrThrow()))),
        Layer.of("output", output));
  }

  @Override
  public final int fixedLayers() {
    return 1;
  }

  private NDArray standardised(ParameterStore parameters, NDArray images) {
    Values values = parameter -> parameters.getValue(parameter, images.getDevice(), false);
    return described(images, values).sub(values.of(means)).div(values.of(deviations));
  }

  /** Returns the statistics of any number of images, {@code (N, statistics)}. */
  private NDArray described(NDArray images, Values values) {
    long count = images.getShape().get(0);
    NDList rows = new NDList();
    for (long from = 0; from < count; from += CHUNK) {
      String range = from + ":" + Math.min(count, from + CHUNK);
      rows.add(inScope(images, range, chunk -> describe(chunk, values)));
    }
    return rows.size() == 1 ? rows.head() : NDArrays.concat(rows, 0);
  }

  /** Applies to some images what needs memory on the way, which is freed. */
  static NDArray inScope(NDArray images, String range, UnaryOperator<NDArray> step) {
    try (NDManager scope = images.getManager().newSubManager();
        NDArray view = images.get(range)) {
      // What is computed belongs to the manager of the array on the left.
      NDArray result = step.apply(scope.create(new float[] {1}).mul(view));
      result.attach(images.getManager());
      return result;
    }
  }

  @Override
  public final Shape[] getOutputShapes(Shape[] inputs) {
    return new Shape[] {new Shape(inputs[0].get(0), classes)};
  }

  @Override
  protected final void initializeChildBlocks(
      NDManager manager, DataType dataType, Shape... inputs) {
    output.initialize(manager, dataType, new Shape(inputs[0].get(0), statistics));
  }
}
