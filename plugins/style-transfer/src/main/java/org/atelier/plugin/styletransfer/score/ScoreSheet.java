package org.atelier.plugin.styletransfer.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.atelier.api.result.Metric;
import org.atelier.api.result.Metric.Baseline;
import org.atelier.api.result.Metric.Direction;
import org.atelier.api.result.Metric.Interval;
import org.atelier.api.result.Table;
import org.atelier.api.service.RandomStreams;
import org.atelier.plugin.styletransfer.score.Score.Figures;

/** The figures of all methods, each beside what is gained without it. */
final class ScoreSheet {
  private static final String UNTOUCHED = "the untouched image";
  private static final String MEAN = "the mean image of the style's class";

  private final RandomStreams streams;
  private final List<Entry> entries = new ArrayList<>();

  /**
   * Begins a sheet.
   *
   * @param streams where resampling takes its random numbers from
   */
  ScoreSheet(RandomStreams streams) {
    this.streams = streams;
  }

  /** What one stage made. */
  private record Entry(String stage, String method, List<Score> scores) {
    double content(Function<Score, Figures> which) {
      return Score.mean(scores, which, Figures::content);
    }

    double style(Function<Score, Figures> which) {
      return Score.mean(scores, which, Figures::style);
    }

    double share(Function<Score, Figures> which) {
      return Score.mean(scores, which, Figures::share);
    }
  }

  /**
   * Adds pictures.
   *
   * @param stage the stage that made them
   * @param method how
   * @param scores a score for each, at least one
   */
  void add(String stage, String method, List<Score> scores) {
    entries.add(new Entry(stage, method, List.copyOf(scores)));
  }

  /** Returns the figures of each method with interval and baseline. */
  List<Metric> metrics() {
    List<Metric> metrics = new ArrayList<>();
    for (Entry entry : entries) {
      String of = entries.size() == 1 ? "" : entry.stage + ": ";
      metrics.add(
          new Metric(
              of + "style distance",
              entry.style(Score::made),
              Direction.LOWER_IS_BETTER,
              interval(entry, Score::made, Figures::style, "style"),
              Optional.of(new Baseline(UNTOUCHED, entry.style(Score::untouched)))));
      metrics.add(
          new Metric(
              of + "content distance",
              entry.content(Score::made),
              Direction.LOWER_IS_BETTER,
              interval(entry, Score::made, Figures::content, "content"),
              Optional.of(new Baseline(MEAN, entry.content(Score::mean)))));
      metrics.add(
          new Metric(
              of + "taken for the style",
              entry.share(Score::made),
              Direction.HIGHER_IS_BETTER,
              interval(entry, Score::made, Figures::share, "share"),
              Optional.of(new Baseline(UNTOUCHED, entry.share(Score::untouched)))));
    }
    return metrics;
  }

  private Optional<Interval> interval(
      Entry entry,
      Function<Score, Figures> which,
      ToDoubleFunction<Figures> figure,
      String purpose) {
    return Bootstrap.ofMean(
        entry.scores,
        score -> figure.applyAsDouble(which.apply(score)),
        streams.stream("bootstrap-" + purpose));
  }

  /** Returns what is to be said of methods that are of no use. */
  List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    for (Entry entry : entries) {
      double style = entry.style(Score::made);
      double untouched = entry.style(Score::untouched);
      if (style >= untouched) {
        warnings.add(
            "the pictures of '%s' (method %s) are no nearer to their styles than %s: style distance %s, untouched %s"
                .formatted(entry.stage, entry.method, UNTOUCHED, number(style), number(untouched)));
      }
      double content = entry.content(Score::made);
      double mean = entry.content(Score::mean);
      if (content >= mean) {
        warnings.add(
            "the pictures of '%s' (method %s) show no more of their content than %s: content distance %s, mean image %s"
                .formatted(entry.stage, entry.method, MEAN, number(content), number(mean)));
      }
    }
    return warnings;
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.3g", value);
  }

  /** Returns three rows for each method: its pictures, and the two images that are no pictures. */
  Table means() {
    List<List<Object>> rows = new ArrayList<>();
    for (Entry entry : entries) {
      rows.add(row(entry, "pictures", Score::made));
      rows.add(row(entry, "untouched image", Score::untouched));
      rows.add(row(entry, "mean image of the class", Score::mean));
    }
    return new Table(
        "Distances to content and style, and the share taken for the style; 95 % intervals",
        List.of(
            "stage",
            "method",
            "what",
            "pictures",
            "style_distance",
            "style_low",
            "style_high",
            "style_of_untouched",
            "content_distance",
            "content_low",
            "content_high",
            "content_of_mean_image",
            "taken_for_style",
            "taken_low",
            "taken_high"),
        rows);
  }

  private List<Object> row(Entry entry, String what, Function<Score, Figures> which) {
    List<Object> row =
        new ArrayList<>(List.of(entry.stage, entry.method, what, entry.scores.size()));
    row.add(entry.style(which));
    addEnds(row, interval(entry, which, Figures::style, "style"));
    row.add(ratio(entry.style(which), entry.style(Score::untouched)));
    row.add(entry.content(which));
    addEnds(row, interval(entry, which, Figures::content, "content"));
    row.add(ratio(entry.content(which), entry.content(Score::mean)));
    row.add(entry.share(which));
    addEnds(row, interval(entry, which, Figures::share, "share"));
    return row;
  }

  private static void addEnds(List<Object> row, Optional<Interval> interval) {
    row.add(interval.<Object>map(Interval::low).orElse(""));
    row.add(interval.<Object>map(Interval::high).orElse(""));
  }

  /** Returns a quotient, or nothing where there is none. */
  private static Object ratio(double value, double of) {
    return of > 0 ? value / of : "";
  }

  /** Returns a row for each picture. */
  Table pictures() {
    List<List<Object>> rows = new ArrayList<>();
    for (Entry entry : entries) {
      for (Score score : entry.scores) {
        List<Object> row =
            new ArrayList<>(
                List.of(
                    entry.stage,
                    entry.method,
                    score.picture().file().getFileName(),
                    score.picture().content(),
                    score.picture().style().name()));
        for (Figures figures : List.of(score.made(), score.untouched(), score.mean())) {
          row.addAll(List.of(figures.style(), figures.content(), figures.taken()));
        }
        rows.add(row);
      }
    }
    return new Table(
        "Distances of each picture, of the untouched image and of the class's mean image",
        List.of(
            "stage",
            "method",
            "file",
            "content",
            "style",
            "style_distance",
            "content_distance",
            "taken_for_style",
            "untouched_style_distance",
            "untouched_content_distance",
            "untouched_taken_for_style",
            "mean_image_style_distance",
            "mean_image_content_distance",
            "mean_image_taken_for_style"),
        rows);
  }
}
