package @PACKAGE@;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The tag lets the parent pom run the test on each engine. */
@Tag("engine")
class @CLASS@ModelTest {
  @Test
  void putsOutOneNumberForEachClass() {
    Shape images = new Shape(2, 3, 16, 24);
    Block network =
        new @CLASS@Model(new @CLASS@Model.Settings(4)).network(images.slice(1), 5);
    try (NDManager manager = NDManager.newBaseManager()) {
      network.initialize(manager, DataType.FLOAT32, images);
      NDList outputs =
          network.forward(
              new ParameterStore(manager, false), new NDList(manager.ones(images)), false);
      assertThat(outputs.singletonOrThrow().getShape()).isEqualTo(new Shape(2, 5));
    }
  }
}
