package org.atelier.runner.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.atelier.api.Dataset;
import org.atelier.api.DatasetContents;
import org.atelier.api.service.Batch;
import org.atelier.api.service.Batches;
import org.atelier.api.service.Compute;
import org.atelier.api.service.Progress;
import org.atelier.api.tensor.Layers;
import org.atelier.api.training.Augmentation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Batches of what the first layers of a network put out for the images of one dataset. */
final class FeatureBatches implements Batches {
  private static final Logger LOG = LoggerFactory.getLogger(FeatureBatches.class);

  /** Images at a time: what all the layers put out for them is in memory together. */
  private static final int CHUNK = 8;

  /** The share of the heap that features may take. */
  private static final int HEAP_SHARE = 4;

  private final Compute compute;
  private final float[][] features;
  private final Shape shape;

  private FeatureBatches(Compute compute, float[][] features, Shape shape) {
    this.compute = compute;
    this.features = features;
    this.shape = shape;
  }

  /**
   * Computes the features of all images.
   *
   * @param compute the device that the batches go to
   * @param images what reads the images
   * @param dataset the images
   * @param layers the network's layers
   * @param count how many of them
   * @param shown shows how many images are done
   * @return the batches; empty if the features of so many images are too large to be kept
   */
  static Optional<FeatureBatches> of(
      Compute compute,
      Batches images,
      Dataset dataset,
      Layers layers,
      int count,
      Progress.Task shown)
      throws InterruptedException {
    float[][] features = new float[dataset.contents().size()][];
    Shape shape = new Shape();
    try (Pass pass = images.open(dataset, CHUNK)) {
      for (Batch next = pass.next(); next != null; next = pass.next()) {
        try (Batch batch = next) {
          NDArray values = layers.forward(new NDList(batch.images()), 0, count).singletonOrThrow();
          shape = values.getShape().slice(1);
          float[] all = values.toFloatArray();
          int width = all.length / batch.size();
          long bytes = (long) features.length * width * Float.BYTES;
          if (bytes > Runtime.getRuntime().maxMemory() / HEAP_SHARE) {
            LOG.info("{} bytes of features are too many: they are computed in each epoch", bytes);
            return Optional.empty();
          }
          for (int index = 0; index < batch.size(); index++) {
            features[batch.positions().get(index)] =
                Arrays.copyOfRange(all, index * width, (index + 1) * width);
          }
          shown.advance(batch.size());
        }
      }
    }
    return Optional.of(new FeatureBatches(compute, features, shape));
  }

  @Override
  public Pass open(Dataset dataset, int[] positions, int batchSize) {
    return new FeaturePass(dataset.contents(), positions, batchSize);
  }

  @Override
  public Pass open(
      Dataset dataset, int[] positions, int batchSize, Augmentation augmentation, long seed) {
    throw new UnsupportedOperationException("features are of images as they are");
  }

  private final class FeaturePass implements Pass {
    private final DatasetContents contents;
    private final int[] positions;
    private final int batchSize;
    private final int batches;
    private int begun;

    FeaturePass(DatasetContents contents, int[] positions, int batchSize) {
      this.contents = contents;
      this.positions = positions;
      this.batchSize = batchSize;
      this.batches = BatchReader.batches(positions.length, batchSize);
    }

    @Override
    public Batch next() throws InterruptedException {
      if (Thread.interrupted()) {
        throw new InterruptedException("reading batches");
      }
      if (begun == batches) {
        return null;
      }
      int from = begun++ * batchSize;
      int to = begun == batches ? positions.length : from + batchSize;
      return batch(Arrays.stream(positions, from, to).boxed().toList());
    }

    private Batch batch(List<Integer> chosen) {
      int size = chosen.size();
      int width = Math.toIntExact(shape.size());
      int classes = contents.classNames().size();
      float[] values = new float[size * width];
      float[] targets = new float[size * classes];
      for (int index = 0; index < size; index++) {
        int position = chosen.get(index);
        System.arraycopy(features[position], 0, values, index * width, width);
        targets[index * classes + contents.label(position)] = 1;
      }
      NDManager manager = compute.newManager();
      return new Batch(
          manager,
          manager.create(values, new Shape(size).addAll(shape)),
          manager.create(targets, new Shape(size, classes)),
          chosen);
    }

    @Override
    public void close() {
      begun = batches;
    }
  }
}
