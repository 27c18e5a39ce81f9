package org.atelier.plugin.imagedatasets.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.atelier.api.service.Progress;
import org.atelier.plugin.imagedatasets.check.Duplicates.Likeness;
import org.atelier.plugin.imagedatasets.check.Duplicates.Match;
import org.atelier.plugin.imagedatasets.check.Duplicates.Place;

/**
 * Finds images that are the same as others, or nearly.
 *
 * <p>Every image is compared with all before it, two bit counts a pair: with 50,000 images 1.25
 * thousand million pairs, which takes seconds. Few pairs of hashes are alike, and only their
 * thumbnails are compared.
 *
 * <p>The last dataset comes first, so that an image of another dataset is a copy of it and not the
 * reverse; within a dataset the order is its own. An image is redundant if one that is not lies
 * before it and is alike. Of the last of several datasets none is, as it is to measure by.
 */
final class DuplicateSearch {
  /** Thumbnails of near duplicates correlate at least so much. */
  static final double LEAST_CORRELATION = 0.8;

  private static final int REPORT_EVERY = 256;

  private final int nearDistance;
  private final boolean mirrored;

  /**
   * Makes a search.
   *
   * @param nearDistance bits in which the hashes of near duplicates may differ
   * @param mirrored whether mirror images count
   */
  DuplicateSearch(int nearDistance, boolean mirrored) {
    this.nearDistance = nearDistance;
    this.mirrored = mirrored;
  }

  /** Searches through all images of all datasets. */
  Duplicates search(List<ScannedDataset> datasets, Progress progress, String stage)
      throws InterruptedException {
    Pass pass = new Pass(datasets);
    try (Progress.Task task =
        progress.start(stage + ": comparing images", pass.places.size(), "images")) {
      return pass.run(task);
    }
  }

  /** One pass over all pairs. */
  private final class Pass {
    private final List<Place> places = new ArrayList<>();
    private final int datasets;

    /** Of the first images, which are those of the last dataset, none is redundant. */
    private final int spared;

    private final int[] datasetOf;
    private final ImageSignature[] signatures;
    private final long[] hashes;
    private final long[] mirrors;
    private final int[] same;
    private final boolean[] redundant;
    private final List<Match> matches = new ArrayList<>();

    Pass(List<ScannedDataset> scanned) {
      datasets = scanned.size();
      spared = datasets > 1 ? scanned.get(datasets - 1).size() : 0;
      int total = scanned.stream().mapToInt(ScannedDataset::size).sum();
      datasetOf = new int[total];
      signatures = new ImageSignature[total];
      hashes = new long[total];
      mirrors = new long[total];
      redundant = new boolean[total];
      for (int d = datasets - 1; d >= 0; d--) {
        for (int position = 0; position < scanned.get(d).size(); position++) {
          add(scanned.get(d), position, d);
        }
      }
      same = new SameImages(places).numbers();
    }

    private void add(ScannedDataset dataset, int position, int number) {
      int at = places.size();
      places.add(new Place(dataset, position));
      datasetOf[at] = number;
      signatures[at] = dataset.images().get(position).signature();
      hashes[at] = signatures[at].hash();
      mirrors[at] = signatures[at].mirrored();
    }

    Duplicates run(Progress.Task task) throws InterruptedException {
      for (int copy = 0; copy < places.size(); copy++) {
        compareWithAllBefore(copy);
        if (copy % REPORT_EVERY == REPORT_EVERY - 1) {
          task.advance(REPORT_EVERY);
          if (Thread.interrupted()) {
            throw new InterruptedException("comparing images was stopped");
          }
        }
      }
      task.advance(places.size() % REPORT_EVERY);
      List<Place> leftOut =
          IntStream.range(0, redundant.length)
              .filter(image -> redundant[image])
              .mapToObj(places::get)
              .toList();
      int plain = (int) Arrays.stream(signatures).filter(ImageSignature::plain).count();
      return new Duplicates(matches, leftOut, plain);
    }

    private void compareWithAllBefore(int copy) {
      Match[] nearest = new Match[datasets];
      long hash = hashes[copy];
      for (int original = 0; original < copy; original++) {
        if (Long.bitCount(hash ^ hashes[original]) <= nearDistance
            || same[copy] == same[original]
            || (mirrored && Long.bitCount(hash ^ mirrors[original]) <= nearDistance)) {
          Optional<Match> match = match(copy, original);
          if (match.isPresent()) {
            int dataset = datasetOf[original];
            nearest[dataset] = nearer(nearest[dataset], match.get());
            redundant[copy] |= copy >= spared && !redundant[original];
          }
        }
      }
      Arrays.stream(nearest).filter(Objects::nonNull).forEach(matches::add);
    }

    /** Compares two images whose hashes are alike in all that there is of them. */
    private Optional<Match> match(int copy, int original) {
      int distance = Long.bitCount(hashes[copy] ^ hashes[original]);
      if (same[copy] == same[original]) {
        return found(copy, original, Likeness.EXACT, distance);
      }
      if (signatures[copy].plain() || signatures[original].plain()) {
        return Optional.empty();
      }
      if (distance <= nearDistance && correlate(copy, original, false)) {
        return found(copy, original, Likeness.NEAR, distance);
      }
      int mirrorDistance = Long.bitCount(hashes[copy] ^ mirrors[original]);
      return mirrored && mirrorDistance <= nearDistance && correlate(copy, original, true)
          ? found(copy, original, Likeness.MIRRORED, mirrorDistance)
          : Optional.empty();
    }

    private boolean correlate(int copy, int original, boolean mirror) {
      return signatures[copy].correlation(signatures[original], mirror) >= LEAST_CORRELATION;
    }

    private Optional<Match> found(int copy, int original, Likeness likeness, int distance) {
      return Optional.of(new Match(places.get(copy), places.get(original), likeness, distance));
    }
  }

  /** Returns the nearer of two, the first of equals. */
  private static Match nearer(Match best, Match other) {
    boolean better =
        best == null
            || other.likeness().compareTo(best.likeness()) < 0
            || (other.likeness() == best.likeness() && other.distance() < best.distance());
    return better ? other : best;
  }
}
