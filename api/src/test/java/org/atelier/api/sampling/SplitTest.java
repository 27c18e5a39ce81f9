package org.atelier.api.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.atelier.api.DatasetContents;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class SplitTest {
  @Test
  void holdsBackTheShareOfEachClass() {
    DatasetContents contents = TestContents.of(100, 10, 4, 2, 1, 0);
    Split split = Split.stratified(contents, 0.25, new SplittableRandom(1));
    assertThat(counts(split.validationCounts(contents))).containsExactly(25, 3, 1, 1, 0, 0);
    assertThat(counts(split.trainingCounts(contents))).containsExactly(75, 7, 3, 1, 1, 0);
  }

  @RepeatedTest(50)
  void everyImageIsInOnePartAndEveryClassIsTrainedOn(RepetitionInfo repetition) {
    SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
    int[] sizes = random.ints(2 + random.nextInt(8), 0, 30).toArray();
    DatasetContents contents = TestContents.of(sizes);
    Split split = Split.stratified(contents, random.nextDouble(0.9), random);
    assertThat(Stream.concat(split.training().stream(), split.validation().stream()))
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, contents.size()).boxed().toList());
    for (int label = 0; label < sizes.length; label++) {
      if (sizes[label] > 0) {
        assertThat(split.trainingCounts(contents).count(label)).isPositive();
      }
    }
  }

  @Test
  void dependsOnTheSeedAlone() {
    DatasetContents contents = TestContents.of(20, 20);
    Split split = Split.stratified(contents, 0.5, new SplittableRandom(1));
    assertThat(Split.stratified(contents, 0.5, new SplittableRandom(1))).isEqualTo(split);
    assertThat(Split.stratified(contents, 0.5, new SplittableRandom(2))).isNotEqualTo(split);
  }

  @Test
  void aShareOfZeroHoldsNothingBack() {
    DatasetContents contents = TestContents.of(5, 5);
    assertThat(Split.stratified(contents, 0, new SplittableRandom(1)).validation()).isEmpty();
  }

  private static int[] counts(org.atelier.api.ClassCounts counts) {
    return IntStream.range(0, counts.classes()).map(counts::count).toArray();
  }
}
