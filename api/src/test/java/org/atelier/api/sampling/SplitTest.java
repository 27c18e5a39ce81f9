package org.atelier.api.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.atelier.api.DatasetContents;
import org.atelier.api.LabelledImage;
import org.atelier.api.UserException;
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

  @Test
  void groupsStayTogetherAndClassesGiveTheirShare() {
    // of class a: 6, 2 and 2 images; of class b: 5, 4 and 1; a fifth of each is wanted
    DatasetContents contents = grouped("aaaaaa bb", "aa", "aa", "bbbb", "bbb", "b");
    Split split = Split.of(contents, 0.2, new SplittableRandom(1));
    assertThat(counts(split.validationCounts(contents))[0]).isEqualTo(2);
    assertThat(groups(contents, split.validation()))
        .doesNotContainAnyElementsOf(groups(contents, split.training()));
  }

  @RepeatedTest(50)
  void noGroupIsInBothPartsAndEveryClassIsTrainedOn(RepetitionInfo repetition) {
    SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
    List<LabelledImage> images = new ArrayList<>();
    for (int image = 0; image < 200; image++) {
      int label = Math.min(random.nextInt(4), random.nextInt(4));
      // most groups are of one class, and some images of no known group
      String group = random.nextInt(10) == 0 ? "mixed" : label + "/" + random.nextInt(12);
      Optional<String> known = random.nextInt(20) == 0 ? Optional.empty() : Optional.of(group);
      images.add(new LabelledImage("image-" + image, label, known));
    }
    DatasetContents contents = contents(List.of("a", "b", "c", "d"), images);
    Split split = Split.of(contents, 0.25, new SplittableRandom(9));
    assertThat(Stream.concat(split.training().stream(), split.validation().stream()))
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 200).boxed().toList());
    assertThat(groups(contents, split.validation()))
        .doesNotContainAnyElementsOf(groups(contents, split.training()));
    for (int label = 0; label < 4; label++) {
      int all = contents.classCounts().count(label);
      int held = split.validationCounts(contents).count(label);
      assertThat(split.trainingCounts(contents).count(label)).isPositive();
      assertThat((double) held / all).isBetween(0.1, 0.4);
    }
    assertThat(Split.of(contents, 0.25, new SplittableRandom(9))).isEqualTo(split);
  }

  @Test
  void aClassOfOneGroupIsNotValidatedAndThatIsSaid() {
    DatasetContents contents = grouped("aaaa", "bb", "bb", "c");
    Split split = Split.heldBack("train", contents, 0.5, new SplittableRandom(1));
    assertThat(counts(split.validationCounts(contents))).containsExactly(0, 2, 0);
    assertThat(split.warning(contents))
        .contains(
            "validation has no image of 'a', 'c': there are too few groups of images to hold some"
                + " back and keep some to train on");
  }

  @Test
  void aClassOfOneImageIsNotValidatedAndThatIsSaid() {
    DatasetContents contents = TestContents.of(10, 1, 0);
    Split split = Split.heldBack("train", contents, 0.5, new SplittableRandom(1));
    assertThat(split.warning(contents))
        .contains(
            "validation has no image of 'class-1': there are too few images to hold some back and"
                + " keep some to train on");
    assertThat(Split.of(contents, 0, new SplittableRandom(1)).warning(contents)).isEmpty();
  }

  @Test
  void groupsThatAreTooLargeAreAnError() {
    DatasetContents contents = grouped("aaaa bbbb", "a");
    assertThatThrownBy(() -> Split.heldBack("train", contents, 0.1, new SplittableRandom(1)))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "validation-share: 0.1 holds back no image: each group of images in dataset 'train' has"
                + " too large a part of a class");
  }

  /** Returns contents whose groups have an image for each letter, which names its class. */
  private static DatasetContents grouped(String... groups) {
    List<LabelledImage> images = new ArrayList<>();
    for (int group = 0; group < groups.length; group++) {
      for (char name : groups[group].replace(" ", "").toCharArray()) {
        images.add(
            new LabelledImage("image-" + images.size(), name - 'a', Optional.of("group-" + group)));
      }
    }
    return contents(List.of("a", "b", "c"), images);
  }

  private static DatasetContents contents(List<String> classes, List<LabelledImage> images) {
    return new DatasetContents(classes, images, 1, 1, "test");
  }

  private static List<String> groups(DatasetContents contents, List<Integer> positions) {
    return positions.stream()
        .flatMap(position -> contents.images().get(position).group().stream())
        .distinct()
        .toList();
  }

  private static int[] counts(org.atelier.api.ClassCounts counts) {
    return IntStream.range(0, counts.classes()).map(counts::count).toArray();
  }
}
