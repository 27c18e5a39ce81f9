package org.atelier.plugin.clustering.analysis;

import java.util.Arrays;
import java.util.Optional;
import org.atelier.api.service.Progress;
import smile.manifold.TSNE;
import smile.math.MathEx;

/** Maps of points in two dimensions. */
final class TwoDimensions {
  /** Of points: time and memory grow with the square of their number. */
  static final int MOST_POINTS = 3000;

  /** As many as is usual before t-SNE; the rest is mostly noise. */
  private static final int COMPONENTS = 50;

  private static final int FEWEST_POINTS = 10;
  private static final double PERPLEXITY = 30;
  private static final int ROUNDS = 750;

  /** Rounds between two looks at the progress; they divide all. */
  private static final int TOGETHER = 10;

  private static final double LEARNING_RATE = 200;
  private static final int HALVINGS = 6;

  /** A map that has grown beyond this has diverged. */
  private static final double WIDEST = 1e4;

  private TwoDimensions() {}

  /** Returns the first two components of each point, zero where there is no second. */
  static double[][] firstTwo(double[][] components) {
    return Arrays.stream(components)
        .map(row -> new double[] {row[0], row.length > 1 ? row[1] : 0})
        .toArray(double[][]::new);
  }

  /**
   * Returns a map in which near points stay near (t-SNE, van der Maaten and Hinton 2008); empty for
   * too few or too many points, or if none was found.
   *
   * @param components the principal components of each point
   * @param seed where the map begins
   * @param progress shows how many rounds are done
   */
  static Optional<double[][]> neighbours(double[][] components, long seed, Progress progress) {
    int points = components.length;
    if (points < FEWEST_POINTS || points > MOST_POINTS) {
      return Optional.empty();
    }
    double[][] input = prepared(components);
    double perplexity = Math.min(PERPLEXITY, (points - 1) / 3.0);
    double rate = LEARNING_RATE;
    // Where neighbours are hard to tell, too high a rate drives the points apart without end.
    for (int halving = 0; halving <= HALVINGS; halving++, rate /= 2) {
      MathEx.setSeed(seed);
      double[][] map = map(new TSNE(input, 2, perplexity, rate, 0), progress);
      if (Arrays.stream(map).flatMapToDouble(Arrays::stream).allMatch(TwoDimensions::sound)) {
        return Optional.of(map);
      }
    }
    return Optional.empty();
  }

  private static double[][] map(TSNE search, Progress progress) {
    try (Progress.Task task = progress.start("t-SNE", ROUNDS, "rounds")) {
      for (int round = 0; round < ROUNDS; round += TOGETHER) {
        search.update(TOGETHER);
        task.advance(TOGETHER);
      }
    }
    return search.coordinates;
  }

  /**
   * Keeps the first components and divides them by the first's deviation: Smile's search for each
   * point's neighbourhood begins at distances of about one, and never finds those of hundreds.
   */
  private static double[][] prepared(double[][] components) {
    double squares = Arrays.stream(components).mapToDouble(row -> row[0] * row[0]).sum();
    double deviation = Math.sqrt(squares / components.length);
    return Arrays.stream(components)
        .map(row -> Arrays.stream(row).limit(COMPONENTS).map(value -> value / deviation).toArray())
        .toArray(double[][]::new);
  }

  private static boolean sound(double value) {
    return Math.abs(value) < WIDEST;
  }
}
