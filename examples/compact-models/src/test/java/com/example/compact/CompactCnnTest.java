package com.example.compact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import org.atelier.api.UserException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("engine")
class CompactCnnTest {
  private static final CompactCnn.Settings SETTINGS = new CompactCnn.Settings(4, 2, 0.8);

  @Test
  void classifiesImagesOfAnySize() {
    Shape image = new Shape(3, 19, 32);
    Block network = new CompactCnn(SETTINGS).network(image, 5);
    try (NDManager manager = NDManager.newBaseManager()) {
      network.initialize(manager, DataType.FLOAT32, new Shape(2, 3, 19, 32));
      NDList outputs =
          network.forward(
              new ParameterStore(manager, false),
              new NDList(manager.ones(new Shape(2, 3, 19, 32))),
              false);
      assertThat(outputs.singletonOrThrow().getShape()).isEqualTo(new Shape(2, 5));
    }
  }

  @Test
  void refusesImagesThatAreTooSmall() {
    assertThatThrownBy(() -> new CompactCnn(SETTINGS).network(new Shape(3, 7, 32), 5))
        .isInstanceOfSatisfying(
            UserException.class,
            exception -> {
              assertThat(exception)
                  .hasMessage("compact-cnn halves images 3 times, which 7 pixels are too few for");
              assertThat(exception.remedy())
                  .isEqualTo("use images of at least 8 pixels, or fewer blocks");
            });
  }

  /** The shares of the normal distribution are those of its printed tables. */
  @Test
  void blursAsTheNormalDistributionSays() {
    float[] weights = new BlurPool(1).weights(4);
    float sum = 0.3413f + 0.3413f + 0.1359f + 0.0214f;
    float[] expected = {0.3413f / sum, 0.3413f / sum, 0.1359f / sum, 0.0214f / sum};
    for (int pixel = 0; pixel < expected.length; pixel++) {
      assertThat(weights[pixel]).isCloseTo(expected[pixel], within(1e-4f));
      assertThat(weights[7 - pixel]).isCloseTo(expected[pixel], within(1e-4f));
    }
  }

  @Test
  void leavesEvenAreasAsTheyAre() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray halved = new BlurPool(0.8).apply(manager.full(new Shape(1, 2, 5, 6), 3f));
      assertThat(halved.getShape()).isEqualTo(new Shape(1, 2, 3, 3));
      for (float value : halved.toFloatArray()) {
        assertThat(value).isCloseTo(3f, within(1e-5f));
      }
    }
  }
}
