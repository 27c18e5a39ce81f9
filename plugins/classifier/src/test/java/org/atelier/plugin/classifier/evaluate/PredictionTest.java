package org.atelier.plugin.classifier.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import org.atelier.plugin.classifier.evaluate.Prediction.Choice;
import org.junit.jupiter.api.Test;

class PredictionTest {
  @Test
  void ranksTheLikeliestClassesFirstAndEqualsByTheirOrder() {
    Prediction prediction = Prediction.rank(7, 0, new float[] {0.125f, 0.25f, 0.375f, 0.25f}, 3);
    assertThat(prediction.ranked())
        .containsExactly(new Choice(2, 0.375f), new Choice(1, 0.25f), new Choice(3, 0.25f));
    assertThat(prediction.truthProbability()).isEqualTo(0.125f);
    assertThat(prediction.isCorrect()).isFalse();
    assertThat(prediction.isRanked()).isFalse();
  }

  @Test
  void knowsWhetherItIsRight() {
    Prediction prediction = Prediction.rank(7, 1, new float[] {0.25f, 0.75f}, 2);
    assertThat(prediction.isCorrect()).isTrue();
    assertThat(prediction.isRanked()).isTrue();
  }
}
