package org.atelier.plugin.clustering.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.atelier.testkit.PipelineTester;
import org.atelier.testkit.TestRun;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The report of a run, as a user opens it. */
@Tag("engine")
class ReportInBrowserTest {
  // The browser may still be writing its own files when it is ended.
  @TempDir(cleanup = CleanupMode.NEVER)
  Path folder;

  @Test
  void showsPaintingsWherePointedAtAndSortsTables() throws IOException, InterruptedException {
    Optional<Path> program = Browser.find();
    assumeTrue(
        program.isPresent(), "Chromium is not installed, so the report is not tried in a browser");
    TestRun run =
        new PipelineTester(folder)
            .run(
                """
                seed: 7
                datasets:
                  paintings: {type: sample-paintings, count: 54, image-size: 16}
                stages:
                  pixels: {type: encode-pixels, dataset: paintings, side: 8}
                  cluster: {type: cluster, encodings: pixels, clusters: 4}
                  analyse: {type: analyse-clusters, clusters: cluster, dataset: paintings, counts: [2, 4]}
                """);
    assertThat(run.exitCode()).as(run.printed()).isZero();
    Path page = run.folder().orElseThrow().resolve("report.html");
    Path profile = Files.createDirectory(folder.resolve("profile"));
    try (Browser browser = Browser.open(program.orElseThrow(), profile, page)) {
      assertThat(browser.text("document.querySelectorAll('.graph .node').length")).isEqualTo("3");
      sortsItsFirstTable(browser);
      pointsAtAPainting(browser);
      assertThat(browser.complaints()).isEmpty();
      assertThat(
              browser.text(
                  "performance.getEntriesByType('resource').filter(entry => !entry.name.startsWith('data:')).length"))
          .as("requests")
          .isEqualTo("0");
    }
  }

  private static void sortsItsFirstTable(Browser browser) throws InterruptedException {
    String values =
        "[...document.querySelectorAll('#results table')].at(-1).querySelectorAll('tbody tr')";
    String first = values + "[0].children[2].textContent";
    browser.text(
        "[...document.querySelectorAll('#results table')].at(-1).querySelectorAll('thead button')[2].click()");
    double least = Double.parseDouble(browser.text(first));
    browser.text(
        "[...document.querySelectorAll('#results table')].at(-1).querySelectorAll('thead button')[2].click()");
    assertThat(Double.parseDouble(browser.text(first).replace(",", ""))).isGreaterThan(least);
  }

  private static void pointsAtAPainting(Browser browser) throws InterruptedException {
    String map = "document.querySelector(\"[aria-label^='Map of the images by principal']\")";
    for (int step = 0; step < 40 && browser.text(map).equals("null"); step++) {
      browser.text("scrollBy(0, 600)");
      Thread.sleep(50);
    }
    browser.text(map + ".scrollIntoView({block: 'center'})");
    await(browser, "charts.has(%s)".formatted(map), "true");
    String place = "charts.get(%s).drawn.convertToPixel({seriesIndex: 0}, [%s, %s])";
    String group =
        "parse([...Array(99).keys()].map(at => 'content-' + at).find(id => document.getElementById(id) && parse(id).title.startsWith('Map of the images by principal'))).groups[0]";
    String point = place.formatted(map, group + ".xs[0]", group + ".ys[0]");
    String box = map + ".getBoundingClientRect()";
    double x = Double.parseDouble(browser.text("%s.x + %s[0]".formatted(box, point)));
    double y = Double.parseDouble(browser.text("%s.y + %s[1]".formatted(box, point)));
    browser.hover(x - 2, y);
    browser.hover(x, y);
    await(browser, "(document.querySelector('.pointed img') || {}).naturalWidth", "16");
    assertThat(browser.text("document.querySelector('.pointed').innerText")).contains("cluster ");
  }

  private static void await(Browser browser, String expression, String wanted)
      throws InterruptedException {
    for (int attempt = 0; attempt < 100 && !browser.text(expression).equals(wanted); attempt++) {
      Thread.sleep(50);
    }
    assertThat(browser.text(expression)).as(expression).isEqualTo(wanted);
  }
}
