package org.atelier.plugin.styletransfer.gatys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StepsTest {
  /** A valley: steep across, flat along; its lowest point in [0, 1] is at (0.4, 0.8, 1, 0). */
  private static final Objective VALLEY =
      numbers -> {
        double first = numbers[0] - 0.4;
        double second = numbers[1] - 2 * numbers[0];
        double third = numbers[2] - 3;
        double fourth = numbers[3] + 1;
        double value = first * first + 50 * second * second + third * third + fourth * fourth;
        return new Objective.Point(
            new Losses(value, 0, 0, 0),
            new float[] {
              (float) (2 * first - 200 * second),
              (float) (100 * second),
              (float) (2 * third),
              (float) (2 * fourth)
            });
      };

  static Stream<Function<Objective, Steps>> ways() {
    return Stream.of(Lbfgs::new, objective -> new Adam(objective, 4, 0.02, 100_000));
  }

  @ParameterizedTest
  @MethodSource("ways")
  void findsTheLowestPointWithinBounds(Function<Objective, Steps> way) {
    float[] numbers = {0.9f, 0.1f, 0.5f, 0.5f};
    Steps steps = way.apply(VALLEY);
    for (int step = 0; step < 1500; step++) {
      steps.step(numbers);
    }
    assertThat(numbers).containsExactly(new float[] {0.4f, 0.8f, 1, 0}, within(0.1f));
  }

  @ParameterizedTest
  @MethodSource("ways")
  void goesOnFromAStateBitForBit(Function<Objective, Steps> way) {
    float[] undisturbed = {0.9f, 0.1f, 0.5f, 0.5f};
    Steps steps = way.apply(VALLEY);
    for (int step = 0; step < 7; step++) {
      steps.step(undisturbed);
    }
    List<float[]> state = steps.state().stream().map(float[]::clone).toList();
    float[] interrupted = undisturbed.clone();
    steps.step(undisturbed);
    steps.step(undisturbed);

    Steps again = way.apply(VALLEY);
    again.restore(state);
    again.step(interrupted);
    again.step(interrupted);
    assertThat(interrupted).containsExactly(undisturbed);
  }

  @ParameterizedTest
  @MethodSource("ways")
  void staysWhereNothingCanBeGained(Function<Objective, Steps> way) {
    float[] lowest = {0.4f, 0.8f, 1, 0};
    Steps steps = way.apply(VALLEY);
    steps.step(lowest);
    assertThat(lowest).containsExactly(new float[] {0.4f, 0.8f, 1, 0}, within(0.03f));
  }
}
