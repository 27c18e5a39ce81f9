package org.atelier.plugin.classifier.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.atelier.testkit.PipelineTester;
import org.atelier.testkit.TestRun;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("engine")
@Timeout(180)
class ExplainClassifierTest {
  private static final String TRAINING =
      """
      datasets:
        patches: {type: patch-images, count: 64}
      stages:
        classify: {type: train-classifier, dataset: patches, epochs: 8, batch-size: 8,
          learning-rate: 0.01, model: {type: residual-cnn, widths: [8, 8], dropout: 0}}
      """;

  @TempDir private Path folder;

  @Test
  void theMapOfAClassLiesOverThePatchThatMakesIt() throws IOException {
    TestRun run =
        run(
            TRAINING
                + "  explain: {type: explain-classifier, classifier: classify, dataset: patches,"
                + " choose: most-certain, count: 60}\n");
    List<String> rows = Files.readAllLines(run.stage("explain").resolve("explanations.csv"));
    assertThat(rows.get(0))
        .isEqualTo(
            "id,true,predicted,probability,correct,true_probability,predicted_overlay,true_overlay");
    int patches = 0;
    int hits = 0;
    for (String row : rows.subList(1, rows.size())) {
      List<String> cells = List.of(row.split(","));
      assertThat(cells.get(4)).isEqualTo("true");
      if (cells.get(1).equals("patch")) {
        patches++;
        hits += peaksInPatch(run, cells.get(0), cells.get(6)) ? 1 : 0;
      }
    }
    assertThat(patches).isGreaterThan(20);
    assertThat(hits).isGreaterThan(patches * 8 / 10);
  }

  /** Returns whether the most coloured pixel lies in the patch, or within a cell of the map. */
  private static boolean peaksInPatch(TestRun run, String id, String overlay) throws IOException {
    BufferedImage image = ImageIO.read(run.stage("explain").resolve(overlay).toFile());
    int[] peak = {0, 0};
    int most = -1;
    for (int row = 0; row < PatchImages.SIDE; row++) {
      for (int column = 0; column < PatchImages.SIDE; column++) {
        int rgb = image.getRGB(column, row);
        int colour = (rgb >> 16 & 0xFF) - (rgb & 0xFF);
        if (colour > most) {
          most = colour;
          peak = new int[] {row, column};
        }
      }
    }
    int[] corner = PatchImages.corner(Integer.parseInt(id.substring("number-".length())));
    int margin = 4;
    return peak[0] >= corner[0] - margin
        && peak[0] < corner[0] + PatchImages.PATCH + margin
        && peak[1] >= corner[1] - margin
        && peak[1] < corner[1] + PatchImages.PATCH + margin;
  }

  @Test
  void showsTheMistakesAndTheImagesThatAreNamed() throws IOException {
    TestRun run =
        run(
            TRAINING
                + "  explain: {type: explain-classifier, classifier: classify, dataset: patches,"
                + " images: [number-5, 'number-1?'], layer: stage-1/block-1, count: 3}\n",
            "--set",
            "datasets.patches.count=20",
            "--set",
            "stages.classify.learning-rate=1e-9",
            "--epochs",
            "1");
    List<String> rows = Files.readAllLines(run.stage("explain").resolve("explanations.csv"));
    assertThat(rows.stream().skip(1).map(row -> row.substring(0, row.indexOf(','))))
        .containsExactly(
            "number-5",
            "number-10",
            "number-11",
            "number-12",
            "number-13",
            "number-14",
            "number-15",
            "number-16",
            "number-17",
            "number-18",
            "number-19");
    for (String file : List.of("explanations.png", "mistakes.png", "overlays/011-predicted.png")) {
      assertThat(ImageIO.read(run.stage("explain").resolve(file).toFile())).isNotNull();
    }
    assertThat(Files.readString(run.stage("explain").resolve("output.json")))
        .contains("\"layer\": \"stage-1/block-1\"", "\"images\": 11");
  }

  @Test
  void namesThatNoImageHasAreAnError() {
    TestRun run =
        new PipelineTester(folder)
            .run(
                TRAINING
                    + "  explain: {type: explain-classifier, classifier: classify,"
                    + " dataset: patches, images: [number-5, 'Number-*']}\n",
                "--set",
                "datasets.patches.count=20",
                "--epochs",
                "1");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .contains(
            "no image of dataset 'patches' is called 'Number-*'; its images are called like"
                + " 'number-0'",
            "mend the entry of images; * stands for any characters")
        .doesNotContain("\tat ");
  }

  private TestRun run(String yaml, String... options) {
    TestRun run = new PipelineTester(folder).run(yaml, options);
    assertThat(run.exitCode()).as(run.printed()).isZero();
    return run;
  }
}
