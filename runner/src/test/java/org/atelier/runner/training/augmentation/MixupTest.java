package org.atelier.runner.training.augmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MixupTest {
  @Test
  void theFirstRowIsMixedWithTheLastAndAMiddleOneIsLeftAlone() {
    float[] rows = {0, 8, 3, 5, 4, 0};
    new Mixup(0.75f).apply(FloatBuffer.wrap(rows), 3);
    assertThat(rows).containsExactly(1, 6, 3, 5, 3, 2);
  }

  /** The mean of Beta(a, a) is 1/2, its variance 1 / (4 (2a + 1)). */
  @ParameterizedTest
  @ValueSource(doubles = {0.2, 1, 2.5, 4})
  void sharesHaveTheMomentsOfTheBetaDistribution(double alpha) {
    SplittableRandom random = new SplittableRandom(4);
    int draws = 20_000;
    double sum = 0;
    double squares = 0;
    for (int draw = 0; draw < draws; draw++) {
      double share = Mixup.beta(alpha, random);
      assertThat(share).isBetween(0.0, 1.0);
      sum += share;
      squares += (share - 0.5) * (share - 0.5);
    }
    assertThat(sum / draws).isCloseTo(0.5, within(0.01));
    assertThat(squares / draws).isCloseTo(1 / (4 * (2 * alpha + 1)), within(0.003));
  }

  @Test
  void smallestParametersGiveNumbers() {
    SplittableRandom random = new SplittableRandom(4);
    for (int draw = 0; draw < 1000; draw++) {
      assertThat(Mixup.beta(1e-4, random)).isBetween(0.0, 1.0);
    }
  }
}
