package org.atelier.plugin.styletransfer.fast;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.atelier.testkit.PipelineTester;
import org.atelier.testkit.TestRun;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("engine")
class TrainFastStyleTest {
  private static final String FEATURES =
      """
      datasets:
        train: {type: sample-paintings, styles: [Cubism, Ukiyo_e], count: 8, image-size: 32}
      stages:
        features: {type: train-classifier, dataset: train, epochs: 1, batch-size: 4,
          model: {type: residual-cnn, widths: [8, 8], blocks: 1}}
      """;

  @TempDir Path folder;

  @Test
  void trainsOneNetworkForAllStylesTheSameEachTime() throws Exception {
    String pipeline =
        FEATURES
            + """
              fast: {type: train-fast-style, dataset: train, features: features, epochs: 4,
                batch-size: 4, learning-rate: 0.01, model: {type: style-network, width: 4, blocks: 1}}
            """;
    TestRun run = new PipelineTester(folder).run(pipeline);
    assertThat(run.exitCode()).as(run.printed()).isZero();
    List<String> epochs = Files.readAllLines(run.stage("fast").resolve("training.csv"));
    assertThat(loss(epochs.get(epochs.size() - 1))).isLessThan(0.9 * loss(epochs.get(1)));
    assertThat(run.stage("fast").resolve("styles.png")).isNotEmptyFile();

    TestRun again = new PipelineTester(folder).run(pipeline);
    assertThat(again.stage("fast").resolve("model/parameters.params"))
        .hasSameBinaryContentAs(run.stage("fast").resolve("model/parameters.params"));
  }

  private static double loss(String row) {
    return Double.parseDouble(row.split(",", -1)[1]);
  }

  @Test
  void namesTheLayersWhereOneDoesNotExist() {
    TestRun run =
        new PipelineTester(folder)
            .run(
                FEATURES
                    + """
                      fast: {type: train-fast-style, dataset: train, features: features, style-layers: [relu1]}
                    """);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .contains(
            "the network has no layer 'relu1' with feature maps; those with feature maps are:"
                + " image, patches, scaling, stem, pooling, activation, stage-1/block-1, stage-2/block-1");
  }

  @Test
  void aModelThatIsNoStyleNetworkIsRefused() {
    TestRun run =
        new PipelineTester(folder)
            .run(
                FEATURES
                    + """
                      fast: {type: train-fast-style, dataset: train, features: features,
                        model: {type: residual-cnn, widths: [8]}}
                    """);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .contains("is no network for styles, but of type 'residual-cnn'")
        .contains("use one of type style-network, as train-fast-style trains it");
  }

  @Test
  void anImageAloneInABatchHasNoStyleToGet() {
    TestRun run =
        new PipelineTester(folder)
            .validate(
                FEATURES
                    + """
                      fast: {type: train-fast-style, dataset: train, features: features, batch-size: 1}
                    """);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains(
            "batch-size: each image of a batch gets the style of another, so there must be at"
                + " least 2");
  }
}
