package org.atelier.plugin.styletransfer.fast;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.atelier.api.Dataset;
import org.atelier.api.DatasetContents;
import org.atelier.api.service.Batch;
import org.atelier.api.service.Batches;
import org.atelier.api.service.Network;

/** The styles of the classes: the means of the codes of their images. */
final class ClassStyles {
  private static final int BATCH_SIZE = 32;

  private ClassStyles() {}

  /**
   * Computes the classes' codes and keeps them in the network.
   *
   * @param network a trained network
   * @param block its block
   * @param batches reads the images
   * @param dataset the images
   * @param positions those to take, at least one of each class
   * @throws InterruptedException if the run is being stopped
   */
  static void learn(
      Network network,
      StyleNetworkBlock block,
      Batches batches,
      Dataset dataset,
      List<Integer> positions)
      throws InterruptedException {
    DatasetContents contents = dataset.contents();
    int length = block.codeLength();
    int classes = contents.classNames().size();
    double[] sums = new double[classes * length];
    int[] counts = new int[classes];
    int[] order = positions.stream().mapToInt(Integer::intValue).toArray();
    try (Batches.Pass pass = batches.open(dataset, order, BATCH_SIZE)) {
      for (Batch next = pass.next(); next != null; next = pass.next()) {
        try (Batch batch = next) {
          float[] codes = network.encode(batch.images()).toFloatArray();
          for (int index = 0; index < batch.size(); index++) {
            int label = contents.label(batch.positions().get(index));
            counts[label]++;
            for (int at = 0; at < length; at++) {
              sums[label * length + at] += codes[index * length + at];
            }
          }
        }
      }
    }
    float[] means = new float[sums.length];
    for (int at = 0; at < means.length; at++) {
      means[at] = (float) (sums[at] / counts[at / length]);
    }
    NDArray kept = block.classCodes();
    try (NDArray learnt = kept.getManager().create(means, kept.getShape())) {
      learnt.copyTo(kept);
    }
  }
}
