package org.atelier.runner.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
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

  private static double[] rates(Schedule schedule, int epochs) {
    TrainingSettings settings =
        new TrainingSettings(epochs, 32, Optimizer.SGD, 0.4, schedule, 0, 0);
    return IntStream.rangeClosed(1, epochs)
        .mapToDouble(epoch -> LearningRate.of(settings, epoch))
        .toArray();
  }
}
