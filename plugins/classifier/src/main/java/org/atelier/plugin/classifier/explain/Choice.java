package org.atelier.plugin.classifier.explain;

import java.util.Comparator;
import java.util.List;
import org.atelier.plugin.classifier.evaluate.Prediction;

/** Which images are explained. */
public enum Choice {
  /** The mistakes that the classifier is surest of, the surest first. */
  MOST_WRONG,
  /** The right answers that the classifier is surest of, the surest first. */
  MOST_CERTAIN;

  /**
   * Returns the first predictions of this kind; of equally sure ones the first in the dataset comes
   * first.
   */
  List<Prediction> of(List<Prediction> predictions, int count) {
    return predictions.stream()
        .filter(prediction -> prediction.isCorrect() == (this == MOST_CERTAIN))
        .sorted(
            Comparator.comparingDouble((Prediction prediction) -> prediction.best().probability())
                .reversed())
        .limit(count)
        .toList();
  }
}
