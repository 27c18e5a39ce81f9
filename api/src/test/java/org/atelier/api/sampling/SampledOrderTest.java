package org.atelier.api.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.atelier.api.DatasetContents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SampledOrderTest {
  private static final int PER_CLASS = 20;

  /** 40, 5, 0 and 15 images, of which all but the first ten positions are trained on. */
  private static final DatasetContents CONTENTS = TestContents.of(40, 5, 0, 15);

  private static final List<Integer> TRAINING = IntStream.range(10, 60).boxed().toList();

  @ParameterizedTest
  @EnumSource(Sampler.class)
  void takesTrainingImagesAlone(Sampler sampler) {
    for (int epoch = 1; epoch <= 20; epoch++) {
      assertThat(Arrays.stream(order(sampler, 1).positions(epoch)).boxed()).isSubsetOf(TRAINING);
    }
  }

  @ParameterizedTest
  @EnumSource(Sampler.class)
  void dependsOnSeedAndEpochAlone(Sampler sampler) {
    SampledOrder order = order(sampler, 1);
    int[] first = order.positions(1);
    int[] second = order.positions(2);
    assertThat(order.positions(1)).isEqualTo(first);
    assertThat(order(sampler, 1).positions(2)).isEqualTo(second).isNotEqualTo(first);
    assertThat(order(sampler, 2).positions(1)).isNotEqualTo(first);
  }

  @Test
  void shuffleTakesEachImageOnce() {
    assertThat(order(Sampler.SHUFFLE, 1).positions(3))
        .containsExactlyInAnyOrder(TRAINING.stream().mapToInt(Integer::intValue).toArray());
  }

  @Test
  void balancedTakesAsManyAsThereAreAndEachClassEquallyOften() {
    SampledOrder order = order(Sampler.BALANCED, 1);
    double[] shares = new double[4];
    for (int epoch = 1; epoch <= 200; epoch++) {
      int[] positions = order.positions(epoch);
      assertThat(positions).hasSize(TRAINING.size());
      for (int position : positions) {
        shares[CONTENTS.label(position)] += 1.0 / (200 * TRAINING.size());
      }
    }
    // 10,000 draws: the standard deviation of a share is 0.0047.
    for (int label : new int[] {0, 1, 3}) {
      assertThat(shares[label]).isCloseTo(1.0 / 3, within(0.02));
    }
    assertThat(shares[2]).isZero();
  }

  @Test
  void cappedTakesTheSameNumberOfEachClass() {
    int[] positions = order(Sampler.CAPPED, 1).positions(1);
    assertThat(positions).hasSize(3 * PER_CLASS);
    for (int label : new int[] {0, 1, 3}) {
      int[] times = times(positions, label);
      assertThat(Arrays.stream(times).sum()).isEqualTo(PER_CLASS);
      // Downsampled: no image twice. Upsampled: all as often as each other, or once more.
      int least = PER_CLASS / times.length;
      assertThat(Arrays.stream(times)).allMatch(time -> time == least || time == least + 1);
    }
  }

  @Test
  void cappedTakesOtherImagesInOtherEpochs() {
    SampledOrder order = order(Sampler.CAPPED, 1);
    assertThat(times(order.positions(1), 0)).isNotEqualTo(times(order.positions(2), 0));
  }

  /** Returns how often each training image of a class comes. */
  private static int[] times(int[] positions, int label) {
    return TRAINING.stream()
        .filter(position -> CONTENTS.label(position) == label)
        .mapToInt(position -> (int) Arrays.stream(positions).filter(p -> p == position).count())
        .toArray();
  }

  private static SampledOrder order(Sampler sampler, long seed) {
    return new SampledOrder(sampler, PER_CLASS, CONTENTS, TRAINING, TestContents.streams(seed));
  }
}
