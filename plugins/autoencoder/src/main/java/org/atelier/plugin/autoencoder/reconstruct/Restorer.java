package org.atelier.plugin.autoencoder.reconstruct;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.atelier.api.DatasetContents;
import org.atelier.api.UserException;
import org.atelier.api.service.Batch;
import org.atelier.api.service.Batches;
import org.atelier.api.service.Network;
import org.atelier.api.service.Progress;

/** Lets an autoencoder restore images. */
final class Restorer {
  private final Network network;
  private final String autoencoder;
  private final DatasetContents contents;

  /**
   * Prepares to restore.
   *
   * @param network the autoencoder
   * @param autoencoder its name, for messages
   * @param contents the images
   */
  Restorer(Network network, String autoencoder, DatasetContents contents) {
    this.network = network;
    this.autoencoder = autoencoder;
    this.contents = contents;
  }

  /**
   * Returns the restored images {@code (N, C, H, W)} of a batch, which owns them.
   *
   * @throws UserException if the network is no autoencoder
   */
  NDArray restored(Batch batch) {
    NDArray images = batch.images();
    NDList outputs = network.forward(new NDList(images), false);
    if (outputs.size() != 1 || !outputs.head().getShape().equals(images.getShape())) {
      throw new UserException(
          "'%s' is no autoencoder: for images of shape %s it puts out %s, not images of that shape"
              .formatted(autoencoder, images.getShape(), Arrays.toString(outputs.getShapes())),
          "name a stage that trains an autoencoder");
    }
    return outputs.head();
  }

  /** Measures all images of a pass, in its order. */
  List<Reconstruction> measure(Batches.Pass pass, MeanImage mean, Progress.Task task)
      throws InterruptedException {
    List<Reconstruction> reconstructions = new ArrayList<>(contents.size());
    boolean more = true;
    while (more) {
      try (Batch batch = pass.next()) {
        more = batch != null;
        if (more) {
          measure(batch, mean, reconstructions);
          task.advance(batch.size());
        }
      }
    }
    return reconstructions;
  }

  private void measure(Batch batch, MeanImage mean, List<Reconstruction> reconstructions) {
    List<Quality> qualities = Comparison.qualities(batch.images(), restored(batch));
    List<Quality> baselines = Comparison.qualities(batch.images(), mean.forEach(batch));
    for (int index = 0; index < batch.size(); index++) {
      int position = batch.positions().get(index);
      checkNumber(qualities.get(index), position);
      reconstructions.add(new Reconstruction(position, qualities.get(index), baselines.get(index)));
    }
  }

  private void checkNumber(Quality quality, int position) {
    if (!Double.isFinite(quality.meanSquaredError())) {
      throw new UserException(
          "'%s' restores image '%s' as not-a-number or infinity: its parameters are damaged or training diverged"
              .formatted(autoencoder, contents.images().get(position).id()),
          "train it again, with a lower learning-rate");
    }
  }

  /** Draws all images of a pass, in its order. */
  List<Drawing> draw(Batches.Pass pass) throws InterruptedException {
    List<Drawing> drawings = new ArrayList<>();
    boolean more = true;
    while (more) {
      try (Batch batch = pass.next()) {
        more = batch != null;
        if (more) {
          drawings.addAll(Drawing.of(batch, network.encode(batch.images()), restored(batch)));
        }
      }
    }
    return drawings;
  }
}
