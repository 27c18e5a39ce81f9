package org.atelier.runner.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.atelier.api.service.Checkpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("engine")
class CheckpointFolderTest {
  private static final float[] VALUES = {
    1f / 3, -0f, Float.MIN_VALUE, Float.MAX_VALUE, Float.POSITIVE_INFINITY, 0x1.fffffep-1f
  };

  @TempDir private Path temporary;

  private final List<String> goneOn = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private NDManager memory;
  private Path folder;

  /** What a stage might keep. */
  record State(int step, double loss, Optional<String> note, List<Integer> order) {}

  @BeforeEach
  void open() {
    memory = new ProcessorCompute().newManager();
    folder = temporary.resolve("checkpoints");
  }

  @AfterEach
  void close() {
    memory.close();
  }

  @Test
  void readsWhatWasWrittenBitForBit() throws IOException {
    State state = new State(7, Double.POSITIVE_INFINITY, Optional.empty(), List.of(2, 0, 1));
    checkpoints().write("fit-1", "step 7 of 9", state, new NDList(values(), memory.create(5L)));

    Checkpoint<State> read = checkpoints().read("fit-1", State.class, memory).orElseThrow();

    assertThat(read.state()).isEqualTo(state);
    assertThat(read.arrays()).hasSize(2);
    assertThat(read.arrays().get(0).getShape()).isEqualTo(new Shape(2, 3));
    assertThat(read.arrays().get(0).toByteArray()).isEqualTo(values().toByteArray());
    assertThat(read.arrays().get(1).toLongArray()).containsExactly(5);
    assertThat(goneOn).containsExactly("step 7 of 9");
    assertThat(warnings).isEmpty();
  }

  @Test
  void theLastCheckpointTakesThePlaceOfTheOneBefore() throws IOException {
    CheckpointFolder checkpoints = checkpoints();
    checkpoints.write("fit-1", "step 1", 1, new NDList(values()));
    checkpoints.write("fit-1", "step 2", 2, new NDList());

    assertThat(checkpoints.reached()).contains("step 2");
    assertThat(checkpoints().read("fit-1", Integer.class, memory).orElseThrow().state())
        .isEqualTo(2);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(folder.resolve("fit-1.checkpoint"));
    }
  }

  @Test
  void thereIsNoneAtFirst() throws IOException {
    assertThat(checkpoints().read("fit-1", State.class, memory)).isEmpty();
    assertThat(folder).doesNotExist();
    assertThat(goneOn).isEmpty();
    assertThat(warnings).isEmpty();
  }

  @Test
  void noDamagedCheckpointIsUsed() throws IOException {
    checkpoints().write("fit-1", "step 1", 1, new NDList(values()));
    Path file = folder.resolve("fit-1.checkpoint");
    byte[] whole = Files.readAllBytes(file);
    for (int at = 0; at < whole.length; at++) {
      byte[] flipped = whole.clone();
      flipped[at] ^= 1;
      Files.write(file, flipped);
      assertThat(checkpoints().read("fit-1", Integer.class, memory)).as("byte %d", at).isEmpty();
    }
    for (int size = 0; size < whole.length; size++) {
      Files.write(file, Arrays.copyOf(whole, size));
      assertThat(checkpoints().read("fit-1", Integer.class, memory))
          .as("cut at %d", size)
          .isEmpty();
    }
    assertThat(warnings).hasSize(2 * whole.length);
    assertThat(warnings.get(0))
        .isEqualTo(
            "the checkpoint %s is damaged (its SHA-256 is not that of its bytes) and is not used: this work begins again"
                .formatted(file));
    assertThat(goneOn).isEmpty();
  }

  @Test
  void aStateOfAnotherKindIsNotUsed() throws IOException {
    checkpoints().write("fit-1", "step 1", List.of(1, 2), new NDList());

    assertThat(checkpoints().read("fit-1", State.class, memory)).isEmpty();
    assertThat(warnings).singleElement().asString().contains("its state is not understood");
  }

  @Test
  void noNameLeadsOutOfTheFolder() {
    assertThatThrownBy(() -> checkpoints().write("../fit", "step 1", 1, new NDList()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'../fit' is no name for a checkpoint");
  }

  private CheckpointFolder checkpoints() {
    return new CheckpointFolder(folder, goneOn::add, warnings::add);
  }

  private NDArray values() {
    return memory.create(VALUES, new Shape(2, 3));
  }
}
