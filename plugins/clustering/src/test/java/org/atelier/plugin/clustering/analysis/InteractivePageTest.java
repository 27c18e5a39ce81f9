package org.atelier.plugin.clustering.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.atelier.api.Dataset;
import org.atelier.api.DatasetContents;
import org.atelier.api.LabelledImage;
import org.atelier.plugin.clustering.Clusters;
import org.atelier.plugin.clustering.partition.LabelsFile;
import org.atelier.plugin.clustering.partition.Partition;
import org.atelier.testkit.TestServices;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

class InteractivePageTest {
  private static final List<String> CLASSES = List.of("Baroque", "</script><b>Pop", "Ukiyo-e 浮世絵");

  private static final List<LabelledImage> IMAGES =
      List.of(
          new LabelledImage("Baroque/a \"quoted\" name.jpg", 0),
          new LabelledImage("Pop/one.jpg", 1),
          new LabelledImage("Pop/two.jpg", 1),
          new LabelledImage("Ukiyo-e/wave.jpg", 2));

  // The browser may still be writing its own files when it is ended.
  @TempDir(cleanup = CleanupMode.NEVER)
  Path folder;

  private Path page;

  @BeforeEach
  void write() throws IOException {
    page = folder.resolve("explore.html");
    Partition partition = Partition.of(new int[] {0, 0, 1, Partition.NOISE});
    Clusters clusters = new Clusters("codes", "k-means", 4, 2, CLASSES, page, page, page, page);
    Map<String, double[][]> maps = Map.of("t-SNE", new double[][] {{0, 0}, {1, 0}, {0, 1}, {1, 1}});
    Pictures pictures = new Pictures(TestServices.reference("test", new Plain()), IMAGES, CLASSES);
    new InteractivePage(clusters, new LabelsFile(IMAGES, partition), maps, Optional.of(pictures))
        .write(page, new int[] {0, 1, 2, 3});
  }

  /** Images of one colour each. */
  private static final class Plain implements Dataset {
    @Override
    public DatasetContents contents() {
      return new DatasetContents(CLASSES, IMAGES, 8, 8, "plain");
    }

    @Override
    public void read(int position, ByteBuffer target) {
      for (int index = 0; index < 3 * 8 * 8; index++) {
        target.put((byte) (60 * position));
      }
    }
  }

  @Test
  void holdsItsPicturesAndLoadsNothing() throws IOException {
    String html = Files.readString(page);
    assertThat(html.split("data:image/jpeg;base64,")).hasSize(5);
    assertThat(html)
        .doesNotContain("<b>Pop", "src=\"", "href=", "@import", "fetch(")
        .contains("default-src 'none'", "\\u003c/script\\u003e\\u003cb\\u003ePop", "浮世絵");
  }

  @Test
  void pointingAndFilteringWorkInABrowser() throws IOException, InterruptedException {
    Optional<Path> program = Browser.find();
    assumeTrue(
        program.isPresent(), "Chromium is not installed, so the page is not tried in a browser");
    Path profile = Files.createDirectory(folder.resolve("profile"));
    try (Browser browser = Browser.open(program.orElseThrow(), profile, page)) {
      assertThat(browser.text("document.getElementById('count').textContent"))
          .isEqualTo("4 of 4 images");
      browser.hover(place(browser, 0, "x"), place(browser, 0, "y"));
      assertThat(browser.text("document.getElementById('details').innerText"))
          .contains("Baroque/a \\\"quoted\\\" name.jpg", "Class\\nBaroque", "0 (2 images)");
      browser.click(place(browser, 3, "x"), place(browser, 3, "y"));
      assertThat(browser.text("document.getElementById('details').innerText"))
          .contains("Ukiyo-e/wave.jpg", "noise (1 images)");
      assertThat(browser.text("document.querySelector('aside img').naturalWidth")).isEqualTo("8");

      browser.text(
          "(document.getElementById('class').value = 1,"
              + " document.getElementById('class').dispatchEvent(new Event('change')))");
      assertThat(browser.text("document.getElementById('count').textContent"))
          .isEqualTo("2 of 4 images");
      browser.text("document.getElementById('plot').focus()");
      browser.press("ArrowRight");
      assertThat(browser.text("document.getElementById('details').innerText"))
          .contains("Pop/one.jpg", "</script><b>Pop");
      browser.text(
          "(document.getElementById('cluster').value = 1,"
              + " document.getElementById('cluster').dispatchEvent(new Event('change')))");
      assertThat(browser.text("document.getElementById('count').textContent"))
          .isEqualTo("1 of 4 images");
      assertThat(ImageIO.read(new ByteArrayInputStream(browser.screenshot())).getWidth())
          .isGreaterThan(800);
    }
  }

  private static double place(Browser browser, int index, String axis) throws InterruptedException {
    String box = "points[%d].getBoundingClientRect()".formatted(index);
    String size = axis.equals("x") ? "width" : "height";
    return Double.parseDouble(browser.text("%s.%s + %s.%s / 2".formatted(box, axis, box, size)));
  }
}
