package org.atelier.api.sampling;

import java.util.List;
import java.util.SplittableRandom;
import org.atelier.api.ClassCounts;
import org.atelier.api.DatasetContents;
import org.atelier.api.UserException;

/**
 * The images to train on and those held back for validation, as positions in ascending order.
 *
 * @param training positions of the images to train on
 * @param validation positions of the images held back
 */
public record Split(List<Integer> training, List<Integer> validation) {
  /** Copies the lists. */
  public Split {
    training = List.copyOf(training);
    validation = List.copyOf(validation);
  }

  /**
   * Holds back a share of the images of each class, rounded to the nearest whole number, drawn at
   * random. Each class that has images keeps at least one to train on.
   *
   * @param contents the dataset
   * @param share from 0 to 1
   * @param random the source of randomness
   */
  public static Split stratified(DatasetContents contents, double share, SplittableRandom random) {
    boolean[] held = new boolean[contents.size()];
    for (int[] members : ByClass.of(contents)) {
      int holdBack = (int) Math.min(Math.round(share * members.length), members.length - 1L);
      Shuffle.inPlace(members, random);
      for (int index = 0; index < holdBack; index++) {
        held[members[index]] = true;
      }
    }
    return new Split(positions(held, false), positions(held, true));
  }

  /**
   * Holds back a share of the images as {@link #stratified} does, and at least one image if the
   * share is above 0.
   *
   * @param dataset the dataset's name in the pipeline file, for the message
   * @param contents the dataset
   * @param share from 0 to 1
   * @param random the source of randomness
   * @throws UserException if the share is above 0 and so small that no image is held back
   */
  public static Split heldBack(
      String dataset, DatasetContents contents, double share, SplittableRandom random) {
    Split split = stratified(contents, share, random);
    if (share > 0 && split.validation().isEmpty()) {
      ClassCounts counts = contents.classCounts();
      int largest = counts.count(counts.majority());
      throw new UserException(
          "validation-share: %s holds back no image: the largest class of dataset '%s', '%s', has %d"
              .formatted(share, dataset, counts.classNames().get(counts.majority()), largest),
          "set validation-share higher, or to 0 (and patience to 0) to train without validation");
    }
    return split;
  }

  /** Returns how many images of each class are trained on. */
  public ClassCounts trainingCounts(DatasetContents contents) {
    return counts(contents, training);
  }

  /** Returns how many images of each class are held back. */
  public ClassCounts validationCounts(DatasetContents contents) {
    return counts(contents, validation);
  }

  private static ClassCounts counts(DatasetContents contents, List<Integer> positions) {
    int[] counts = new int[contents.classNames().size()];
    positions.forEach(position -> counts[contents.label(position)]++);
    return new ClassCounts(contents.classNames(), counts);
  }

  private static List<Integer> positions(boolean[] held, boolean wanted) {
    return java.util.stream.IntStream.range(0, held.length)
        .filter(position -> held[position] == wanted)
        .boxed()
        .toList();
  }
}
