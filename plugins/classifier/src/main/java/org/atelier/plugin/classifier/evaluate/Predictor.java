package org.atelier.plugin.classifier.evaluate;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.atelier.api.DatasetContents;
import org.atelier.api.UserException;
import org.atelier.api.service.Batch;
import org.atelier.api.service.Batches;
import org.atelier.api.service.Network;
import org.atelier.api.service.Progress;

/** Asks a network about each image of a dataset. */
final class Predictor {
  private static final int CLASS_AXIS = 1;

  private final Network network;
  private final String classifier;
  private final DatasetContents contents;
  private final ModelLabels labels;
  private final int ranks;

  /**
   * Prepares to predict.
   *
   * @param network the classifier
   * @param classifier its name, for messages
   * @param contents the dataset's contents
   * @param labels maps the dataset's labels to the model's
   * @param ranks how many classes to keep of each image
   */
  Predictor(
      Network network, String classifier, DatasetContents contents, ModelLabels labels, int ranks) {
    this.network = network;
    this.classifier = classifier;
    this.contents = contents;
    this.labels = labels;
    this.ranks = ranks;
  }

  /** Predicts all images of a pass, in its order. */
  List<Prediction> predict(Batches.Pass pass, Progress.Task task) throws InterruptedException {
    List<Prediction> predictions = new ArrayList<>(contents.size());
    boolean more = true;
    while (more) {
      try (Batch batch = pass.next()) {
        more = batch != null;
        if (more) {
          predict(batch, predictions);
          task.advance(batch.size());
        }
      }
    }
    return predictions;
  }

  private void predict(Batch batch, List<Prediction> predictions) {
    NDArray output = network.forward(new NDList(batch.images()), false).singletonOrThrow();
    int classes = network.manifest().classNames().size();
    Shape expected = new Shape(batch.size(), classes);
    if (!output.getShape().equals(expected)) {
      throw new UserException(
          "'%s' is no classifier: for %d images of %d classes it puts out %s, not %s"
              .formatted(classifier, batch.size(), classes, output.getShape(), expected),
          "name a stage that trains a classifier");
    }
    float[] probabilities = output.softmax(CLASS_AXIS).toFloatArray();
    for (int index = 0; index < batch.size(); index++) {
      int position = batch.positions().get(index);
      float[] row = Arrays.copyOfRange(probabilities, index * classes, (index + 1) * classes);
      checkNumbers(row, position);
      int truth = labels.of(contents.label(position));
      predictions.add(Prediction.rank(position, truth, row, ranks));
    }
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
