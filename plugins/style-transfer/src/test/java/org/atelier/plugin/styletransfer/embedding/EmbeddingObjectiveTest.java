package org.atelier.plugin.styletransfer.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.atelier.api.Model;
import org.atelier.api.Reference;
import org.atelier.api.service.Batch;
import org.atelier.api.service.Batches;
import org.atelier.api.service.Network;
import org.atelier.api.training.Objective;
import org.atelier.api.training.StepSettings;
import org.atelier.api.training.TrainingSettings;
import org.atelier.api.training.TrainingSettings.Optimizer;
import org.atelier.api.training.TrainingSettings.Schedule;
import org.atelier.api.training.TrainingTask;
import org.atelier.testkit.TestServices;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("engine")
@Timeout(120)
class EmbeddingObjectiveTest {
  private static final List<String> CLASSES = List.of("dark", "grey", "light");

  @TempDir Path folder;
  private final ColouredImages images = new ColouredImages(12, "dark", "grey", "light");

  /** The first epoch is of all classes, the second of grey images alone. */
  @ParameterizedTest
  @EnumSource
  void onlyTheEmbeddingsOfTheBatchMove(Optimizer optimizer) throws Exception {
    TestServices services = new TestServices(folder);
    double decay = optimizer == Optimizer.ADAM ? 0 : 0.1;
    TrainingSettings settings =
        new TrainingSettings(
            2,
            4,
            optimizer,
            0.05,
            Schedule.CONSTANT,
            0,
            0,
            new StepSettings(0.9, decay, 0, 0, 0),
            Optional.empty());
    try (Network network = network(services)) {
      EmbeddingNetwork embeddings = (EmbeddingNetwork) network.block();
      List<float[]> drawn = values(embeddings);
      List<List<float[]>> before = new ArrayList<>();
      Objective objective = objective(embeddings);
      services
          .training()
          .fit(
              new TrainingTask(
                  network,
                  images,
                  epoch -> {
                    before.add(values(embeddings));
                    return epoch == 1 ? new int[] {0, 1, 2, 3, 5, 6} : new int[] {1, 4, 7, 10};
                  },
                  List.of(),
                  objective),
              settings,
              services.context());
      List<float[]> first = before.get(1);
      List<float[]> last = values(embeddings);
      for (int index = 0; index < CLASSES.size(); index++) {
        assertThat(first.get(index)).isNotEqualTo(drawn.get(index));
      }
      assertThat(last.get(0)).containsExactly(first.get(0));
      assertThat(last.get(1)).isNotEqualTo(first.get(1));
      assertThat(last.get(2)).containsExactly(first.get(2));
    }
  }

  /** Each class of the batch is seen once; loss and gradients are as if each image saw its own. */
  @Test
  void imagesThatShareAnEmbeddingShareItsGradient() throws Exception {
    TestServices services = new TestServices(folder);
    try (Network network = network(services);
        Batches.Pass pass = services.batches().open(images, new int[] {4, 0, 7, 3, 1}, 5);
        Batch batch = pass.next()) {
      EmbeddingNetwork embeddings = (EmbeddingNetwork) network.block();
      Objective each =
          (ignored, given, training) -> {
            NDArray looked = embeddings.lookUp(List.of(1, 0, 1, 0, 1), given.manager());
            NDArray restored = network.forward(new NDList(looked), training).singletonOrThrow();
            return restored.sub(given.images()).square().mean();
          };
      Gradients expected = gradients(network, batch, each);
      Gradients actual = gradients(network, batch, objective(embeddings));
      assertThat(actual.loss).isCloseTo(expected.loss, within(1e-6f));
      for (int index = 0; index < 2; index++) {
        assertThat(actual.ofEmbeddings.get(index))
            .containsExactly(expected.ofEmbeddings.get(index), within(1e-7f));
        assertThat(actual.ofEmbeddings.get(index)).isNotEqualTo(new float[3 * 4 * 6]);
      }
    }
  }

  private record Gradients(float loss, List<float[]> ofEmbeddings) {}

  private static Gradients gradients(Network network, Batch batch, Objective objective) {
    for (Parameter parameter : network.block().getParameters().values()) {
      parameter.getArray().setRequiresGradient(false);
      parameter.getArray().setRequiresGradient(true);
    }
    List<float[]> gradients = new ArrayList<>();
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      collector.zeroGradients();
      NDArray loss = objective.loss(network, batch, true);
      collector.backward(loss);
      for (Parameter parameter : ((EmbeddingNetwork) network.block()).embeddings().subList(0, 2)) {
        try (NDArray gradient = parameter.getArray().getGradient()) {
          gradients.add(gradient.toFloatArray());
        }
      }
      return new Gradients(loss.toFloatArray()[0], gradients);
    }
  }

  @Test
  void aLookUpLeavesNothingWithTheTable() throws Exception {
    TestServices services = new TestServices(folder);
    try (Network network = network(services)) {
      EmbeddingNetwork embeddings = (EmbeddingNetwork) network.block();
      NDManager table = embeddings.embeddings().get(0).getArray().getManager();
      int before = table.getManagedArrays().size();
      try (NDManager batch = services.compute().newManager()) {
        NDArray looked = embeddings.lookUp(List.of(2, 0), batch);
        assertThat(looked.getShape().getShape()).containsExactly(2, 3, 4, 6);
        float[] image = values(embeddings).get(0);
        for (int at = 0; at < image.length; at++) {
          image[at] = 0.5f + 10 * image[at];
        }
        assertThat(looked.get(1).toFloatArray()).containsExactly(image, within(1e-6f));
        assertThat(table.getManagedArrays()).hasSize(before);
      }
    }
  }

  private Network network(TestServices services) {
    Model small = SmallAutoencoder.reference().get();
    Model embedded =
        (image, classes) ->
            new EmbeddingNetwork(CLASSES.size(), image, 10, small.network(image, classes));
    return services
        .networks()
        .create(
            Reference.to("small", SmallAutoencoder.reference().spec(), embedded),
            images.contents());
  }

  private Objective objective(EmbeddingNetwork embeddings) {
    return new EmbeddingObjective(
        embeddings,
        EmbeddedClasses.map("train", images.contents(), CLASSES),
        new Autoencoder("small"),
        SmallAutoencoder.meanSquaredError(),
        images.contents().classCounts());
  }

  private static List<float[]> values(EmbeddingNetwork network) {
    return network.embeddings().stream()
        .map(parameter -> parameter.getArray().toFloatArray())
        .toList();
  }
}
