package org.atelier.plugin.autoencoder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.atelier.api.result.Metric;
import org.atelier.testkit.PipelineTester;
import org.atelier.testkit.TestRun;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whole pipelines, as a user runs them. */
@Tag("engine")
@Timeout(120)
class AutoencoderPipelineTest {
  private static final String TRAINING =
      """
      datasets:
        train: {type: sample-paintings, count: 48, styles: [Cubism, Ukiyo_e, Rococo], image-size: 30}
        test: {type: sample-paintings, count: 12, styles: [Cubism, Ukiyo_e, Rococo], image-size: 30, split: test}
        larger: {type: sample-paintings, count: 3, styles: [Cubism, Ukiyo_e, Rococo], image-size: 32}
      models:
        residual: {type: residual-autoencoder, width: 16, blocks: 1}
      stages:
        compress: {type: train-autoencoder, dataset: train, model: residual, epochs: 4, batch-size: 8}
      """;

  private static final String TEST =
      "  restore: {type: reconstruct, autoencoder: compress, dataset: test, baseline: train,"
          + " examples: 2}\n";

  @TempDir Path folder;

  @Test
  void restoresImagesBetterThanTheirMeanAndShowsIt() {
    TestRun run = run(TRAINING + TEST);
    Metric error = run.metric("restore", "mean squared error");
    assertThat(error.baseline().orElseThrow().name()).isEqualTo("the mean image of 'train'");
    assertThat(error.value()).isLessThan(error.baseline().orElseThrow().value() / 3);
    assertThat(error.value())
        .isBetween(error.interval().orElseThrow().low(), error.interval().orElseThrow().high());
    assertThat(run.metric("restore", "SSIM").value())
        .isGreaterThan(run.metric("restore", "SSIM").baseline().orElseThrow().value());
    assertThat(run.metric("restore", "PSNR (dB)").value()).isGreaterThan(10);
    assertThat(run.warnings("restore")).isEmpty();
    List<String> lines = lines(run.stage("restore").resolve("reconstructions.csv"));
    assertThat(lines).hasSize(13);
    assertThat(lines.get(0))
        .isEqualTo("id,class,mse,psnr_db,mean_image_mse,mean_image_psnr_db,ssim,mean_image_ssim");
    assertThat(run.stage("restore").resolve("best.png")).isNotEmptyFile();
    assertThat(run.stage("restore").resolve("typical.png")).isNotEmptyFile();
    assertThat(run.stage("restore").resolve("worst.png")).isNotEmptyFile();
    assertThat(run.stage("compress").resolve("training.csv")).isNotEmptyFile();
  }

  @Test
  void theStudysNetworkLearnsTheSameWayEachTime() throws IOException {
    String pipeline =
        TRAINING.replace(
            "{type: residual-autoencoder, width: 16, blocks: 1}", "{type: conv-autoencoder}");
    TestRun run = run(pipeline);
    byte[] first = Files.readAllBytes(parameters(run));
    assertThat(Files.readAllBytes(parameters(run(pipeline)))).isEqualTo(first);
    List<String> epochs = lines(run.stage("compress").resolve("training.csv"));
    assertThat(loss(epochs.get(4))).isLessThan(loss(epochs.get(1)));
  }

  @Test
  void everyLossTrains() {
    run(
        """
        datasets:
          train: {type: sample-paintings, count: 6, styles: [Cubism, Rococo], image-size: 16}
        models:
          small: {type: conv-autoencoder}
        losses:
          both: {type: sum, terms: [{loss: {type: mse}}, {loss: {type: ssim}, weight: 0.2}]}
        stages:
          one: {type: train-autoencoder, dataset: train, model: small, loss: {type: l1}, epochs: 1}
          two: {type: train-autoencoder, dataset: train, model: small, loss: both, epochs: 2,
            validation-share: 0.4, patience: 1}
          three: {type: train-autoencoder, dataset: train, model: {type: residual-autoencoder, width: 4,
            noise: 0.1, bottleneck: 8}, epochs: 1}
          restore: {type: reconstruct, autoencoder: three, dataset: train}
        """);
  }

  @Test
  void anAutoencoderThatLearnedNothingIsCalledNoBetterThanTheMean() {
    TestRun run =
        run(
            TRAINING.replace(
                    "{type: residual-autoencoder, width: 16, blocks: 1}",
                    "{type: conv-autoencoder}")
                + TEST,
            "--epochs",
            "1",
            "--set",
            "stages.compress.learning-rate=1e-9");
    assertThat(run.warnings("restore"))
        .singleElement()
        .asString()
        .startsWith(
            "the autoencoder is not better than the mean image of 'train': mean squared error ");
  }

  @Test
  void imagesTooSmallForTheSimilarityAreRestoredWithoutIt() {
    TestRun run =
        run(
            """
            datasets:
              train: {type: tiny-greys}
            stages:
              compress: {type: train-autoencoder, dataset: train, epochs: 1}
              restore: {type: reconstruct, autoencoder: compress, dataset: train}
            """);
    assertThat(run.metrics("restore").stream().map(Metric::name))
        .containsExactly("mean squared error", "PSNR (dB)");
    assertThat(lines(run.stage("restore").resolve("reconstructions.csv")).get(0))
        .isEqualTo("id,class,mse,psnr_db,mean_image_mse,mean_image_psnr_db");
  }

  @Test
  void imagesOfAnotherSizeAreAnError() {
    TestRun run =
        new PipelineTester(folder)
            .run(
                TRAINING
                    + "  restore: {type: reconstruct, autoencoder: compress, dataset: larger}\n",
                "--epochs",
                "1");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .contains(
            "dataset 'larger' has images of 32 x 32 pixels, but 'compress' was trained on 30 x 30",
            "set the dataset's image-size to that of the dataset that the autoencoder was trained"
                + " on")
        .doesNotContain("\tat ");
  }

  @Test
  void aLossThatIsNoNumberIsAnErrorWithARemedy() {
    TestRun run =
        new PipelineTester(folder).run(TRAINING, "--set", "stages.compress.learning-rate=1e30");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .containsPattern("the loss is (NaN|Infinity) in epoch 1, batch ")
        .contains("most likely the steps are too large: try 'learning-rate: 0.001'")
        .doesNotContain("\tat ");
  }

  private TestRun run(String yaml, String... options) {
    TestRun run = new PipelineTester(folder).run(yaml, options);
    assertThat(run.exitCode()).as(run.printed()).isZero();
    return run;
  }

  private static double loss(String line) {
    return Double.parseDouble(line.split(",", -1)[1]);
  }

  private static Path parameters(TestRun run) {
    return run.stage("compress").resolve("model").resolve("parameters.params");
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
