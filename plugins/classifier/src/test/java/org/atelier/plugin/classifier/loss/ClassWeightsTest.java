package org.atelier.plugin.classifier.loss;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.atelier.api.ClassCounts;
import org.junit.jupiter.api.Test;

class ClassWeightsTest {
  private static final ClassCounts COUNTS =
      new ClassCounts(List.of("a", "b", "c", "d"), new int[] {6, 3, 0, 1});

  @Test
  void noneCountsEveryImageOnce() {
    assertThat(ClassWeights.NONE.of(COUNTS)).containsExactly(1, 1, 1, 1);
  }

  @Test
  void inverseFrequencyIsNOverFK() {
    assertThat(ClassWeights.INVERSE_FREQUENCY.of(COUNTS))
        .containsExactly(10 / 24f, 10 / 12f, 0, 10 / 4f);
  }

  @Test
  void nOverFrequencyIsNOverF() {
    assertThat(ClassWeights.N_OVER_FREQUENCY.of(COUNTS)).containsExactly(10 / 6f, 10 / 3f, 0, 10);
  }

  @Test
  void oneOverFrequencyIsOneOverF() {
    assertThat(ClassWeights.ONE_OVER_FREQUENCY.of(COUNTS)).containsExactly(1 / 6f, 1 / 3f, 0, 1);
  }
}
