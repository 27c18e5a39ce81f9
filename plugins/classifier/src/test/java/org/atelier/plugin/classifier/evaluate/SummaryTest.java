package org.atelier.plugin.classifier.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.atelier.api.result.Metric;
import org.junit.jupiter.api.Test;

class SummaryTest {
  private static final List<String> CLASSES =
      List.of("Baroque", "Cubism", "Impressionism", "Rococo", "Symbolism");

  @Test
  void eachFigureHasABaselineAndAnInterval() {
    List<Metric> metrics = summary(answers(10, 8), answers(20, 5), answers(5, 5)).metrics();
    assertThat(metrics.stream().map(Metric::name))
        .containsExactly("accuracy", "balanced accuracy", "macro-F1", "top-3 accuracy");
    assertThat(metrics)
        .allSatisfy(
            metric -> {
              Metric.Interval interval = metric.interval().orElseThrow();
              assertThat(metric.value()).isBetween(interval.low(), interval.high());
            });
    // 8 of 10, 5 of 20 and 5 of 5 right, the others taken for the next class.
    assertThat(metrics.stream().map(Metric::value).toList().subList(0, 2))
        .containsExactly(18 / 35.0, (0.8 + 0.25 + 1) / 3);
    assertThat(baselines(metrics))
        .containsExactly(
            "always 'Cubism'",
            "always 'Cubism'",
            "always 'Cubism'",
            "always the 3 most frequent classes");
    assertThat(metrics.get(0).baseline().orElseThrow().value()).isEqualTo(20 / 35.0);
    assertThat(metrics.get(1).baseline().orElseThrow().value()).isCloseTo(1 / 3.0, within(1e-9));
    assertThat(metrics.get(2).baseline().orElseThrow().value())
        .isCloseTo(2 * (20 / 35.0) / (1 + 20 / 35.0) / 3, within(1e-9));
    assertThat(metrics.get(3).baseline().orElseThrow().value()).isEqualTo(1);
  }

  @Test
  void isTheSameEveryTime() {
    Summary summary = summary(answers(10, 8), answers(20, 5), answers(5, 5));
    assertThat(summary.metrics()).isEqualTo(summary.metrics());
  }

  @Test
  void warnsOfAModelThatIsNotBetterThanTheBaseline() {
    assertThat(summary(answers(101, 101), answers(529, 0)).warning())
        .hasValue(
            "the model is not better than answering always 'Cubism': accuracy 16.0 %, 95 %"
                + " interval 13.4 % to 19.1 %, against 84.0 %; train longer, on more images, or"
                + " with other settings");
  }

  @Test
  void warnsWhereTheIntervalHoldsTheBaseline() {
    assertThat(summary(answers(10, 8), answers(10, 6)).warning()).isPresent();
  }

  @Test
  void praisesNothingAndWarnsOfNothingAboveTheBaseline() {
    assertThat(summary(answers(50, 45), answers(50, 45)).warning()).isEmpty();
  }

  private static List<String> baselines(List<Metric> metrics) {
    return metrics.stream()
        .map(metric -> metric.baseline().orElseThrow().name())
        .collect(Collectors.toList());
  }

  private record Answers(int images, int correct) {}

  private static Answers answers(int images, int correct) {
    return new Answers(images, correct);
  }

  private static Summary summary(Answers... classes) {
    List<Prediction> predictions = new ArrayList<>();
    for (int label = 0; label < classes.length; label++) {
      for (int image = 0; image < classes[label].images(); image++) {
        int answer = image < classes[label].correct() ? label : label + 1;
        float[] probabilities = new float[CLASSES.size()];
        probabilities[answer] = 1;
        predictions.add(Prediction.rank(predictions.size(), label, probabilities, 3));
      }
    }
    return new Summary(CLASSES, predictions, 3, purpose -> purpose.hashCode());
  }
}
