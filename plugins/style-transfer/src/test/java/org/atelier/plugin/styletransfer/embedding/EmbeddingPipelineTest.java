package org.atelier.plugin.styletransfer.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.atelier.api.array.NpyReader;
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
class EmbeddingPipelineTest {
  private static final String LEARN =
      """
      datasets:
        train: {type: sample-paintings, count: 12, styles: [Cubism, Ukiyo_e, Rococo], image-size: 30}
        larger: {type: sample-paintings, count: 3, styles: [Cubism, Ukiyo_e, Rococo], image-size: 32}
        test: {type: sample-paintings, count: 6, styles: [Cubism, Ukiyo_e, Rococo], image-size: 30, split: test}
        other: {type: sample-paintings, count: 3, styles: [Baroque, Cubism, Ukiyo_e], image-size: 30}
      stages:
        learn: {type: learn-style-embeddings, dataset: train, model: {type: conv-autoencoder}, epochs: 3, batch-size: 4}
      """;

  private static final String TRAIN =
      "  transfer: {type: train-style-transfer, dataset: train, embeddings: learn, epochs: 2,"
          + " batch-size: 4}\n";

  private static final String RESTYLE =
      "  restyle: {type: transfer-style, method: embedding, embedding: {network: transfer}, content:"
          + " test, count: 2}\n";

  @TempDir Path folder;

  @Test
  void learnsAnEmbeddingForEachClassAndANetworkThatIsGivenThem() throws IOException {
    TestRun run = run(LEARN + TRAIN);
    Path learned = run.stage("learn").resolve("embeddings.npy");
    try (NpyReader table = NpyReader.open(learned)) {
      assertThat(table.shape()).containsExactly(3L, 3L, 30L, 30L);
    }
    assertThat(run.stage("learn").resolve("embeddings.png")).isNotEmptyFile();
    assertThat(run.stage("learn").resolve("restored.png")).isNotEmptyFile();
    assertThat(loss(run, "learn", 3)).isLessThan(loss(run, "learn", 1));
    Path model = run.stage("transfer").resolve("model");
    assertThat(Files.readString(model.resolve("model.json"))).contains("\"channels\": 6");
    assertThat(model.resolve("embeddings.npy")).hasSameBinaryContentAs(learned);
    assertThat(loss(run, "transfer", 2)).isLessThan(loss(run, "transfer", 1));
    TestRun opened =
        new PipelineTester(folder)
            .run("stages:\n  open: {type: open-model, path: %s}\n".formatted(model));
    assertThat(opened.exitCode()).isEqualTo(1);
    assertThat(opened.err())
        .contains(
            "the trained model in %s takes 6 channels, an image and others stacked on it;"
                    .formatted(model)
                + " open-model opens those that take an image, of 3",
            "name another model, or use this one as the stage that trained it is used");
  }

  @Test
  void makesPicturesAndSaysHowGoodTheyAre() throws IOException {
    TestRun run =
        run(
            LEARN
                + TRAIN
                + RESTYLE
                + """
                  judge: {type: train-classifier, dataset: train, model: {type: residual-cnn, widths: [4, 8]},
                    epochs: 1, batch-size: 4}
                  score: {type: evaluate-style-transfer, pictures: [restyle], dataset: test, styles: train,
                    classifier: judge}
                """);
    assertThat(Files.readAllLines(run.stage("restyle").resolve("pictures.csv"))).hasSize(7);
    assertThat(run.metrics("score").stream().map(Metric::name))
        .containsExactly("style distance", "content distance", "taken for the style");
    for (Metric metric : run.metrics("score")) {
      assertThat(metric.baseline()).as(metric.name()).isPresent();
      assertThat(metric.interval()).as(metric.name()).isPresent();
    }
    assertThat(Files.readAllLines(run.stage("score").resolve("pictures.csv"))).hasSize(7);
    assertThat(run.stage("score").resolve("grid.png")).isNotEmptyFile();
  }

  @Test
  void aStyleWithoutAnEmbeddingIsAnErrorWithTheList() {
    assertFails(
        LEARN + TRAIN + RESTYLE.replace("count: 2", "count: 2, styles: [Cubism, Baroque]"),
        "train-style-transfer 'transfer' has no style 'Baroque'; its styles are: Cubism, Rococo,"
            + " Ukiyo_e",
        "name one of these styles");
  }

  @Test
  void theSameFileLearnsTheSameBits() throws IOException {
    TestRun run = run(LEARN + TRAIN);
    TestRun again = run(LEARN + TRAIN);
    for (String file : List.of("embeddings.npy", "parameters.params")) {
      assertThat(again.stage("transfer").resolve("model").resolve(file))
          .hasSameBinaryContentAs(run.stage("transfer").resolve("model").resolve(file));
    }
  }

  @Test
  void everyAutoencoderTakesImageAndEmbedding() {
    run(
        LEARN
            + "  transfer: {type: train-style-transfer, dataset: train, embeddings: learn,"
            + " style-weight: 8, epochs: 1, model: {type: residual-autoencoder, width: 4}}\n");
  }

  @Test
  void imagesOfAnotherSizeThanTheEmbeddingsAreAnError() {
    assertFails(
        LEARN + TRAIN.replace("dataset: train", "dataset: larger"),
        "dataset 'larger' has images of 32 x 32 pixels, but the embeddings of 'learn' have 30 x 30",
        "set the dataset's image-size to that of the dataset that the embeddings were learned"
            + " from");
  }

  @Test
  void imagesOfClassesWithoutAnEmbeddingAreAnError() {
    assertFails(
        LEARN + TRAIN.replace("dataset: train", "dataset: other"),
        "dataset 'other' has images of 'Baroque', but there are embeddings of 'Cubism', 'Rococo',"
            + " 'Ukiyo_e' alone",
        "learn the embeddings from a dataset with all of these classes, or take the other images"
            + " out");
  }

  @Test
  void aModelThatIsNoAutoencoderIsAnError() {
    assertFails(
        LEARN.replace("conv-autoencoder", "residual-cnn"),
        "is no autoencoder: for inputs of shape (2, 3, 30, 30) it puts out [(2, 3)], not images of"
            + " shape (2, 3, 30, 30)",
        "use an autoencoder, such as conv-autoencoder");
  }

  /** The embeddings come nearer to the images than the grey that they start as. */
  @Test
  void learnsThroughATrainedAutoencoderThatStaysAsItIs() throws IOException {
    String through =
        LEARN
            .replace(
                "stages:\n",
                "stages:\n  compress: {type: train-autoencoder, dataset: train,"
                    + " model: {type: residual-autoencoder, width: 4}, epochs: 1}\n")
            .replace("model: {type: conv-autoencoder}", "autoencoder: compress")
            .replace("epochs: 3,", "epochs: 3, learning-rate: 0.01,");
    TestRun run = run(through);
    assertThat(loss(run, "learn", 3)).isLessThan(0.9 * loss(run, "learn", 1));
    float[] image = new float[3 * 30 * 30];
    try (NpyReader table = NpyReader.open(run.stage("learn").resolve("embeddings.npy"))) {
      table.readRows(0, 1, image);
    }
    assertThat(image).doesNotContain(Float.NaN);
    double contrast = 0;
    for (float value : image) {
      contrast += Math.abs(value - 0.5) / image.length;
    }
    assertThat(contrast).isBetween(0.04, 0.6);
  }

  @Test
  void eitherAnAutoencoderOrAModelIsGiven() {
    TestRun run =
        new PipelineTester(folder).validate(LEARN.replace("model: {type: conv-autoencoder}, ", ""));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains(
            "give either autoencoder (a stage that trained one) or model (one to train with the"
                + " embeddings)");
  }

  @Test
  void mixedAndCroppedImagesAreRefusedBeforeAnythingRuns() {
    TestRun run =
        new PipelineTester(folder)
            .validate(
                LEARN.replace("epochs: 3,", "epochs: 3, augmentation: {mixup: 0.2},")
                    + TRAIN.replace("epochs: 2,", "epochs: 2, augmentation: {crop-size: 16},"));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains(
            "mixup mixes images of two classes, but an embedding is of one: leave it out",
            "crop-size does not go with embeddings, which are as large as the dataset's images:"
                + " leave it out");
  }

  private void assertFails(String yaml, String message, String remedy) {
    TestRun run = new PipelineTester(folder).run(yaml, "--epochs", "1");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains(message, remedy).doesNotContain("\tat ");
  }

  private TestRun run(String yaml) {
    TestRun run = new PipelineTester(folder).run(yaml);
    assertThat(run.exitCode()).as(run.printed()).isZero();
    return run;
  }

  private static double loss(TestRun run, String stage, int epoch) throws IOException {
    List<String> lines = Files.readAllLines(run.stage(stage).resolve("training.csv"));
    return Double.parseDouble(lines.get(epoch).split(",", -1)[1]);
  }
}
