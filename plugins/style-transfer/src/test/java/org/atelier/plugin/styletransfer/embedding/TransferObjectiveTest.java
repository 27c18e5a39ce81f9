package org.atelier.plugin.styletransfer.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.atelier.api.service.Batch;
import org.atelier.api.service.Batches;
import org.atelier.api.service.Network;
import org.atelier.api.training.TrainingSettings;
import org.atelier.api.training.TrainingSettings.Optimizer;
import org.atelier.api.training.TrainingSettings.Schedule;
import org.atelier.api.training.TrainingTask;
import org.atelier.testkit.TestServices;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("engine")
@Timeout(120)
class TransferObjectiveTest {
  private static final List<String> STYLES = List.of("light", "dark");

  @TempDir Path folder;
  private final ColouredImages images = new ColouredImages(8, "dark", "light");
  private StyleEmbeddings embeddings;

  /** The embedding of "light" is all white, that of "dark" all black. */
  @BeforeEach
  void writeEmbeddings() throws Exception {
    embeddings =
        new StyleEmbeddings(
                folder.resolve("embeddings.npy"),
                STYLES,
                ColouredImages.HEIGHT,
                ColouredImages.WIDTH)
            .write(
                index -> {
                  float[] image = new float[3 * ColouredImages.HEIGHT * ColouredImages.WIDTH];
                  Arrays.fill(image, 1 - index);
                  return image;
                });
  }

  @Test
  void theLossIsTheErrorToTheContentAndTheWeightedErrorToTheStyle() throws Exception {
    TestServices services = new TestServices(folder);
    try (Network network = network(services);
        NDManager memory = services.compute().newManager();
        Batches.Pass pass = services.batches().open(images, new int[] {1, 2}, 2);
        Batch batch = pass.next()) {
      FrozenEmbeddings frozen = FrozenEmbeddings.read(embeddings, memory);
      // Image 1 is light, image 2 dark.
      NDArray styles = frozen.lookUp(List.of(0, 1), batch.manager());
      float[] output =
          network
              .forward(new NDList(batch.images().concat(styles, 1)), false)
              .singletonOrThrow()
              .toFloatArray();
      double content = error(output, batch.images().toFloatArray());
      double style = error(output, styles.toFloatArray());
      for (double weight : new double[] {0, 1, 8}) {
        float loss = objective(frozen, weight).loss(network, batch, true).toFloatArray()[0];
        assertThat((double) loss).isCloseTo(content + weight * style, within(1e-5));
      }
    }
  }

  @Test
  void theStylesWeightChangesTheGradient() throws Exception {
    TestServices services = new TestServices(folder);
    try (Network network = network(services);
        NDManager memory = services.compute().newManager();
        Batches.Pass pass = services.batches().open(images, 8);
        Batch batch = pass.next()) {
      FrozenEmbeddings frozen = FrozenEmbeddings.read(embeddings, memory);
      float[] none = gradient(network, batch, objective(frozen, 0));
      float[] once = gradient(network, batch, objective(frozen, 1));
      float[] eightfold = gradient(network, batch, objective(frozen, 8));
      for (int at = 0; at < none.length; at++) {
        float style = once[at] - none[at];
        assertThat(Math.abs(style)).isGreaterThan(1e-4f);
        assertThat(eightfold[at]).isCloseTo(none[at] + 8 * style, within(1e-4f));
      }
    }
  }

  @Test
  void theStylesWeightChangesTheResult() throws Exception {
    double content = distanceToStyle(0);
    double balanced = distanceToStyle(1);
    double style = distanceToStyle(8);
    assertThat(balanced).isLessThan(0.9 * content);
    assertThat(style).isLessThan(0.9 * balanced);
  }

  /** Returns how far the pictures of a trained network are from the embeddings. */
  private double distanceToStyle(double weight) throws Exception {
    Path results = Files.createDirectory(folder.resolve("weight-" + weight));
    TestServices services = new TestServices(results);
    TrainingSettings settings =
        new TrainingSettings(20, 8, Optimizer.ADAM, 0.1, Schedule.CONSTANT, 0, 0);
    try (Network network = network(services);
        NDManager memory = services.compute().newManager();
        Batches.Pass pass = services.batches().open(images, 8);
        Batch batch = pass.next()) {
      FrozenEmbeddings frozen = FrozenEmbeddings.read(embeddings, memory);
      services
          .training()
          .fit(
              new TrainingTask(
                  network,
                  images,
                  epoch -> new int[] {0, 1, 2, 3, 4, 5, 6, 7},
                  List.of(),
                  objective(frozen, weight)),
              settings,
              services.context());
      NDArray styles = frozen.lookUp(List.of(1, 0, 1, 0, 1, 0, 1, 0), batch.manager());
      NDArray stacked = TransferObjective.stacked(batch.images(), styles);
      float[] output =
          network.forward(new NDList(stacked), false).singletonOrThrow().toFloatArray();
      return error(output, styles.toFloatArray());
    }
  }

  /** Returns the gradient of the last bias, on which all pixels depend. */
  private static float[] gradient(Network network, Batch batch, TransferObjective objective) {
    NDArray bias = network.block().getParameters().get(1).getValue().getArray();
    bias.setRequiresGradient(true);
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      collector.zeroGradients();
      collector.backward(objective.loss(network, batch, true));
      try (NDArray gradient = bias.getGradient()) {
        return gradient.toFloatArray();
      }
    }
  }

  private Network network(TestServices services) {
    return services.networks().create(SmallAutoencoder.reference(), images.contents(), 6);
  }

  private TransferObjective objective(FrozenEmbeddings frozen, double weight) {
    return new TransferObjective(
        frozen,
        EmbeddedClasses.map("train", images.contents(), STYLES),
        new Autoencoder("small"),
        weight);
  }

  private static double error(float[] output, float[] target) {
    double sum = 0;
    for (int at = 0; at < output.length; at++) {
      sum += Math.pow(output[at] - target[at], 2);
    }
    return sum / output.length;
  }
}
