package org.atelier.plugin.classifier.predict;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.atelier.api.DatasetContents;
import org.atelier.api.UserException;
import org.atelier.api.service.Batch;
import org.atelier.api.service.Network;

/** Asks a network for the probabilities of its classes. */
public final class ClassProbabilities {
  private static final int CLASS_AXIS = 1;
  private static final int WIDTH_AXIS = 3;

  private final Network network;
  private final String classifier;
  private final DatasetContents contents;
  private final boolean flips;

  /**
   * Prepares to ask.
   *
   * @param network the classifier
   * @param classifier its name, for messages
   * @param contents the dataset's contents
   * @param flips whether the network is shown the mirror image of each image too, and the two
   *     answers are averaged
   */
  public ClassProbabilities(
      Network network, String classifier, DatasetContents contents, boolean flips) {
    this.network = network;
    this.classifier = classifier;
    this.contents = contents;
    this.flips = flips;
  }

  /**
   * Returns the probabilities of a batch: for each image a row with a number for each of the
   * model's classes.
   *
   * @throws UserException if the network is no classifier or answers not-a-number
   */
  public float[][] of(Batch batch) {
    NDArray probabilities = softmax(batch, batch.images());
    if (flips) {
      NDArray mirrored = softmax(batch, batch.images().flip(WIDTH_AXIS));
      probabilities = probabilities.add(mirrored).div(2);
    }
    float[] all = probabilities.toFloatArray();
    int classes = network.manifest().classNames().size();
    float[][] rows = new float[batch.size()][];
    for (int index = 0; index < rows.length; index++) {
      rows[index] = Arrays.copyOfRange(all, index * classes, (index + 1) * classes);
      checkNumbers(rows[index], batch.positions().get(index));
    }
    return rows;
  }

  private NDArray softmax(Batch batch, NDArray images) {
    NDArray output = network.forward(new NDList(images), false).singletonOrThrow();
    int classes = network.manifest().classNames().size();
    Shape expected = new Shape(batch.size(), classes);
    if (!output.getShape().equals(expected)) {
      throw new UserException(
          "'%s' is no classifier: for %d images of %d classes it puts out %s, not %s"
              .formatted(classifier, batch.size(), classes, output.getShape(), expected),
          "name a stage that trains a classifier");
    }
    return output.softmax(CLASS_AXIS);
  }

  private void checkNumbers(float[] probabilities, int position) {
    for (float probability : probabilities) {
      if (Float.isNaN(probability)) {
        throw new UserException(
            "'%s' answers not-a-number for image '%s': its parameters are damaged or training diverged"
                .formatted(classifier, contents.images().get(position).id()),
            "train it again, with a lower learning-rate");
      }
    }
  }
}
