package org.atelier.runner.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.atelier.api.training.StepSettings;
import org.atelier.api.training.TrainingSettings;
import org.atelier.api.training.TrainingSettings.Optimizer;
import org.atelier.api.training.TrainingSettings.Schedule;
import org.junit.jupiter.api.Test;

class LearningRateTest {
  private static final Offset<Double> NEARLY = within(1e-12);

  @Test
  void constantStays() {
    assertThat(rates(Schedule.CONSTANT, 3)).containsExactly(0.4, 0.4, 0.4);
  }

  @Test
  void stepFallsAtHalfAndThreeQuarters() {
    assertThat(rates(Schedule.STEP, 8))
        .containsExactly(new double[] {0.4, 0.4, 0.4, 0.4, 0.04, 0.04, 0.004, 0.004}, NEARLY);
    assertThat(rates(Schedule.STEP, 1)).containsExactly(0.4);
  }

  @Test
  void cosineFallsAlongHalfAWave() {
    double root = Math.sqrt(0.5);
    assertThat(rates(Schedule.COSINE, 4))
        .containsExactly(new double[] {0.4, 0.2 * (1 + root), 0.2, 0.2 * (1 - root)}, NEARLY);
  }

  @Test
  void warmUpRisesStepByStepAndTheScheduleTakesTheRest() {
    double root = Math.sqrt(0.5);
    TrainingSettings settings = settings(6, Schedule.COSINE, 2);
    assertThat(rates(settings, 2))
        .containsExactly(
            new double[] {
              0.1,
              0.2,
              0.3,
              0.4,
              0.4,
              0.4,
              0.2 * (1 + root),
              0.2 * (1 + root),
              0.2,
              0.2,
              0.2 * (1 - root),
              0.2 * (1 - root)
            },
            NEARLY);
    assertThat(rates(settings(1, Schedule.STEP, 2), 2))
        .containsExactly(new double[] {0.1, 0.2}, NEARLY);
  }

  /** Expected values: PyTorch 1.13's {@code OneCycleLR} with 20 steps. */
  @Test
  void oneCycleRisesAndFalls() {
    assertThat(rates(settings(4, Schedule.ONE_CYCLE, 0), 5))
        .containsExactly(
            new double[] {
              0.016000000, 0.052668737, 0.148668737, 0.267331263, 0.363331263, 0.400000000,
              0.394985602, 0.380193853, 0.356366471, 0.324698262, 0.286777201, 0.244504809,
              0.200000800, 0.155496791, 0.113224399, 0.075303338, 0.043635129, 0.019807747,
              0.005015998, 0.000001600
            },
            within(1e-9));
  }

  @Test
  void oneCycleOfFewStepsBeginsAtTheTop() {
    assertThat(rates(settings(1, Schedule.ONE_CYCLE, 0), 1)).containsExactly(0.4);
    assertThat(rates(settings(2, Schedule.ONE_CYCLE, 0), 1))
        .containsExactly(new double[] {0.4, 0.0000016}, NEARLY);
  }

  private static double[] rates(Schedule schedule, int epochs) {
    return rates(settings(epochs, schedule, 0), 1);
  }

  private static TrainingSettings settings(int epochs, Schedule schedule, int warmUp) {
    return new TrainingSettings(
        epochs,
        32,
        Optimizer.SGD,
        0.4,
        schedule,
        0,
        0,
        new StepSettings(0.9, 0, warmUp, 0, 0),
        Optional.empty());
  }

  private static double[] rates(TrainingSettings settings, int steps) {
    return IntStream.range(0, settings.epochs() * steps)
        .mapToDouble(at -> new LearningRate(settings, at / steps + 1, steps).of(at % steps + 1))
        .toArray();
  }
}
