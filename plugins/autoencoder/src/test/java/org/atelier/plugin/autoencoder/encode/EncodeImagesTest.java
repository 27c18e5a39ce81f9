package org.atelier.plugin.autoencoder.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Blocks;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.ParameterStore;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.atelier.api.Dataset;
import org.atelier.api.DatasetContents;
import org.atelier.api.Encoder;
import org.atelier.api.Encodings;
import org.atelier.api.LabelledImage;
import org.atelier.api.Model;
import org.atelier.api.TrainedModel;
import org.atelier.api.UserException;
import org.atelier.api.array.EncodedImages;
import org.atelier.api.array.NpyReader;
import org.atelier.api.service.Network;
import org.atelier.testkit.TestServices;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("engine")
@Timeout(60)
class EncodeImagesTest {
  @TempDir private Path folder;

  @Test
  void writesACodeForEachImageInOrder() throws Exception {
    Encodings encodings = encode((image, classes) -> new Negative(), new GreyImages(7, 4), 3);

    assertThat(encodings.size()).isEqualTo(7);
    assertThat(encodings.codeShape()).containsExactly(3, 4, 4);
    assertThat(encodings.encoder()).isEqualTo("test");
    assertThat(encodings.classNames()).containsExactly("even", "odd");
    assertThat(EncodedImages.read(encodings)).isEqualTo(new GreyImages(7, 4).contents().images());
    try (NpyReader reader = NpyReader.open(encodings.matrix())) {
      assertThat(reader.shape()).containsExactly(7L, 48L);
      float[] row = new float[48];
      for (int position = 0; position < 7; position++) {
        reader.readRows(position, 1, row);
        // The code is one minus the pixels, and image i is 10 * i everywhere.
        assertThat(row).containsOnly(row[0]);
        assertThat(row[0]).isCloseTo(1 - 10 * position / 255f, within(1e-6f));
      }
    }
  }

  @Test
  void encodesWithTheFeaturesOfAClassifier() throws Exception {
    Encodings encodings =
        encode(
            (image, classes) ->
                new SequentialBlock()
                    .add(Blocks.batchFlattenBlock())
                    .add(Linear.builder().setUnits(5).build())
                    .add(Linear.builder().setUnits(classes).build()),
            new GreyImages(5, 4),
            2);

    assertThat(encodings.codeShape()).containsExactly(5);
    try (NpyReader reader = NpyReader.open(encodings.matrix())) {
      assertThat(reader.shape()).containsExactly(5L, 5L);
    }
  }

  @Test
  void imagesOfAnotherSizeAreAnError() {
    assertThatThrownBy(
            () ->
                encode(
                    (image, classes) -> new Negative(), new GreyImages(2, 4), new GreyImages(2, 6)))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "dataset 'images' has images of 6 x 6 pixels, but 'network' was trained on 4 x 4")
        .extracting(thrown -> ((UserException) thrown).remedy())
        .isEqualTo(
            "set the dataset's image-size to that of the dataset that the model was trained on");
  }

  @Test
  void noImagesAreAnError() {
    assertThatThrownBy(
            () ->
                encode(
                    (image, classes) -> new Negative(), new GreyImages(2, 4), new GreyImages(0, 4)))
        .isInstanceOf(UserException.class)
        .hasMessage("dataset 'images' has no images to encode");
  }

  @Test
  void aCodeThatIsNoNumberIsAnError() {
    assertThatThrownBy(() -> encode((image, classes) -> new Broken(), new GreyImages(2, 4), 1))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "'network' encodes image 'number-1' as not-a-number or infinity: its parameters are"
                + " damaged or training diverged")
        .extracting(thrown -> ((UserException) thrown).remedy())
        .isEqualTo("train it again, with a lower learning-rate");
  }

  @Test
  void aModelWithoutACodeIsAnError() {
    assertThatThrownBy(
            () ->
                encode(
                    (image, classes) ->
                        new SequentialBlock().add(Linear.builder().setUnits(classes).build()),
                    new GreyImages(2, 4),
                    1))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("a network of model 'network' has no code");
  }

  private Encodings encode(Model model, Dataset trainedOn, Dataset dataset) throws Exception {
    return encode(model, trainedOn, dataset, 2);
  }

  private Encodings encode(Model model, Dataset dataset, int batchSize) throws Exception {
    return encode(model, dataset, dataset, batchSize);
  }

  private Encodings encode(Model model, Dataset trainedOn, Dataset dataset, int batchSize)
      throws Exception {
    TestServices services = new TestServices(folder, spec -> model);
    TrainedModel trained;
    try (Network network =
        services
            .networks()
            .create(TestServices.reference("network", model), trainedOn.contents())) {
      trained = network.save(folder.resolve("model"));
    }
    return new EncodeImages(
            new EncodeImages.Settings(
                TestServices.reference("network", trained),
                TestServices.reference("images", dataset),
                batchSize),
            services.networks(),
            services.batches(),
            services.progress())
        .run(services.context());
  }

  /** Its code is the negative. */
  private static final class Negative extends LambdaBlock implements Encoder {
    Negative() {
      super(images -> images);
    }

    @Override
    public NDArray encode(ParameterStore parameters, NDArray images) {
      return images.mul(-1).add(1);
    }
  }

  /** Its code is infinite where a pixel is 10. */
  private static final class Broken extends LambdaBlock implements Encoder {
    Broken() {
      super(images -> images);
    }

    @Override
    public NDArray encode(ParameterStore parameters, NDArray images) {
      return images.sub(10 / 255f).abs().pow(-1);
    }
  }

  /** Image {@code i} is {@code 10 * i} everywhere. */
  private record GreyImages(int count, int size) implements Dataset {
    @Override
    public DatasetContents contents() {
      List<LabelledImage> images = new ArrayList<>();
      for (int number = 0; number < count; number++) {
        images.add(new LabelledImage("number-" + number, number % 2));
      }
      return new DatasetContents(List.of("even", "odd"), images, size, size, "grey");
    }

    @Override
    public void read(int position, ByteBuffer target) {
      for (int at = 0; at < 3 * size * size; at++) {
        target.put((byte) (10 * position));
      }
    }
  }
}
