package org.atelier.runner.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.atelier.api.UserException;
import org.atelier.api.service.Batch;
import org.atelier.api.service.Batches.Pass;
import org.atelier.api.service.Network;
import org.atelier.api.training.Augmentation;
import org.atelier.api.training.Objective;
import org.atelier.api.training.TrainingSettings;
import org.atelier.api.training.TrainingTask;
import org.atelier.runner.plan.SpecBinder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("engine")
@Timeout(60)
class AugmentedFitTest {
  private static final int[] FIRST_8 = {0, 1, 2, 3, 4, 5, 6, 7};

  @TempDir private Path folder;

  private final ProcessorCompute compute = new ProcessorCompute();
  private final SeededStreams streams = new SeededStreams(1, "stages.classify");
  private final SmallImages images = new SmallImages(12, 3, 8, 8);
  private final BatchReader reader = new BatchReader(compute);

  @Test
  void changingNothingReadsTheSameBits() throws InterruptedException {
    try (Pass plain = reader.open(images, FIRST_8, 4);
        Pass augmented = reader.open(images, FIRST_8, 4, Augmentation.NOTHING, 1);
        Batch first = plain.next();
        Batch second = augmented.next()) {
      assertThat(second.images().toFloatArray()).isEqualTo(first.images().toFloatArray());
      assertThat(second.targets().toFloatArray()).isEqualTo(first.targets().toFloatArray());
    }
  }

  @Test
  void anImagesChangesDependOnItsPlaceAndNotOnTheBatchesAroundIt() throws InterruptedException {
    Augmentation usual = augmentation(Map.of("rotation", 20, "cutout", 0.3));
    List<Float> inFours = pixels(usual, 4, 7);
    assertThat(pixels(usual, 2, 7)).isEqualTo(inFours);
    assertThat(pixels(usual, 4, 7)).isEqualTo(inFours);
    assertThat(pixels(usual, 4, 8)).isNotEqualTo(inFours);
  }

  @Test
  void cropsHaveTheirSize() throws InterruptedException {
    try (Pass pass = reader.open(images, FIRST_8, 4, augmentation(Map.of("crop-size", 11)), 1);
        Batch batch = pass.next()) {
      assertThat(batch.images().getShape().getShape()).containsExactly(4, 3, 11, 11);
    }
  }

  @Test
  void mixedTargetsAreDistributionsOverTheClassesOfTheTwo() throws InterruptedException {
    // the classes of a batch are 0 1 2 0 1 2, so the pairs' are (0, 2), (1, 1) and (2, 0)
    try (Pass pass = reader.open(images, FIRST_8, 6, augmentation(Map.of("mixup", 1)), 1);
        Batch batch = pass.next()) {
      float[] targets = batch.targets().toFloatArray();
      float share = targets[0];
      assertThat(share).isStrictlyBetween(0f, 1f);
      assertThat(targets)
          .containsExactly(
              new float[] {
                share, 0, 1 - share, 0, 1, 0, 1 - share, 0, share, share, 0, 1 - share, 0, 1, 0,
                1 - share, 0, share
              },
              within(1e-6f));
    }
  }

  @Test
  void onlyTrainingSeesChangedImages() throws Exception {
    List<float[]> trained = new ArrayList<>();
    List<float[]> validated = new ArrayList<>();
    Objective watching =
        (network, batch, training) -> {
          (training ? trained : validated).add(batch.images().toFloatArray());
          return SmallNetwork.crossEntropy().loss(network, batch, training);
        };
    fit(augmentation(Map.of()), watching);

    try (Pass pass = reader.open(images, new int[] {8, 9, 10, 11}, 8);
        Batch batch = pass.next()) {
      float[] unchanged = batch.images().toFloatArray();
      assertThat(validated).containsExactly(unchanged, unchanged);
    }
    assertThat(trained).hasSize(2);
    assertThat(trained.get(0)).isNotEqualTo(trained.get(1));
  }

  @Test
  void theSameSeedTrainsTheSameNetwork() throws Exception {
    Augmentation all = augmentation(Map.of("rotation", 20, "hue", 10, "cutout", 0.3, "mixup", 0.4));
    float[] first = fit(all, SmallNetwork.crossEntropy());
    assertThat(fit(all, SmallNetwork.crossEntropy())).isEqualTo(first);
    assertThat(fit(Augmentation.NOTHING, SmallNetwork.crossEntropy())).isNotEqualTo(first);
  }

  @Test
  void cropsThatTheNetworkCannotTakeAreRefusedBeforeTraining() {
    assertThatThrownBy(
            () -> fit(augmentation(Map.of("crop-size", 16)), SmallNetwork.crossEntropy()))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "crop-size: 16 does not go with model 'small-network' and images of 8 x 8 pixels: its"
                + " parameters depend on the size of its images")
        .extracting(thrown -> ((UserException) thrown).remedy())
        .isEqualTo(
            "leave crop-size out, or use a model that takes images of any size, such as"
                + " residual-cnn");
  }

  @Test
  void aBatchOfCropsBeyondTheLimitOfAnArrayIsRefused() {
    assertThatThrownBy(
            () -> reader.open(images, FIRST_8, 4, augmentation(Map.of("crop-size", 8000)), 1))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("a batch of 4 images of 8000 x 8000 pixels takes 3.1 GB");
  }

  private List<Float> pixels(Augmentation augmentation, int batchSize, long seed)
      throws InterruptedException {
    List<Float> pixels = new ArrayList<>();
    try (Pass pass = reader.open(images, FIRST_8, batchSize, augmentation, seed)) {
      for (Batch batch = pass.next(); batch != null; batch = pass.next()) {
        for (float pixel : batch.images().toFloatArray()) {
          pixels.add(pixel);
        }
        batch.close();
      }
    }
    return pixels;
  }

  /** Trains for two epochs of one step, and returns the first parameters. */
  private float[] fit(Augmentation augmentation, Objective objective) throws Exception {
    TrainingSettings settings =
        (TrainingSettings)
            SpecBinder.bind(
                TrainingSettings.class,
                Map.of("epochs", 2, "batch-size", 8, "validation-share", 0.3));
    TrainingSettings augmented =
        new TrainingSettings(
            settings.epochs(),
            settings.batchSize(),
            settings.optimizer(),
            settings.learningRate(),
            settings.schedule(),
            settings.validationShare(),
            settings.patience(),
            settings.steps(),
            java.util.Optional.of(augmentation));
    NetworkMaker networks = new NetworkMaker(compute, streams, spec -> new SmallNetwork());
    try (Network network = networks.create(SmallNetwork.reference(), images.contents())) {
      new FitLoop(compute, streams, reader, new KeptProgress())
          .fit(
              new TrainingTask(network, images, epoch -> FIRST_8, List.of(8, 9, 10, 11), objective),
              augmented,
              new KeptResults(folder));
      NDArray first = network.block().getParameters().get(0).getValue().getArray();
      return first.toFloatArray();
    }
  }

  private static Augmentation augmentation(Map<String, Object> settings) {
    return (Augmentation) SpecBinder.bind(Augmentation.class, settings);
  }
}
