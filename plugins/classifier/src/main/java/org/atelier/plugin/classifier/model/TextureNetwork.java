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
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.atelier.api.service.Batch;
import org.atelier.api.service.Batches;
import org.atelier.api.tensor.Layered;
import org.atelier.api.training.FixedFeatures;
import org.atelier.api.training.LearnsFromData;

/**
 * The network of {@link TextureStatistics}: images {@code (N, 3, H, W)} to logits {@code (N,
 * classes)}.
 */
final class TextureNetwork extends AbstractBlock implements Layered, LearnsFromData, FixedFeatures {
  private static final byte VERSION = 1;

  /** Images described at a time: what is computed on the way takes a hundred times their memory. */
  private static final int CHUNK = 4;

  private final TextureStatistics.Settings settings;
  private final int classes;
  private final Parameter filters;
  private final Parameter centroids;
  private final Parameter means;
  private final Parameter deviations;
  private final Linear output;

  TextureNetwork(TextureStatistics.Settings settings, int classes) {
    super(VERSION);
    this.settings = settings;
    this.classes = classes;
    filters = fixed("filters", Initializer.ZEROS);
    centroids = fixed("centroids", Initializer.ZEROS);
    means = fixed("means", Initializer.ZEROS);
    deviations = fixed("deviations", Initializer.ONES);
    output = addChildBlock("Output", Linear.builder().setUnits(classes).build());
    // Without an opinion at first: nothing that is looked at has to be unlearnt.
    output.setInitializer(Initializer.ZEROS, Parameter.Type.WEIGHT);
  }

  private Parameter fixed(String name, Initializer initializer) {
    return addParameter(
        Parameter.builder()
            .setName(name)
            .setType(Parameter.Type.OTHER)
            .optRequiresGrad(false)
            .optInitializer(initializer)
            .build());
  }

  /** Returns the least height and width of an image that has so many scales. */
  static int leastSide(int scales) {
    return Math.max(Centroids.SIDE, RandomFilters.SIDE << (scales - 1));
  }

  @Override
  public void learn(Images images, SplittableRandom random) throws InterruptedException {
    fill(filters, RandomFilters.draw(settings.filters(), random));
    fill(centroids, Centroids.learn(settings.centroids(), images, random));
    standardise(images);
  }

  /** Learns the mean and the deviation of each statistic. */
  private void standardise(Images images) throws InterruptedException {
    int width = statistics();
    double[] sums = new double[width];
    double[] squares = new double[width];
    long count = 0;
    try (Batches.Pass pass = images.open()) {
      for (Batch next = pass.next(); next != null; next = pass.next()) {
        try (Batch batch = next) {
          float[] values =
              describe(batch.images(), filters.getArray(), centroids.getArray()).toFloatArray();
          for (int index = 0; index < values.length; index++) {
            sums[index % width] += values[index];
            squares[index % width] += (double) values[index] * values[index];
          }
          count += batch.size();
        }
      }
    }
    float[] mean = new float[width];
    float[] deviation = new float[width];
    for (int index = 0; index < width; index++) {
      double average = sums[index] / count;
      double variance = squares[index] / count - average * average;
      mean[index] = (float) average;
      // What is the same in all images says nothing: it stays near zero instead of being blown up.
      deviation[index] = variance > 1e-8 ? (float) Math.sqrt(variance) : 1;
    }
    fill(means, mean);
    fill(deviations, deviation);
  }

  private static void fill(Parameter parameter, float[] values) {
    NDArray array = parameter.getArray();
    try (NDArray filled = array.getManager().create(values, array.getShape())) {
      filled.copyTo(array);
    }
  }

  @Override
  protected NDList forwardInternal(
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
  public List<Layer> layers() {
    List<Layer> layers = new ArrayList<>();
    layers.add(
        new Layer(
            "statistics",
            true,
            (parameters, inputs, training) ->
                new NDList(standardised(parameters, inputs.singletonOrThrow()))));
    layers.add(Layer.of("output", output));
    return layers;
  }

  @Override
  public int fixedLayers() {
    return 1;
  }

  private NDArray standardised(ParameterStore parameters, NDArray images) {
    NDArray bank = value(parameters, filters, images);
    NDArray dictionary = value(parameters, centroids, images);
    NDArray described = describe(images, bank, dictionary);
    return described
        .sub(value(parameters, means, images))
        .div(value(parameters, deviations, images));
  }

  /** Returns the statistics of images, {@code (N, statistics)}. */
  private NDArray describe(NDArray images, NDArray bank, NDArray dictionary) {
    long count = images.getShape().get(0);
    NDList rows = new NDList();
    for (long from = 0; from < count; from += CHUNK) {
      String range = from + ":" + Math.min(count, from + CHUNK);
      try (NDManager scope = images.getManager().newSubManager();
          NDArray view = images.get(range)) {
        // What is computed belongs to the manager of the array on the left.
        NDArray row = describeChunk(scope.create(new float[] {1}).mul(view), bank, dictionary);
        row.attach(images.getManager());
        rows.add(row);
      }
    }
    return rows.size() == 1 ? rows.head() : NDArrays.concat(rows, 0);
  }

  private NDArray describeChunk(NDArray images, NDArray bank, NDArray dictionary) {
    NDList statistics = new NDList();
    NDArray scaled = images;
    for (int scale = 0; scale < settings.scales(); scale++) {
      if (scale > 0) {
        scaled = PixelStatistics.halve(scaled);
      }
      statistics.add(RandomFilters.describe(scaled, bank));
      statistics.add(PixelStatistics.differences(scaled));
    }
    statistics.add(Centroids.describe(images, dictionary));
    statistics.add(PixelStatistics.colours(images));
    statistics.add(PixelStatistics.layout(images));
    return NDArrays.concat(statistics, 1);
  }

  private static NDArray value(ParameterStore parameters, Parameter parameter, NDArray images) {
    return parameters.getValue(parameter, images.getDevice(), false);
  }

  /** Returns how many statistics there are of an image. */
  private int statistics() {
    return settings.scales() * (2 * settings.filters() + PixelStatistics.DIFFERENCES)
        + 2 * settings.centroids()
        + PixelStatistics.COLOURS
        + PixelStatistics.LAYOUT;
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputs) {
    return new Shape[] {new Shape(inputs[0].get(0), classes)};
  }

  @Override
  protected void prepare(Shape[] inputs) {
    filters.setShape(RandomFilters.shape(settings.filters()));
    centroids.setShape(Centroids.shape(settings.centroids()));
    means.setShape(new Shape(statistics()));
    deviations.setShape(new Shape(statistics()));
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputs) {
    Shape features = new Shape(inputs[0].get(0), statistics());
    output.initialize(manager, dataType, features);
  }
}
