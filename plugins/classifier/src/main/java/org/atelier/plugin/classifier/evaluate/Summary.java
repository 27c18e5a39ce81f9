package org.atelier.plugin.classifier.evaluate;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.atelier.api.result.Metric;
import org.atelier.api.result.Metric.Baseline;
import org.atelier.api.result.Metric.Direction;
import org.atelier.api.result.Metric.Interval;
import org.atelier.api.service.RandomStreams;

/**
 * The figures of an evaluation, each with a baseline and a 95 % interval.
 *
 * <p>The baseline is to answer always the class (for top-3: the three classes) with the most test
 * images.
 */
final class Summary {
  private final List<String> classNames;
  private final ConfusionMatrix matrix;
  private final List<Prediction> predictions;
  private final int ranks;
  private final RandomStreams streams;
  private final int[] frequent;

  /**
   * Prepares the figures.
   *
   * @param classNames the model's classes
   * @param predictions one for each test image, at least one
   * @param ranks how many classes each prediction ranks
   * @param streams where the bootstrap's randomness comes from
   */
  Summary(List<String> classNames, List<Prediction> predictions, int ranks, RandomStreams streams) {
    this.classNames = classNames;
    this.predictions = predictions;
    this.ranks = ranks;
    this.streams = streams;
    int[][] counts = new int[classNames.size()][classNames.size()];
    predictions.forEach(prediction -> counts[prediction.truth()][prediction.best().label()]++);
    matrix = new ConfusionMatrix(counts);
    frequent =
        IntStream.range(0, classNames.size())
            .boxed()
            .sorted(Comparator.comparing(label -> -matrix.support(label)))
            .mapToInt(Integer::intValue)
            .toArray();
  }

  ConfusionMatrix matrix() {
    return matrix;
  }

  /** Returns all figures, accuracy first. */
  List<Metric> metrics() {
    ConfusionMatrix constant = matrix.ofConstantAnswer(frequent[0]);
    return List.of(
        accuracy(),
        metric(
            "balanced accuracy",
            matrix.balancedAccuracy(),
            StratifiedBootstrap.interval(
                matrix, ConfusionMatrix::balancedAccuracy, streams.stream("bootstrap", 0)),
            new Baseline(always(), constant.balancedAccuracy())),
        metric(
            "macro-F1",
            matrix.macroF1(),
            StratifiedBootstrap.interval(
                matrix, ConfusionMatrix::macroF1, streams.stream("bootstrap", 1)),
            new Baseline(always(), constant.macroF1())),
        topRanked());
  }

  /** Returns the share of images whose likeliest class is the true one. */
  Metric accuracy() {
    double majority = (double) matrix.support(frequent[0]) / matrix.total();
    return metric(
        "accuracy",
        matrix.accuracy(),
        Wilson.interval(matrix.correct(), matrix.total()),
        new Baseline(always(), majority));
  }

  /** Returns what to say if the accuracy may be no better than the baseline's. */
  Optional<String> warning() {
    Metric accuracy = accuracy();
    Interval interval = accuracy.interval().orElseThrow();
    double baseline = accuracy.baseline().orElseThrow().value();
    if (interval.low() > baseline) {
      return Optional.empty();
    }
    return Optional.of(
        "the model is not better than answering %s: accuracy %s, 95 %% interval %s to %s, against %s; train longer, on more images, or with other settings"
            .formatted(
                always(),
                percent(accuracy.value()),
                percent(interval.low()),
                percent(interval.high()),
                percent(baseline)));
  }

  private Metric topRanked() {
    int hits = (int) predictions.stream().filter(Prediction::isRanked).count();
    int likeliest = IntStream.of(frequent).limit(ranks).map(matrix::support).sum();
    return metric(
        "top-%d accuracy".formatted(ranks),
        (double) hits / matrix.total(),
        Wilson.interval(hits, matrix.total()),
        new Baseline(
            "always the %d most frequent classes".formatted(ranks),
            (double) likeliest / matrix.total()));
  }

  private String always() {
    return "always '%s'".formatted(classNames.get(frequent[0]));
  }

  private static Metric metric(String name, double value, Interval interval, Baseline baseline) {
    return new Metric(
        name, value, Direction.HIGHER_IS_BETTER, Optional.of(interval), Optional.of(baseline));
  }

  private static String percent(double share) {
    return String.format(java.util.Locale.ROOT, "%.1f %%", 100 * share);
  }
}
