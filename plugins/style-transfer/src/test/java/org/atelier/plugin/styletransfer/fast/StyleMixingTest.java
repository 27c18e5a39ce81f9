package org.atelier.plugin.styletransfer.fast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StyleMixingTest {
  private static final int[] LABELS = {0, 1, 1, 2, 0, 1};

  @Test
  void sharesAreOfOneImageOrOfAWholeClassAndSometimesOfTheImageItself() {
    boolean single = false;
    boolean ofAClass = false;
    boolean partlyOwn = false;
    for (int seed = 0; seed < 40; seed++) {
      float[] shares = StyleMixing.shares(LABELS, new SplittableRandom(seed));
      for (int image = 0; image < LABELS.length; image++) {
        float[] row = Arrays.copyOfRange(shares, image * 6, (image + 1) * 6);
        assertThat((double) sum(row)).isCloseTo(1, within(1e-6));
        assertThat(row).doesNotContain(-1f);
        row[image] = 0;
        single |= row[(image + 1) % 6] == 1;
        ofAClass |= row[1] > 0 && row[1] == row[2] && row[2] == row[5];
        partlyOwn |= sum(row) > 0.1 && sum(row) < 0.3;
      }
    }
    assertThat(single && ofAClass && partlyOwn).isTrue();
  }

  private static float sum(float[] row) {
    float sum = 0;
    for (float share : row) {
      sum += share;
    }
    return sum;
  }
}
