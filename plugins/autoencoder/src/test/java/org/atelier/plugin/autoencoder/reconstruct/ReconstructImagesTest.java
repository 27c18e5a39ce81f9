package org.atelier.plugin.autoencoder.reconstruct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Blocks;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.ParameterStore;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.atelier.api.Dataset;
import org.atelier.api.Encoder;
import org.atelier.api.Evaluation;
import org.atelier.api.Model;
import org.atelier.api.NoSettings;
import org.atelier.api.TrainedModel;
import org.atelier.api.UserException;
import org.atelier.api.result.Metric;
import org.atelier.api.service.Network;
import org.atelier.api.training.TrainingSettings;
import org.atelier.plugin.autoencoder.TinyGreys;
import org.atelier.plugin.autoencoder.loss.MeanSquaredError;
import org.atelier.plugin.autoencoder.train.TrainAutoencoder;
import org.atelier.runner.plan.SpecBinder;
import org.atelier.testkit.TestServices;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("engine")
@Timeout(60)
class ReconstructImagesTest {
  private static final Dataset GREYS = new TinyGreys(new NoSettings());

  @TempDir private Path folder;

  @Test
  void measuresWhatCanBeWorkedOutByHand() throws Exception {
    // Each picture is darker by 0.1, where the image is not darker than that: 40 / 255 is 0.157.
    Evaluation evaluation =
        restore((image, classes) -> new Answer(images -> images.sub(0.1f).clip(0, 1)));
    double step = 40 / 255.0;
    assertThat(evaluation.images()).isEqualTo(6);
    assertThat(evaluation.model()).isEqualTo("network");
    Metric error = evaluation.metrics().get(0);
    assertThat(error.value()).isCloseTo(5 * 0.01 / 6, within(1e-6));
    // The mean image is 100 / 255 everywhere; the images lie 2.5, 1.5 and 0.5 steps off it.
    assertThat(error.baseline().orElseThrow().value())
        .isCloseTo(step * step * (6.25 + 2.25 + 0.25) / 3, within(1e-6));
    assertThat(error.baseline().orElseThrow().name()).isEqualTo("the mean of these images");
    // The black image is exact, which counts as 100 dB; the others have 20.
    assertThat(evaluation.metrics().get(1).value()).isCloseTo((100 + 5 * 20) / 6.0, within(1e-3));
  }

  @Test
  void aClassifierIsNoAutoencoder() {
    assertThatThrownBy(
            () ->
                restore(
                    (image, classes) ->
                        new SequentialBlock()
                            .add(Blocks.batchFlattenBlock())
                            .add(Linear.builder().setUnits(2).build())))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "'network' is no autoencoder: for images of shape (6, 3, 3, 5) it puts out [(6, 2)],"
                + " not images of that shape")
        .extracting(thrown -> ((UserException) thrown).remedy())
        .isEqualTo("name a stage that trains an autoencoder");
  }

  @Test
  void aModelWithoutACodeIsAnError() {
    assertThatThrownBy(() -> restore((image, classes) -> new LambdaBlock(images -> images)))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("a network of model 'network' has no code");
  }

  @Test
  void whatIsNoNumberIsAnErrorThatNamesTheImage() {
    assertThatThrownBy(
            () ->
                restore(
                    (image, classes) -> new Answer(images -> images.sub(40 / 255f).abs().pow(-1))))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "'network' restores image 'grey/1' as not-a-number or infinity: its parameters are"
                + " damaged or training diverged")
        .extracting(thrown -> ((UserException) thrown).remedy())
        .isEqualTo("train it again, with a lower learning-rate");
  }

  @Test
  void aClassifierCannotBeTrainedToRestore() {
    TestServices services = new TestServices(folder);
    Model classifier =
        (image, classes) ->
            new SequentialBlock()
                .add(Blocks.batchFlattenBlock())
                .add(Linear.builder().setUnits(2).build());
    TrainAutoencoder stage =
        new TrainAutoencoder(
            new TrainAutoencoder.Settings(
                TestServices.reference("images", GREYS),
                TestServices.reference("classifier", classifier),
                TestServices.reference("mse", new MeanSquaredError(new NoSettings())),
                (TrainingSettings) SpecBinder.bind(TrainingSettings.class, java.util.Map.of())),
            services.networks(),
            services.training(),
            services.randomStreams());
    assertThatThrownBy(() -> stage.run(services.context()))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "model 'classifier' is no autoencoder: for images of shape (6, 3, 3, 5) it puts out"
                + " [(6, 2)], not images of that shape");
  }

  private Evaluation restore(Model model) throws Exception {
    TestServices services = new TestServices(folder, spec -> model);
    TrainedModel trained;
    try (Network network =
        services.networks().create(TestServices.reference("network", model), GREYS.contents())) {
      trained = network.save(folder.resolve("model"));
    }
    return new ReconstructImages(
            new ReconstructImages.Settings(
                TestServices.reference("network", trained),
                TestServices.reference("images", GREYS),
                Optional.empty(),
                2,
                32),
            services.networks(),
            services.batches(),
            services.progress(),
            services.randomStreams())
        .run(services.context());
  }

  /** An autoencoder without parameters, whose code is the image. */
  private static final class Answer extends LambdaBlock implements Encoder {
    Answer(UnaryOperator<NDArray> answer) {
      super(images -> new NDList(answer.apply(images.head())));
    }

    @Override
    public NDArray encode(ParameterStore parameters, NDArray images) {
      return images;
    }
  }
}
