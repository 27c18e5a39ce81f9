package org.atelier.plugin.classifier.evaluate;

import java.util.ArrayList;
import java.util.List;
import org.atelier.api.DatasetContents;
import org.atelier.api.service.Batch;
import org.atelier.api.service.Batches;
import org.atelier.api.service.Progress;
import org.atelier.plugin.classifier.predict.ClassProbabilities;

/** Asks a network about each image of a dataset. */
public final class Predictor {
  private final ClassProbabilities probabilities;
  private final DatasetContents contents;
  private final ModelLabels labels;
  private final int ranks;

  /**
   * Prepares to predict.
   *
   * @param probabilities asks the classifier
   * @param contents the dataset's contents
   * @param labels maps the dataset's labels to the model's
   * @param ranks how many classes to keep of each image
   */
  public Predictor(
      ClassProbabilities probabilities, DatasetContents contents, ModelLabels labels, int ranks) {
    this.probabilities = probabilities;
    this.contents = contents;
    this.labels = labels;
    this.ranks = ranks;
  }

  /** Predicts all images of a pass, in its order. */
  public List<Prediction> predict(Batches.Pass pass, Progress.Task task)
      throws InterruptedException {
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
    float[][] rows = probabilities.of(batch);
    for (int index = 0; index < rows.length; index++) {
      int position = batch.positions().get(index);
      int truth = labels.of(contents.label(position));
      predictions.add(Prediction.rank(position, truth, rows[index], ranks));
    }
  }
}
