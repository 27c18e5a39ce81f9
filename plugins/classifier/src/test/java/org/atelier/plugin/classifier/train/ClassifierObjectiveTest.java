package org.atelier.plugin.classifier.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.atelier.api.ClassCounts;
import org.atelier.api.ComponentSpec;
import org.atelier.api.Loss;
import org.atelier.api.Model;
import org.atelier.api.ModelManifest;
import org.atelier.api.Reference;
import org.atelier.api.TrainedModel;
import org.atelier.api.UserException;
import org.atelier.api.service.Batch;
import org.atelier.api.service.Network;
import org.atelier.api.tensor.Layers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("engine")
class ClassifierObjectiveTest {
  private static final int IMAGES = 2;
  private static final int CLASSES = 3;

  @Test
  void passesTheLossOn() {
    assertThat(value(CLASSES, (targets, outputs, counts) -> outputs.head().sum())).isEqualTo(6f);
  }

  @Test
  void modelWithTooManyOutputsIsNamed() {
    assertThatThrownBy(() -> value(5, (targets, outputs, counts) -> outputs.head().sum()))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "model 'wide' puts out [(2, 5)] for 2 images; a classifier of 3 classes puts out one"
                + " array of shape (2, 3)")
        .extracting("remedy")
        .isEqualTo("use another model, or mend the plugin that offers the type 'wide-cnn'");
  }

  @Test
  void lossOfManyNumbersIsNamed() {
    assertThatThrownBy(() -> value(CLASSES, (targets, outputs, counts) -> outputs.head()))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "loss 'odd' gives an array of shape (2, 3) for a batch; it must give one number, the"
                + " mean over the batch")
        .extracting("remedy")
        .isEqualTo("use another loss, or mend the plugin that offers the type 'odd-loss'");
  }

  @Test
  void lossOfNothingIsNamed() {
    assertThatThrownBy(() -> value(CLASSES, (targets, outputs, counts) -> null))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "loss 'odd' gives nothing for a batch; it must give one number, the mean over the"
                + " batch");
  }

  /** Returns the loss of a batch whose network puts out ones. */
  private static float value(int outputs, Loss loss) {
    Model model = (image, classes) -> null;
    try (NDManager manager = NDManager.newBaseManager()) {
      Batch batch =
          new Batch(
              manager.newSubManager(),
              manager.ones(new Shape(IMAGES, 3, 4, 4)),
              manager.ones(new Shape(IMAGES, CLASSES)),
              List.of(0, 1));
      NDArray value =
          new ClassifierObjective(
                  Reference.to("wide", new ComponentSpec("wide-cnn", Map.of()), model),
                  Reference.to("odd", new ComponentSpec("odd-loss", Map.of()), loss),
                  new ClassCounts(List.of("a", "b", "c"), new int[] {1, 1, 0}))
              .loss(new Ones(outputs), batch, true);
      return value.getFloat();
    }
  }

  /** A network that puts out ones. */
  private record Ones(int outputs) implements Network {
    @Override
    public NDList forward(NDList inputs, boolean training) {
      NDArray images = inputs.head();
      return new NDList(images.getManager().ones(new Shape(images.size(0), outputs)));
    }

    @Override
    public ModelManifest manifest() {
      throw new AssertionError("not asked");
    }

    @Override
    public Block block() {
      throw new AssertionError("not asked");
    }

    @Override
    public OptionalLong outputsPerImage() {
      throw new AssertionError("not asked");
    }

    @Override
    public Layers layers() {
      throw new AssertionError("not asked");
    }

    @Override
    public NDArray encode(NDArray images) {
      throw new AssertionError("not asked");
    }

    @Override
    public TrainedModel save(Path folder) {
      throw new AssertionError("not asked");
    }

    @Override
    public void close() {}
  }
}
