package org.atelier.runner.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.atelier.api.result.HeatMap;
import org.atelier.api.result.ImageGrid;
import org.atelier.api.result.IntervalChart;
import org.atelier.api.result.LineChart;
import org.atelier.api.result.Metric;
import org.atelier.api.result.RgbImage;
import org.atelier.api.result.ScatterPlot;
import org.atelier.api.result.Table;
import org.atelier.runner.plugin.ContractException;
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
  void drawsIntervalsWithAPanelForEachNumber() throws IOException {
    List<IntervalChart.Row> rows =
        IntStream.range(0, 7)
            .mapToObj(row -> new IntervalChart.Row("setting " + row, List.of(at(row), at(row + 1))))
            .toList();
    new ResultsWriter(folder)
        .add(
            "comparison",
            new IntervalChart("Settings", List.of("accuracy", "F1"), rows, "value", "baseline"));
    BufferedImage image = ImageIO.read(folder.resolve("comparison.png").toFile());
    assertThat(count(image, new Color(0xD55E00))).as("pixels of baselines").isGreaterThan(400);
    assertThat(count(image, new Color(0x0072B2))).as("pixels of points").isGreaterThan(700);
    assertThatThrownBy(() -> new IntervalChart("Empty", List.of("a"), List.of(), "", ""))
        .hasMessage("chart 'Empty' needs panels and 1 to 200 rows, but has 1 and 0");
    assertThatThrownBy(() -> new IntervalChart.Point(0.5, 0.6, 0.4, OptionalDouble.empty()))
        .hasMessage("a point at 0.5 cannot have an interval from 0.6 to 0.4");
  }

  private static IntervalChart.Point at(int row) {
    double value = 0.3 + 0.05 * row;
    return new IntervalChart.Point(value, value - 0.08, value + 0.07, OptionalDouble.of(0.2));
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
              "contents": { },
              "shown": [ ]
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
        .isInstanceOf(ContractException.class)
        .hasMessage("reports the metric 'loss' twice");
  }

  @Test
  void refusesANameThatIsAPath() {
    Table table = new Table("t", List.of("a"), List.of());
    assertThatThrownBy(() -> new ResultsWriter(folder).add("../escape", table))
        .isInstanceOf(ContractException.class)
        .hasMessage(
            "reports a result named '../escape', which is not lower case words joined by hyphens");
  }

  @Test
  void tellsOfPagesThatWereWritten() throws IOException {
    Files.writeString(folder.resolve("explore.html"), "<p>");
    ResultsWriter results = new ResultsWriter(folder);
    results.page("explore", "Clusters to explore");
    assertThat(results.report().contents()).containsEntry("explore.html", "Clusters to explore");
    assertThatThrownBy(() -> results.page("nowhere", "Nothing"))
        .isInstanceOf(ContractException.class)
        .hasMessage("reports nowhere.html, which it has not written");
    assertThatThrownBy(() -> results.page("../explore", "Elsewhere"))
        .isInstanceOf(ContractException.class);
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
  void drawsEachGroupOfPointsInItsColourAndNamesItInTheLegend() throws IOException {
    ResultsWriter results = new ResultsWriter(folder);
    List<ScatterPlot.Group> groups = new ArrayList<>();
    for (int index = 0; index < 27; index++) {
      groups.add(
          new ScatterPlot.Group(
              "style number " + index, List.of(index - 13.0, 0.0), List.of(1.0 * index, 3.0)));
    }
    groups.add(new ScatterPlot.Group("none", List.of(), List.of()));
    results.add("map", new ScatterPlot("Map", "first component", "cluster", groups));
    BufferedImage image = ImageIO.read(folder.resolve("map.png").toFile());
    assertThat(colours(image))
        .contains(
            new Color(0x0072B2),
            new Color(0xD55E00),
            new Color(0x009E73),
            new Color(0xCC79A7),
            new Color(0x56B4E9),
            new Color(0xE69F00));
    assertThat(results.report().contents()).containsEntry("map.png", "Map");
  }

  @Test
  void refusesMorePointGroupsThanCanBeToldApart() {
    ScatterPlot.Group group = new ScatterPlot.Group("a", List.of(1.0), List.of(1.0));
    assertThatThrownBy(
            () -> new ScatterPlot("Map", "x", "y", java.util.Collections.nCopies(57, group)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("plot 'Map' has 57 groups, but 56 is the most");
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

  @Test
  void drawsPicturesInRowsWithTheirCaptions() throws IOException {
    Color red = new Color(200, 10, 10);
    Color blue = new Color(10, 10, 200);
    ResultsWriter results = new ResultsWriter(folder);
    results.add(
        "grid",
        new ImageGrid(
            "Colours",
            List.of("left", "right"),
            List.of(
                new ImageGrid.Row(
                    "first",
                    List.of(cell(200, 180, red, "a red picture"), cell(200, 180, blue, ""))),
                new ImageGrid.Row("second", List.of(cell(20, 10, blue, "small\nbut seen"))))));
    BufferedImage image = ImageIO.read(folder.resolve("grid.png").toFile());

    // The picture of 20 x 10 pixels is enlarged by eight, as far as 160 pixels allow.
    assertThat(count(image, red)).isEqualTo(200 * 180);
    assertThat(count(image, blue)).isEqualTo(200 * 180 + 160 * 80);
    assertThat(colours(image)).contains(Color.BLACK);
    assertThat(results.report().contents()).containsExactly(Map.entry("grid.png", "Colours"));
  }

  @Test
  void putsRowsThatDoNotFitOnFurtherPages() throws IOException {
    List<ImageGrid.Cell> cells = new ArrayList<>();
    for (int index = 0; index < 45; index++) {
      cells.add(cell(10, 1000, new Color(200, 10, index), "number " + index));
    }
    ResultsWriter results = new ResultsWriter(folder);
    results.add("pages", ImageGrid.flowing("Many", 5, cells));

    assertThat(results.report().contents())
        .containsExactly(
            Map.entry("pages.png", "Many (page 1 of 2)"),
            Map.entry("pages-2.png", "Many (page 2 of 2)"));
    BufferedImage first = ImageIO.read(folder.resolve("pages.png").toFile());
    BufferedImage second = ImageIO.read(folder.resolve("pages-2.png").toFile());
    assertThat(first.getHeight()).isLessThan(6200);
    for (int index = 0; index < 45; index++) {
      BufferedImage page = index < 25 ? first : second;
      assertThat(count(page, new Color(200, 10, index))).isEqualTo(10 * 1000);
    }
  }

  @Test
  void drawsAGridWithoutPictures() throws IOException {
    new ResultsWriter(folder).add("none", ImageGrid.flowing("No mistakes", 4, List.of()));

    assertThat(colours(ImageIO.read(folder.resolve("none.png").toFile()))).contains(Color.BLACK);
  }

  @Test
  void shortensWhatIsTooLongForAPicture() throws IOException {
    String path = "Ukiyo_e/" + "a-very-long-name-of-a-file-".repeat(9) + "1830.jpg";
    new ResultsWriter(folder)
        .add(
            "long",
            ImageGrid.flowing(
                "Long " + "words ".repeat(40),
                1,
                List.of(cell(200, 100, Color.RED, path + "\n" + "word ".repeat(200)))));
    BufferedImage image = ImageIO.read(folder.resolve("long.png").toFile());

    assertThat(image.getWidth()).isEqualTo(16 + 2 * 200 + 12 + 16);
    assertThat(image.getHeight()).isBetween(200, 500);
  }

  private static ImageGrid.Cell cell(int width, int height, Color color, String caption) {
    byte[] planes = new byte[3 * width * height];
    Arrays.fill(planes, 0, width * height, (byte) color.getRed());
    Arrays.fill(planes, width * height, 2 * width * height, (byte) color.getGreen());
    Arrays.fill(planes, 2 * width * height, planes.length, (byte) color.getBlue());
    return new ImageGrid.Cell(RgbImage.of(height, width, planes), caption);
  }

  private static long count(BufferedImage image, Color color) {
    return IntStream.of(
            image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth()))
        .filter(rgb -> rgb == color.getRGB())
        .count();
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
