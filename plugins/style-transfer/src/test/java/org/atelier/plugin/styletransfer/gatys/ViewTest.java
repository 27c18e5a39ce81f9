package org.atelier.plugin.styletransfer.gatys;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("engine")
class ViewTest {
  @Test
  void thirtyTwoStepsLookFromAllPlaces() {
    Set<View> views = new HashSet<>();
    for (int step = 0; step < 32; step++) {
      views.add(View.of(step));
    }
    assertThat(views).hasSize(32).contains(View.WHOLE, new View(3, 3, true));
    assertThat(View.of(32)).isEqualTo(View.of(0));
    assertThat(View.of(999_999)).isIn(views);
  }

  @Test
  void movesAndMirrors() {
    try (NDManager manager = NDManager.newBaseManager()) {
      Shape shape = new Shape(1, 1, 2, 4);
      float[] picture = {1, 2, 3, 4, 5, 6, 7, 8};
      assertThat(new View(0, 2, false).of(manager.create(picture, shape)).toFloatArray())
          .containsExactly(2, 1, 1, 2, 6, 5, 5, 6);
      assertThat(new View(0, 0, true).of(manager.create(picture, shape)).toFloatArray())
          .containsExactly(4, 3, 2, 1, 8, 7, 6, 5);
      // No further than there are rows.
      assertThat(new View(3, 0, false).of(manager.create(picture, shape)).toFloatArray())
          .containsExactly(1, 2, 3, 4, 1, 2, 3, 4);
    }
  }
}
