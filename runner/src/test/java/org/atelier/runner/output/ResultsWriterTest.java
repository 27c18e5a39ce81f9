package org.atelier.runner.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.atelier.api.result.HeatMap;
import org.atelier.api.result.LineChart;
import org.atelier.api.result.Metric;
import org.atelier.api.result.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsWriterTest {
  @TempDir Path folder;

  @Test
  void writesTablesAsRfc4180() throws IOException {
    new ResultsWriter(folder)
        .add(
            "words",
            new Table(
                "Words",
                List.of("name", "a \"quoted\" column", "value"),
                List.of(
                    List.of("plain", "with, comma", 1),
                    List.of("Ukiyo-e 浮世絵", "line\nbreak", 0.5),
                    List.of("", "true", true))));
    assertThat(folder.resolve("words.csv"))
        .hasContent(
            "name,\"a \"\"quoted\"\" column\",value\r\n"
                + "plain,\"with, comma\",1\r\n"
                + "Ukiyo-e 浮世絵,\"line\nbreak\",0.5\r\n"
                + ",true,true\r\n");
  }

  @Test
  void writesMetricsWithIntervalAndBaseline() throws IOException {
    ResultsWriter results = new ResultsWriter(folder);
    results.metric(
        new Metric(
            "accuracy",
            0.25,
            Metric.Direction.HIGHER_IS_BETTER,
            Optional.of(new Metric.Interval(0.2, 0.3, 0.95, "Wilson")),
            Optional.of(new Metric.Baseline("always 'Baroque'", 0.1))));
    results.warning("few images");
    results.writeMetrics();
    assertThat(folder.resolve("metrics.json"))
        .hasContent(
            """
            {
              "metrics": [
                {
                  "name": "accuracy",
                  "value": 0.25,
                  "direction": "HIGHER_IS_BETTER",
                  "interval": {
                    "low": 0.2,
                    "high": 0.3,
                    "confidence": 0.95,
                    "method": "Wilson"
                  },
                  "baseline": {
                    "name": "always 'Baroque'",
                    "value": 0.1
                  }
                }
              ],
              "warnings": [
                "few images"
              ],
              "contents": { }
            }
            """);
  }

  @Test
  void refusesAMetricReportedTwice() {
    ResultsWriter results = new ResultsWriter(folder);
    Metric metric =
        new Metric("loss", 1, Metric.Direction.LOWER_IS_BETTER, Optional.empty(), Optional.empty());
    results.metric(metric);
    assertThatThrownBy(() -> results.metric(metric))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the metric 'loss' is reported twice");
  }

  @Test
  void refusesANameThatIsAPath() {
    Table table = new Table("t", List.of("a"), List.of());
    assertThatThrownBy(() -> new ResultsWriter(folder).add("../escape", table))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the name '../escape' must be lower case words joined by hyphens");
  }

  @Test
  void drawsEachLineInAColourOfItsOwn() throws IOException {
    List<Double> epochs = List.of(1.0, 2.0, 3.0);
    ResultsWriter results = new ResultsWriter(folder);
    results.add(
        "training",
        new LineChart(
            "Loss",
            "epoch",
            "mean loss",
            List.of(
                new LineChart.Line("training", epochs, List.of(3.2, 2.1, 1.7)),
                new LineChart.Line("validation", epochs, List.of(3.3, Double.NaN, 2.4)))));
    BufferedImage image = ImageIO.read(folder.resolve("training.png").toFile());
    assertThat(colours(image)).contains(new Color(0x0072B2), new Color(0xD55E00));
    assertThat(results.report().contents()).containsEntry("training.png", "Loss");
  }

  @Test
  void drawsTheLargestValueDarkestAndTheFirstRowOnTop() throws IOException {
    new ResultsWriter(folder).add("confusion", matrix(27));
    BufferedImage image = ImageIO.read(folder.resolve("confusion.png").toFile());
    Color darkest = new Color(0x58A5D4);
    List<int[]> dark = new ArrayList<>();
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth() * 3 / 4; x++) {
        if (new Color(image.getRGB(x, y)).equals(darkest)) {
          dark.add(new int[] {x, y});
        }
      }
    }
    assertThat(dark).isNotEmpty();
    // The largest value lies in the first row, second column: near the top left of the plot.
    assertThat(dark).allSatisfy(point -> assertThat(point[1]).isLessThan(image.getHeight() / 4));
    assertThat(dark).allSatisfy(point -> assertThat(point[0]).isLessThan(image.getWidth() / 2));
  }

  private static HeatMap matrix(int classes) {
    List<String> names = IntStream.range(0, classes).mapToObj("Some_Style_%d"::formatted).toList();
    List<List<Double>> values = new ArrayList<>();
    for (int row = 0; row < classes; row++) {
      List<Double> line = new ArrayList<>();
      for (int column = 0; column < classes; column++) {
        line.add(row == 0 && column == 1 ? 120.0 : (double) ((row * column) % 60));
      }
      values.add(line);
    }
    return new HeatMap("Confusion matrix", "predicted", "true", names, names, values);
  }

  private static List<Color> colours(BufferedImage image) {
    int[] pixels =
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    return IntStream.of(pixels).distinct().mapToObj(Color::new).toList();
  }
}
