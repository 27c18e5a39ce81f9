package org.atelier.runner.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.atelier.api.result.Content;
import org.atelier.api.result.HeatMap;
import org.atelier.api.result.ImageGrid;
import org.atelier.api.result.IntervalChart;
import org.atelier.api.result.LineChart;
import org.atelier.api.result.RgbImage;
import org.atelier.api.result.ScatterPlot;
import org.atelier.api.result.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShownContentTest {
  @TempDir Path folder;

  @Test
  void keepsCellsAsNumbersAndWordsAndTheFirstRowsOfALongTable() throws IOException {
    List<List<Object>> rows =
        IntStream.range(0, 1500)
            .<List<Object>>mapToObj(row -> List.of("x".repeat(row), row, row / 2.0, row == 0))
            .toList();
    JsonNode shown =
        shown("report/long-table.json", new Table("T", List.of("a", "b", "c", "d"), rows));

    assertThat(shown.path("rows")).hasSize(1000);
    assertThat(shown.path("rows").path(1)).hasToString("[\"x\",1,0.5,false]");
    assertThat(shown.path("rows").path(900).path(0).asText()).isEqualTo("x".repeat(400) + "…");
    assertThat(shown.path("note").asText()).isEqualTo("The first 1,000 of 1,500 rows");
    assertThat(shown.path("file").asText()).isEqualTo("long.csv");
    assertThat(Files.readAllLines(folder.resolve("long.csv"))).hasSize(1501);
  }

  @Test
  void thinsLongLinesAndKeepsTheirEnds() throws IOException {
    List<Double> xs = DoubleStream.iterate(0, x -> x + 1).limit(5000).boxed().toList();
    JsonNode line =
        shown(
                "report/long-line-chart.json",
                new LineChart("L", "x", "y", List.of(new LineChart.Line("l", xs, xs))))
            .path("lines")
            .path(0);

    assertThat(line.path("xs")).hasSize(1000);
    assertThat(line.path("xs").path(0).asDouble()).isZero();
    assertThat(line.path("xs").path(999).asDouble()).isEqualTo(4999);
  }

  @Test
  void writesPicturesSmallAsTheAddressesThatAPageShowsThemFrom() throws IOException {
    RgbImage large = picture(288, 200);
    JsonNode grid =
        shown(
            "report/long-image-grid.json",
            ImageGrid.flowing("G", 20, Collections.nCopies(450, new ImageGrid.Cell(large, "c"))));
    assertThat(grid.path("rows")).hasSize(20);
    assertThat(grid.path("note").asText()).isEqualTo("The first 400 of 450 pictures");
    String address = grid.path("rows").path(0).path("cells").path(0).path("image").asText();
    assertThat(address).startsWith("data:image/");
    byte[] bytes = Base64.getDecoder().decode(address.substring(address.indexOf(',') + 1));
    assertThat(ImageIO.read(new ByteArrayInputStream(bytes)).getHeight()).isEqualTo(144);
  }

  @Test
  void keepsWhatIsToldOfPoints() throws IOException {
    List<ScatterPlot.Detail> details =
        List.of(
            new ScatterPlot.Detail("Baroque/a.jpg", Optional.of(picture(200, 200))),
            new ScatterPlot.Detail("Baroque/b.jpg", Optional.empty()));
    JsonNode group =
        shown(
                "report/long-scatter-plot.json",
                new ScatterPlot(
                    "S",
                    "x",
                    "y",
                    List.of(
                        new ScatterPlot.Group("g", List.of(1.0, 2.0), List.of(3.0, 4.0), details))))
            .path("groups")
            .path(0);
    assertThat(group.path("details").path(0).path("text").asText()).isEqualTo("Baroque/a.jpg");
    assertThat(group.path("details").path(0).path("picture").asText()).startsWith("data:image/");
    assertThat(group.path("details").path(1).path("picture").isNull()).isTrue();
    assertThatThrownBy(() -> new ScatterPlot.Group("g", List.of(1.0), List.of(1.0), details))
        .hasMessage("group 'g' has 2 details for 1 points");
  }

  @Test
  void keepsIntervalsAndMatricesButNotAnEnormousOne() throws IOException {
    JsonNode chart =
        shown(
            "report/long-interval-chart.json",
            new IntervalChart(
                "I",
                List.of("p"),
                List.of(
                    new IntervalChart.Row(
                        "r", List.of(new IntervalChart.Point(2, 1, 3, OptionalDouble.of(0.5))))),
                "mean",
                "guess"));
    assertThat(chart.path("rows").path(0).path("points").path(0))
        .hasToString("{\"value\":2.0,\"low\":1.0,\"high\":3.0,\"baseline\":0.5}");
    List<Double> row = Collections.nCopies(201, 0.0);
    List<String> names = Collections.nCopies(201, "n");
    Content map = new HeatMap("M", "x", "y", names, names, Collections.nCopies(201, row));
    assertThat(ShownContent.of(map)).isEmpty();
  }

  private JsonNode shown(String file, Content content) throws IOException {
    ResultsWriter results = new ResultsWriter(folder);
    results.add("long", content);
    assertThat(results.report().shown()).containsExactly(file);
    return Json.mapper().readTree(folder.resolve(file).toFile());
  }

  private static RgbImage picture(int height, int width) {
    byte[] planes = new byte[3 * height * width];
    for (int at = 0; at < planes.length; at++) {
      planes[at] = (byte) (at * at / 7);
    }
    return RgbImage.of(height, width, planes);
  }
}
