package org.atelier.plugin.classifier.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.atelier.api.ComponentSpec;
import org.atelier.api.Evaluation;
import org.atelier.api.Reference;
import org.atelier.api.UserException;
import org.atelier.api.result.Metric;
import org.atelier.testkit.TestServices;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareEvaluationsTest {
  @TempDir Path folder;

  /** An evaluation that a matrix repeated. */
  private record Repeated(String name, Map<String, String> axes, Evaluation get)
      implements Reference<Evaluation> {
    @Override
    public ComponentSpec spec() {
      return new ComponentSpec("evaluate-classifier", Map.of());
    }
  }

  @Test
  void givesEachEvaluationARowWithItsSettings() throws IOException {
    Comparison comparison =
        compare(
            repeated("evaluate[none]", "remedy", "none", 0.5, 10),
            repeated("evaluate[capped]", "remedy", "capped", 0.625, 10),
            new Repeated("before", Map.of(), evaluation(0.25, 10)));

    assertThat(comparison.evaluations()).isEqualTo(3);
    assertThat(comparison.table())
        .hasContent(
            "evaluation,remedy,images,accuracy,accuracy_low,accuracy_high,accuracy_baseline,"
                + "balanced_accuracy,balanced_accuracy_low,balanced_accuracy_high,"
                + "balanced_accuracy_baseline\r\n"
                + "evaluate[none],none,10,0.5,0.375,0.625,0.25,0.25,0.125,0.375,0.125\r\n"
                + "evaluate[capped],capped,10,0.625,0.5,0.75,0.25,0.375,0.25,0.5,0.125\r\n"
                + "before,,10,0.25,0.125,0.375,0.25,0.0,-0.125,0.125,0.125\r\n");
    assertThat(folder.resolve("comparison.png")).isNotEmptyFile();
    assertThat(folder.resolve("medians.csv")).doesNotExist();
  }

  @Test
  void givesMediansOverSeeds() throws IOException {
    compare(
        seeded("a", 1, 0.5),
        seeded("a", 2, 0.875),
        seeded("a", 3, 0.625),
        seeded("b", 1, 0.25),
        seeded("b", 2, 0.5));

    assertThat(folder.resolve("medians.csv"))
        .hasContent(
            "evaluation,model,seeds,accuracy_median,accuracy_least,accuracy_greatest,"
                + "accuracy_baseline,balanced_accuracy_median,balanced_accuracy_least,"
                + "balanced_accuracy_greatest,balanced_accuracy_baseline\r\n"
                + "test,a,3,0.625,0.5,0.875,0.25,0.375,0.25,0.625,0.125\r\n"
                + "test,b,2,0.375,0.25,0.5,0.25,0.125,0.0,0.25,0.125\r\n");
    assertThat(Files.readAllLines(folder.resolve("comparison.csv"))).hasSize(6);
  }

  @Test
  void warnsOfDifferentTestImages() throws IOException {
    TestServices services = new TestServices(folder);
    compare(services, repeated("e[a]", "x", "a", 0.5, 10), repeated("e[b]", "x", "b", 0.5, 11));
    assertThat(services.reported().warnings())
        .containsExactly(
            "the evaluations are not of the same test images (numbers of images: 10, 11), so that"
                + " their results cannot be held against each other");
  }

  @Test
  void refusesWhatCannotBeCompared() {
    Repeated first = repeated("e[a]", "x", "a", 0.5, 10);
    assertThatThrownBy(() -> new CompareEvaluations.Settings(List.of(first, first)))
        .hasMessage("the evaluation 'e[a]' is listed twice");
    Repeated other = new Repeated("o", Map.of(), new Evaluation("m", 3, List.of(), folder));
    assertThatThrownBy(() -> compare(first, other))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "the evaluations do not all have any of the metrics accuracy, balanced accuracy,"
                + " macro-F1");
  }

  private Comparison compare(Repeated... evaluations) throws IOException {
    return compare(new TestServices(folder), evaluations);
  }

  private static Comparison compare(TestServices services, Repeated... evaluations)
      throws IOException {
    return new CompareEvaluations(new CompareEvaluations.Settings(List.of(evaluations)))
        .run(services.context());
  }

  private Repeated seeded(String model, int seed, double accuracy) {
    Map<String, String> axes = new LinkedHashMap<>();
    axes.put("seed", Integer.toString(seed));
    axes.put("model", model);
    return new Repeated("test[%d,%s]".formatted(seed, model), axes, evaluation(accuracy, 10));
  }

  private Repeated repeated(String name, String axis, String value, double accuracy, int images) {
    return new Repeated(name, Map.of(axis, value), evaluation(accuracy, images));
  }

  private Evaluation evaluation(double accuracy, int images) {
    return new Evaluation(
        "model",
        images,
        List.of(
            metric("accuracy", accuracy, 0.25),
            metric("balanced accuracy", accuracy - 0.25, 0.125)),
        folder.resolve("predictions.csv"));
  }

  private static Metric metric(String name, double value, double baseline) {
    return new Metric(
        name,
        value,
        Metric.Direction.HIGHER_IS_BETTER,
        Optional.of(new Metric.Interval(value - 0.125, value + 0.125, 0.95, "test")),
        Optional.of(new Metric.Baseline("always 'a'", baseline)));
  }
}
