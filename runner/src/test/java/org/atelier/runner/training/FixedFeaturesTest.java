package org.atelier.runner.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Blocks;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.atelier.api.ComponentSpec;
import org.atelier.api.Model;
import org.atelier.api.Reference;
import org.atelier.api.service.Network;
import org.atelier.api.training.Augmentation;
import org.atelier.api.training.FixedFeatures;
import org.atelier.api.training.StepSettings;
import org.atelier.api.training.TrainingHistory;
import org.atelier.api.training.TrainingSettings;
import org.atelier.api.training.TrainingSettings.Optimizer;
import org.atelier.api.training.TrainingSettings.Schedule;
import org.atelier.api.training.TrainingTask;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("engine")
class FixedFeaturesTest {
  private static final ComponentSpec SPEC = new ComponentSpec("frozen-network", Map.of());
  private static final List<Integer> HELD_BACK = List.of(25, 26, 27, 28, 29);

  @TempDir private Path folder;

  private final ProcessorCompute compute = new ProcessorCompute();
  private final SeededStreams streams = new SeededStreams(1, "stages.classify");
  private final SmallImages images = new SmallImages(30, 3, 8, 8);
  private final KeptProgress progress = new KeptProgress();

  @Test
  void trainingOnKnownFeaturesEndsWhereTrainingOnImagesEnds() throws Exception {
    float[] onImages = trained(0, Optional.empty());
    assertThat(progress.lines()).noneMatch(line -> line.contains("features"));
    float[] onFeatures = trained(2, Optional.empty());
    assertThat(progress.lines()).contains("classify: features: 30 of 30 images; ");
    assertThat(onFeatures).hasSameSizeAs(onImages);
    for (int index = 0; index < onImages.length; index++) {
      assertThat(onFeatures[index]).isCloseTo(onImages[index], within(1e-5f));
    }
  }

  @Test
  void imagesThatChangeHaveNoKnownFeatures() throws Exception {
    trained(2, Optional.of(Augmentation.NOTHING));
    assertThat(progress.lines()).noneMatch(line -> line.contains("features"));
  }

  private float[] trained(int fixed, Optional<Augmentation> augmentation) throws Exception {
    Model model = (image, classes) -> new FrozenNetwork(fixed, classes);
    NetworkMaker networks = new NetworkMaker(compute, streams, spec -> model);
    FitLoop loop = new FitLoop(compute, streams, new BatchReader(compute), progress);
    TrainingSettings settings =
        new TrainingSettings(
            3,
            8,
            Optimizer.ADAM,
            0.01,
            Schedule.CONSTANT,
            0.2,
            0,
            StepSettings.PLAIN,
            augmentation);
    try (Network network =
        networks.create(Reference.to("frozen", SPEC, model), images.contents())) {
      TrainingHistory history =
          loop.fit(
              new TrainingTask(
                  network,
                  images,
                  epoch -> IntStream.range(0, 25).toArray(),
                  HELD_BACK,
                  SmallNetwork.crossEntropy()),
              settings,
              new KeptResults(folder));
      assertThat(history.epochs()).allMatch(epoch -> epoch.validationLoss().isPresent());
      Parameter weights = network.block().getParameters().valueAt(2);
      return weights.getArray().toFloatArray();
    }
  }

  /** A frozen convolution and a linear layer. */
  private static final class FrozenNetwork extends SequentialBlock implements FixedFeatures {
    private final int fixed;

    FrozenNetwork(int fixed, int classes) {
      this.fixed = fixed;
      Conv2d convolution = Conv2d.builder().setFilters(2).setKernelShape(new Shape(3, 3)).build();
      convolution.freezeParameters(true);
      add(convolution);
      add(Blocks.batchFlattenBlock());
      add(Linear.builder().setUnits(classes).build());
    }

    @Override
    public int fixedLayers() {
      return fixed;
    }
  }
}
