package org.atelier.runner.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.atelier.api.UserException;
import org.atelier.api.result.ImageGrid;
import org.atelier.api.result.LineChart;
import org.atelier.api.result.Metric;
import org.atelier.api.result.RgbImage;
import org.atelier.api.result.Table;
import org.atelier.runner.output.ResultsWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportPageTest {
  private static final String NASTY = "</script><script>alert('1')</script><!-- & \u2028 浮世絵";

  @TempDir Path folder;

  @Test
  void keepsNamesOfFilesAndClassesFromBecomingMarkup() throws IOException {
    Path run = run("first", NASTY);
    String html = write(List.of(run));

    assertThat(html).doesNotContain("<script>alert", "<!--", "\u2028").contains("浮世絵");
    assertThat(data(html, "page").at("/runs/0/record/stages/0/warnings/0").asText())
        .isEqualTo(NASTY);
    assertThat(data(html, "content-1").path("title").asText()).isEqualTo(NASTY);
    assertThat(html.split("<script>", -1)).as("scripts that run").hasSize(3);
  }

  @Test
  void allowsItsTwoScriptsAndNothingElse() throws Exception {
    String html = write(List.of(run("first", "plain")));
    for (String script : html.split("<script>", -1)) {
      if (html.startsWith(script)) {
        continue;
      }
      byte[] code =
          script.substring(0, script.indexOf("</script>")).getBytes(StandardCharsets.UTF_8);
      String hash =
          Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(code));
      assertThat(html).contains("'sha256-" + hash + "'");
    }
    assertThat(html)
        .contains("default-src 'none'; img-src data:;")
        .doesNotContain("src=\"http", "href=\"http", "@import", "{{");
  }

  @Test
  void keepsAPictureOnceHoweverOftenItIsShown() throws IOException {
    String html = write(List.of(run("first", "a"), run("second", "b")));
    assertThat(data(html, "pictures")).hasSize(1);
    assertThat(data(html, "content-2").at("/rows/0/cells/0/image").asInt()).isZero();
    assertThat(data(html, "content-5").at("/rows/0/cells/1/image").asInt()).isZero();
  }

  @Test
  void tellsEachRunItsPlaceAndName() throws IOException {
    JsonNode page = data(write(List.of(run("first", "a"), run("second", "b"))), "page");
    assertThat(page.path("title").asText()).isEqualTo("2 runs of study");
    assertThat(page.at("/runs/0/label").asText()).isEqualTo("first");
    assertThat(page.at("/runs/1/folder").asText()).isEqualTo("second/");
    assertThat(page.at("/runs/1/contents/train/lines/training-line-chart.json").asText())
        .isEqualTo("content-6");
    assertThat(page.at("/runs/1/contents/train/files/words.csv").asText()).isEqualTo("b");
  }

  @Test
  void showsFewerRowsOfEachOfManyTables() throws IOException {
    Path run = run("first", "a");
    ResultsWriter results = new ResultsWriter(run.resolve("stages/train"));
    List<List<Object>> rows = Collections.nCopies(1000, List.of(0.123456789));
    for (int at = 0; at < 100; at++) {
      results.add("table-" + at, new Table("T", List.of("value"), rows));
    }
    results.writeMetrics();
    JsonNode table = data(write(List.of(run)), "content-100");
    assertThat(table.path("rows")).hasSize(300);
    assertThat(table.path("rows").path(0).path(0).asText()).isEqualTo("0.123457");
    assertThat(table.path("note").asText()).isEqualTo("The first 300 of 1,000 rows");
    assertThat(table.path("file").asText()).isEqualTo("table-99.csv");
  }

  @Test
  void namesAContentThatIsDamaged() throws IOException {
    Path run = run("first", "a");
    Files.writeString(run.resolve("stages/train/report/words-table.json"), "{");
    JsonNode content = data(write(List.of(run)), "content-1");
    assertThat(content.path("title").asText()).isEqualTo("words-table.json");
    assertThat(content.path("note").asText()).startsWith("it cannot be read: ");
  }

  @Test
  void readsNoFileOutsideOfTheRun() throws IOException {
    Path run = run("first", "a");
    Files.writeString(folder.resolve("secret.json"), "{\"title\": \"secret\"}");
    Path metrics = run.resolve("stages/train/metrics.json");
    Files.writeString(
        metrics,
        Files.readString(metrics).replace("report/words-table.json", "../../../secret.json"));
    assertThat(write(List.of(run))).doesNotContain("secret");
  }

  @Test
  void saysTheSameWhereNoScriptsRun() throws IOException {
    String html = write(List.of(run("first", "a & b")));
    String plain = html.substring(html.indexOf("<noscript>"), html.indexOf("</noscript>"));
    assertThat(plain)
        .contains("<h2>study: done</h2>", "<h3>train: done</h3>")
        .contains("<tr><td>accuracy</td><td>0.5000</td><td></td><td>0.2500 (a &amp; b)</td></tr>")
        .contains("<p>Warning: a &amp; b</p>")
        .contains("<h4>a &amp; b</h4>\n<table>\n<tr><th>a &amp; b</th></tr>\n<tr><td>a &amp; b")
        .contains("<li><a href=\"./first/stages/train/grid.png\">Grid</a></li>");
  }

  @Test
  void refusesAFolderThatIsNoRun() {
    assertThatThrownBy(() -> ReportPage.of(List.of(folder)))
        .isInstanceOf(UserException.class)
        .hasMessage("%s is no folder of a run: there is no run.json in it".formatted(folder));
  }

  private String write(List<Path> runs) throws IOException {
    Path file = folder.resolve("page.html");
    ReportPage.of(runs).write(file);
    return Files.readString(file);
  }

  private static JsonNode data(String html, String id) throws IOException {
    String start = "<script type=\"application/json\" id=\"%s\">".formatted(id);
    int from = html.indexOf(start) + start.length();
    return JsonMapper.builder()
        .build()
        .readTree(html.substring(from, html.indexOf("</script>", from)));
  }

  /** Makes the folder of a run with one stage, which tells a name in all it leaves. */
  private Path run(String name, String told) throws IOException {
    Path run = folder.resolve(name);
    Path stage = Files.createDirectories(run.resolve("stages/train"));
    ResultsWriter results = new ResultsWriter(stage);
    results.metric(
        new Metric(
            "accuracy",
            0.5,
            Metric.Direction.HIGHER_IS_BETTER,
            Optional.empty(),
            Optional.of(new Metric.Baseline(told, 0.25))));
    results.add("words", new Table(told, List.of(told), List.of(List.of(told))));
    ImageGrid.Cell cell = new ImageGrid.Cell(RgbImage.of(2, 2, new byte[12]), told);
    results.add("grid", ImageGrid.flowing("Grid", 2, List.of(cell, cell)));
    List<Double> xs = IntStream.range(1, 4).mapToObj(x -> (double) x).toList();
    results.add(
        "training",
        new LineChart("Loss", "epoch", "loss", List.of(new LineChart.Line(told, xs, xs))));
    results.writeMetrics();
    Files.writeString(
        run.resolve("run.json"),
        """
        {"pipeline": "study", "status": "done", "stages": [
          {"name": "train", "folder": "stages/train", "status": "done", "metrics": [
            {"name": "accuracy", "value": 0.5, "interval": null, "baseline": {"name": %1$s, "value": 0.25}}],
           "warnings": [%1$s]}]}
        """
            .formatted(JsonMapper.builder().build().writeValueAsString(told)));
    return run;
  }
}
