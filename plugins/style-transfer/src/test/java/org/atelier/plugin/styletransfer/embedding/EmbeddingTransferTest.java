package org.atelier.plugin.styletransfer.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDList;
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.atelier.api.Model;
import org.atelier.api.Reference;
import org.atelier.api.TrainedModel;
import org.atelier.api.UserException;
import org.atelier.api.result.RgbImage;
import org.atelier.api.service.Compute;
import org.atelier.api.service.Network;
import org.atelier.plugin.styletransfer.method.LittleMemory;
import org.atelier.plugin.styletransfer.method.Style;
import org.atelier.plugin.styletransfer.method.Work;
import org.atelier.testkit.TestServices;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("engine")
@Timeout(120)
class EmbeddingTransferTest {
  private static final int SIZE = 3 * ColouredImages.HEIGHT * ColouredImages.WIDTH;

  /** Puts out the mean of image and embedding, whatever its parameters. */
  private static final Model MEAN =
      (image, classes) ->
          new SequentialBlock()
              .add(
                  stacked ->
                      new NDList(
                          stacked.head().get(":, :3").add(stacked.head().get(":, 3:")).div(2)));

  @TempDir Path folder;

  @Test
  void givesTheNetworkImageAndEmbedding() throws Exception {
    RgbImage white = image(4, 6, 255);
    try (EmbeddingTransfer transfer = open(MEAN)) {
      assertThat(transfer.styles()).containsExactly("light", "dark");
      assertThat(transfer.transfer(white, Style.of("light"), work())).isEqualTo(white);
      assertThat(transfer.transfer(white, Style.of("dark"), work())).isEqualTo(image(4, 6, 128));
    }
  }

  @Test
  void mixesEmbeddingsAndBringsThemToTheSizeOfTheImage() throws Exception {
    Style mixed =
        new Style("mixed", List.of(new Style.Part("light", 1), new Style.Part("dark", 3)));
    try (EmbeddingTransfer transfer = open(MEAN)) {
      RgbImage picture = transfer.transfer(image(9, 5, 255), mixed, work());
      assertThat(picture.height()).isEqualTo(9);
      assertThat(picture.width()).isEqualTo(5);
      // Half of white, and half of a quarter of white.
      assertThat((double) (picture.rgb(8, 4) & 0xFF)).isCloseTo(255 * 0.625, within(1.0));
    }
  }

  @Test
  void aNetworkOfOneSizeRefusesOthers() throws Exception {
    Model fixed =
        (image, classes) ->
            new SequentialBlock()
                .add(Blocks.batchFlattenBlock())
                .add(Linear.builder().setUnits(SIZE).build())
                .add(
                    flat ->
                        new NDList(
                            flat.head()
                                .reshape(-1, 3, ColouredImages.HEIGHT, ColouredImages.WIDTH)));
    try (EmbeddingTransfer transfer = open(fixed)) {
      assertThatThrownBy(() -> transfer.transfer(image(9, 5, 0), Style.of("dark"), work()))
          .isInstanceOf(UserException.class)
          .hasMessage(
              "'boats.jpg' as 'dark' has 5 x 9 pixels, but the network of 'trained' takes only"
                  + " images of 6 x 4");
    }
  }

  @Test
  void refusesWhatThereIsNoMemoryFor() throws Exception {
    TestServices services = new TestServices(folder, spec -> MEAN);
    try (EmbeddingTransfer transfer = open(MEAN, services, LittleMemory.of(1000))) {
      assertThatThrownBy(() -> transfer.transfer(image(40, 60, 0), Style.of("dark"), work()))
          .isInstanceOf(UserException.class)
          .hasMessageStartingWith(
              "'boats.jpg' as 'dark' cannot be made: a picture of 60 x 40 pixels takes about ")
          .hasMessageEndingWith(" of memory, but only 0 MB is free");
    }
  }

  private EmbeddingTransfer open(Model model) throws IOException {
    TestServices services = new TestServices(folder, spec -> model);
    return open(model, services, services.compute());
  }

  private EmbeddingTransfer open(Model model, TestServices services, Compute compute)
      throws IOException {
    StyleEmbeddings embeddings =
        new StyleEmbeddings(
                folder.resolve("embeddings.npy"),
                List.of("light", "dark"),
                ColouredImages.HEIGHT,
                ColouredImages.WIDTH)
            .write(
                index -> {
                  float[] image = new float[SIZE];
                  Arrays.fill(image, 1 - index);
                  return image;
                });
    Reference<Model> reference = Reference.to("small", SmallAutoencoder.reference().spec(), model);
    TrainedModel trained;
    try (Network network =
        services
            .networks()
            .create(reference, new ColouredImages(4, "light", "dark").contents(), 6)) {
      trained = network.save(folder.resolve("model"));
    }
    return EmbeddingTransfer.open(
        "trained", new EmbeddingTransferModel(trained, embeddings), services.networks(), compute);
  }

  private Work work() {
    TestServices services = new TestServices(folder);
    return new Work(
        "'boats.jpg' as 'dark'",
        "boats-dark",
        services.progress().start("test", 1, "steps"),
        folder,
        services.context().checkpoints());
  }

  private static RgbImage image(int height, int width, int level) {
    byte[] planes = new byte[3 * height * width];
    Arrays.fill(planes, (byte) level);
    return RgbImage.of(height, width, planes);
  }
}
