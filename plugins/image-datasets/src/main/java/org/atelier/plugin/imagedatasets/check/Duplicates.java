package org.atelier.plugin.imagedatasets.check;

import java.util.List;

/**
 * Images that are the same as others, or nearly.
 *
 * @param matches for each image and each dataset, the likest image that comes before it, if the two
 *     are alike
 * @param redundant the images to leave out, so that one of each kind stays
 * @param plain how many images have too little in them to have near duplicates
 */
record Duplicates(List<Match> matches, List<Place> redundant, int plain) {
  /** How alike two images are, the likest first. */
  enum Likeness {
    /** The same file, or the same pixels at the dataset's image size. */
    EXACT,
    /** The same picture in another size, compression or brightness. */
    NEAR,
    /** One shows the other in a mirror. */
    MIRRORED
  }

  /**
   * Where an image is.
   *
   * @param dataset position of its dataset
   * @param position its position there
   */
  record Place(ScannedDataset dataset, int position) {
    String id() {
      return dataset.id(position);
    }

    ScannedDataset.ScannedImage image() {
      return dataset.images().get(position);
    }

    String className() {
      return dataset.className(position);
    }

    @Override
    public String toString() {
      return "'%s' of '%s'".formatted(id(), dataset.name());
    }
  }

  /**
   * Two images that are alike.
   *
   * @param copy the one that comes later
   * @param original the one before it
   * @param likeness how alike they are
   * @param distance bits in which their hashes differ
   */
  record Match(Place copy, Place original, Likeness likeness, int distance) {
    boolean acrossDatasets() {
      return !copy.dataset().name().equals(original.dataset().name());
    }

    boolean acrossClasses() {
      return !copy.className().equals(original.className());
    }
  }

  /** Copies the collections. */
  Duplicates {
    matches = List.copyOf(matches);
    redundant = List.copyOf(redundant);
  }

  /** Returns the pairs in two datasets. */
  List<Match> acrossDatasets() {
    return matches.stream().filter(Match::acrossDatasets).toList();
  }

  /** Returns the pairs in two classes. */
  List<Match> acrossClasses() {
    return matches.stream().filter(Match::acrossClasses).toList();
  }

  /** Returns how many pairs are alike in a way. */
  long count(Likeness likeness) {
    return matches.stream().filter(match -> match.likeness() == likeness).count();
  }
}
