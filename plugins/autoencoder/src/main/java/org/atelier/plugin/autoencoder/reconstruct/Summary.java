package org.atelier.plugin.autoencoder.reconstruct;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.atelier.api.DatasetContents;
import org.atelier.api.LabelledImage;
import org.atelier.api.result.Metric;
import org.atelier.api.result.Metric.Baseline;
import org.atelier.api.result.Metric.Direction;
import org.atelier.api.result.Metric.Interval;
import org.atelier.api.result.Table;
import org.atelier.api.service.RandomStreams;

/** The figures of some reconstructions, each with the mean image's and a 95 % interval. */
final class Summary {
  private static final String ERROR = "mean squared error";

  private final List<Reconstruction> reconstructions;
  private final String baseline;
  private final boolean withSimilarity;
  private final RandomStreams streams;

  /**
   * Prepares the figures.
   *
   * @param reconstructions one for each image, at least one
   * @param baseline what the mean image is the mean of, for people
   * @param withSimilarity whether the images are large enough for the structural similarity
   * @param streams where the bootstrap's randomness comes from
   */
  Summary(
      List<Reconstruction> reconstructions,
      String baseline,
      boolean withSimilarity,
      RandomStreams streams) {
    this.reconstructions = reconstructions;
    this.baseline = baseline;
    this.withSimilarity = withSimilarity;
    this.streams = streams;
  }

  /** Returns the means over the images, the error first. */
  List<Metric> metrics() {
    List<Metric> metrics = new ArrayList<>();
    metrics.add(metric(ERROR, Direction.LOWER_IS_BETTER, Quality::meanSquaredError));
    metrics.add(metric("PSNR (dB)", Direction.HIGHER_IS_BETTER, Quality::signalToNoise));
    if (withSimilarity) {
      metrics.add(metric("SSIM", Direction.HIGHER_IS_BETTER, Quality::similarity));
    }
    return metrics;
  }

  private Metric metric(String name, Direction direction, ToDoubleFunction<Quality> figure) {
    double[] values =
        reconstructions.stream()
            .mapToDouble(reconstruction -> figure.applyAsDouble(reconstruction.quality()))
            .toArray();
    double baselineValue =
        reconstructions.stream()
            .mapToDouble(reconstruction -> figure.applyAsDouble(reconstruction.baseline()))
            .average()
            .orElseThrow();
    return new Metric(
        name,
        java.util.Arrays.stream(values).average().orElseThrow(),
        direction,
        Optional.of(Bootstrap.ofMean(values, streams.stream("bootstrap"))),
        Optional.of(new Baseline(baseline, baselineValue)));
  }

  /** Returns what to say where the figures are worth less than they seem. */
  Optional<String> warning() {
    Metric error = metric(ERROR, Direction.LOWER_IS_BETTER, Quality::meanSquaredError);
    Interval interval = error.interval().orElseThrow();
    double mean = error.baseline().orElseThrow().value();
    if (interval.high() < mean) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "the autoencoder is not better than %s: mean squared error %.4g, 95 %% interval %.4g to %.4g, against %.4g; train longer, on more images, or with other settings",
            baseline,
            error.value(),
            interval.low(),
            interval.high(),
            mean));
  }

  /** Returns a row for each image; without structural similarity if the images are too small. */
  Table table(DatasetContents contents) {
    List<String> columns =
        new ArrayList<>(
            List.of("id", "class", "mse", "psnr_db", "mean_image_mse", "mean_image_psnr_db"));
    if (withSimilarity) {
      columns.addAll(List.of("ssim", "mean_image_ssim"));
    }
    return new Table(
        "Reconstruction of each image",
        columns,
        reconstructions.stream().map(reconstruction -> row(reconstruction, contents)).toList());
  }

  private List<Object> row(Reconstruction reconstruction, DatasetContents contents) {
    LabelledImage image = contents.images().get(reconstruction.position());
    Quality quality = reconstruction.quality();
    Quality mean = reconstruction.baseline();
    List<Object> row =
        new ArrayList<>(
            List.of(
                image.id(),
                contents.classNames().get(image.label()),
                quality.meanSquaredError(),
                quality.signalToNoise(),
                mean.meanSquaredError(),
                mean.signalToNoise()));
    if (withSimilarity) {
      row.addAll(List.of(quality.similarity(), mean.similarity()));
    }
    return row;
  }
}
