package org.atelier.plugin.styletransfer.gatys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.norm.BatchNorm;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.atelier.api.DatasetContents;
import org.atelier.api.LabelledImage;
import org.atelier.api.Model;
import org.atelier.api.UserException;
import org.atelier.api.service.Network;
import org.atelier.plugin.styletransfer.features.FeatureNetwork;
import org.atelier.plugin.styletransfer.method.Pixels;
import org.atelier.testkit.TestServices;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("engine")
class PictureObjectiveTest {
  private static final int SIDE = 8;
  private static final double STEP = 0.01;

  @TempDir private Path folder;
  private TestServices services;
  private Network network;
  private FeatureNetwork features;

  @BeforeEach
  void start() {
    services = new TestServices(folder);
    Model model =
        (image, classes) ->
            new SequentialBlock()
                .add(convolution(5))
                .add(BatchNorm.builder().build())
                .add(Activation.sigmoidBlock())
                .add(convolution(4));
    network =
        services
            .networks()
            .create(
                TestServices.reference("tiny", model),
                new DatasetContents(
                    List.of("a"), List.of(new LabelledImage("a", 0)), SIDE, SIDE, "none"));
    network.block().freezeParameters(true);
    features = FeatureNetwork.of(services.compute(), network, "tiny");
  }

  private static Conv2d convolution(int filters) {
    return Conv2d.builder()
        .setFilters(filters)
        .setKernelShape(new Shape(3, 3))
        .optPadding(new Shape(1, 1))
        .build();
  }

  @AfterEach
  void stop() {
    network.close();
  }

  @Test
  void gradientIsThatOfFiniteDifferences() {
    try (PictureObjective objective = objective(settings(1, 2, 0.5))) {
      float[] numbers = random(3).values();
      float[] gradient = objective.at(numbers).gradient();
      double largest = 0;
      for (float slope : gradient) {
        largest = Math.max(largest, Math.abs(slope));
      }
      assertThat(largest).isPositive();
      for (int at = 0; at < numbers.length; at += 11) {
        double slope =
            (moved(objective, numbers, at, STEP) - moved(objective, numbers, at, -STEP))
                / (2 * STEP);
        assertThat((double) gradient[at]).as("at %d", at).isCloseTo(slope, within(0.03 * largest));
      }
    }
  }

  private static double moved(PictureObjective objective, float[] numbers, int at, double step) {
    float[] moved = numbers.clone();
    moved[at] += (float) step;
    return objective.at(moved).value();
  }

  @Test
  void lossIsTheWeightedSumOfItsParts() {
    try (PictureObjective objective = objective(settings(3, 5, 7))) {
      Losses losses = objective.at(random(3).values()).losses();
      assertThat(losses.total())
          .isCloseTo(
              3 * losses.content() + 5 * losses.style() + 7 * losses.variation(),
              within(1e-4 * losses.total()));
    }
  }

  @Test
  void theContentImageItselfHasNoContentLoss() {
    try (PictureObjective objective = objective(settings(1, 2, 0.5))) {
      Losses losses = objective.at(random(1).values()).losses();
      assertThat(losses.content()).isCloseTo(0, within(1e-8));
      assertThat(losses.style()).isPositive();
    }
  }

  @Test
  void saysWhenTheLossIsNotFinite() {
    try (PictureObjective objective = objective(settings(1, 2, 0.5))) {
      float[] numbers = random(3).values();
      numbers[5] = Float.NaN;
      assertThatThrownBy(() -> objective.at(numbers))
          .isInstanceOf(UserException.class)
          .hasMessage(
              "the loss of 'boat' as 'waves' is not finite (content NaN, style NaN, total variation"
                  + " NaN)")
          .extracting(e -> ((UserException) e).remedy())
          .isEqualTo(
              "lower content-weight, style-weight or total-variation-weight; if that does not help,"
                  + " the network's parameters are damaged: train it again and make the style-bank"
                  + " anew");
    }
  }

  private PictureObjective objective(GatysSettings settings) {
    SplittableRandom random = new SplittableRandom(2);
    float[] large = new float[25];
    float[] patches = new float[75 * 75];
    float[] small = new float[9];
    for (int at = 0; at < large.length; at++) {
      large[at] = (float) random.nextDouble();
    }
    for (int at = 0; at < patches.length; at++) {
      patches[at] = (float) random.nextDouble();
    }
    for (int at = 0; at < small.length; at++) {
      small[at] = (float) random.nextDouble() / 3;
    }
    String layer = features.names().get(4);
    return new PictureObjective(
        services.compute(),
        features,
        settings,
        "'boat' as 'waves'",
        random(1),
        List.of(new GatysSettings.WeightedLayer(features.names().get(5), 1)),
        List.of(
            new StyleTarget(layer, 0, 5, 1, large),
            new StyleTarget(FeatureNetwork.PATCHES, 0, 75, 1, patches),
            new StyleTarget(FeatureNetwork.IMAGE, 1, 3, 2, small)));
  }

  static GatysSettings settings(double content, double style, double variation) {
    return new GatysSettings(
        List.of(),
        List.of(),
        content,
        style,
        variation,
        GatysSettings.Start.CONTENT,
        GatysSettings.Optimizer.L_BFGS,
        Optional.empty(),
        5,
        1,
        false,
        0);
  }

  private static Pixels random(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[3 * SIDE * SIDE];
    for (int at = 0; at < values.length; at++) {
      values[at] = (float) random.nextDouble();
    }
    return new Pixels(SIDE, SIDE, values);
  }
}
