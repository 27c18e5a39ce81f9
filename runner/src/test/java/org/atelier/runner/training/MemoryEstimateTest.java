package org.atelier.runner.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.atelier.api.StageContext;
import org.atelier.api.result.Content;
import org.atelier.api.result.Metric;
import org.atelier.api.result.Results;
import org.atelier.api.service.Checkpoints;
import org.atelier.api.service.Progress;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("engine")
class MemoryEstimateTest {
  private final List<String> said = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  @Test
  void addsUpParametersAndWhatLayersPutOut() {
    try (NDManager manager = NDManager.newBaseManager()) {
      Block network = new SmallNetwork().network(new Shape(3, 8, 8), 2);
      network.initialize(manager, DataType.FLOAT32, new Shape(5, 3, 8, 8));
      Optional<MemoryEstimate> estimate = MemoryEstimate.of(network);
      // Convolution 28, batch normalisation 4 * 36, linear 222 and 14 parameters; the image has 192
      // numbers, the layers put out three times 36, three times 6, and 2.
      assertThat(estimate).contains(new MemoryEstimate(408, 192 + 108 + 18 + 2, 192));
      assertThat(estimate.orElseThrow().bytes(4)).isEqualTo(4 * (5 * 408 + 2 * 4 * (320 + 192)));
      network.clear();
    }
  }

  @Test
  void tellsWhatIsTakenAndWarnsIfItIsMoreThanIsFree() {
    Stage stage = new Stage(warnings);
    MemoryNotice.give(1_234_000_000L, OptionalLong.of(8_000_000_000L), false, told(), stage);
    MemoryNotice.give(12_000_000L, OptionalLong.of(9_000_000L), true, told(), stage);
    String warning =
        "training takes about 12 MB of memory of the GPU, but only 9 MB is free: it may be ended by the system or become very slow; a smaller batch-size or image-size takes less";
    assertThat(said)
        .containsExactly(
            "train: training takes about 1.2 GB of memory, 8.0 GB is free",
            "train: warning: " + warning);
    assertThat(warnings).containsExactly(warning);
  }

  private Progress told() {
    return new Progress() {
      @Override
      public Task start(String what, long total, String unit) {
        throw new AssertionError("no work begins");
      }

      @Override
      public void say(String text) {
        said.add(text);
      }
    };
  }

  /** A stage that keeps its warnings. */
  private record Stage(List<String> warnings) implements StageContext, Results {
    @Override
    public String stage() {
      return "train";
    }

    @Override
    public Path folder() {
      throw new AssertionError("nothing is written");
    }

    @Override
    public Results results() {
      return this;
    }

    @Override
    public Checkpoints checkpoints() {
      throw new AssertionError("nothing is written");
    }

    @Override
    public void metric(Metric metric) {
      throw new AssertionError("nothing is measured");
    }

    @Override
    public void add(String name, Content content) {
      throw new AssertionError("nothing is shown");
    }

    @Override
    public void page(String name, String title) {
      throw new UnsupportedOperationException("training writes no pages");
    }

    @Override
    public void warning(String message) {
      warnings.add(message);
    }
  }
}
