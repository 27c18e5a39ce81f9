package org.atelier.api.sampling;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
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
   * Holds back a share of the images: by groups where an image has one, so that no group is in both
   * parts, otherwise image by image. Either way each class gives nearly the same share, and keeps
   * at least one image to train on.
   *
   * @param contents the dataset
   * @param share from 0 to 1
   * @param random the source of randomness
   */
  public static Split of(DatasetContents contents, double share, SplittableRandom random) {
    if (!hasGroups(contents)) {
      return stratified(contents, share, random);
    }
    boolean[] held = GroupHoldOut.draw(contents, share, random);
    return new Split(positions(held, false), positions(held, true));
  }

  /** Returns whether images of a dataset belong to groups. */
  public static boolean hasGroups(DatasetContents contents) {
    return contents.images().stream().anyMatch(image -> image.group().isPresent());
  }

  /**
   * Holds back a share of the images of each class, rounded to the nearest whole number, drawn at
   * random. Each class that has images keeps at least one to train on.
   *
   * @param contents the dataset
   * @param share from 0 to 1
   * @param random the source of randomness
   */
  static Split stratified(DatasetContents contents, double share, SplittableRandom random) {
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
   * Holds back a share of the images as {@link #of} does, and at least one image if the share is
   * above 0.
   *
   * @param dataset the dataset's name in the pipeline file, for the message
   * @param contents the dataset
   * @param share from 0 to 1
   * @param random the source of randomness
   * @throws UserException if the share is above 0 and so small that no image is held back
   */
  public static Split heldBack(
      String dataset, DatasetContents contents, double share, SplittableRandom random) {
    Split split = of(contents, share, random);
    if (share > 0 && split.validation().isEmpty()) {
      throw new UserException(
          "validation-share: %s holds back no image: %s"
              .formatted(share, tooLittle(dataset, contents)),
          "set validation-share higher, or to 0 (and patience to 0) to train without validation");
    }
    return split;
  }

  private static String tooLittle(String dataset, DatasetContents contents) {
    if (hasGroups(contents)) {
      return "each group of images in dataset '%s' has too large a part of a class"
          .formatted(dataset);
    }
    ClassCounts counts = contents.classCounts();
    int largest = counts.count(counts.majority());
    return "the largest class of dataset '%s', '%s', has %d"
        .formatted(dataset, counts.classNames().get(counts.majority()), largest);
  }

  /**
   * Returns what to warn of: classes that are trained on but not validated, in a split that holds
   * images back.
   */
  public Optional<String> warning(DatasetContents contents) {
    ClassCounts trained = trainingCounts(contents);
    ClassCounts validated = validationCounts(contents);
    List<String> missing =
        IntStream.range(0, trained.classes())
            .filter(label -> trained.count(label) > 0 && validated.count(label) == 0)
            .mapToObj(contents.classNames()::get)
            .toList();
    if (validation.isEmpty() || missing.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        "validation has no image of '%s': there are too few %s to hold some back and keep some to train on"
            .formatted(
                String.join("', '", missing), hasGroups(contents) ? "groups of images" : "images"));
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
    return IntStream.range(0, held.length)
        .filter(position -> held[position] == wanted)
        .boxed()
        .toList();
  }
}
