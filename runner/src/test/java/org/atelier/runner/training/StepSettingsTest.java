package org.atelier.runner.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.atelier.api.training.StepSettings;
import org.atelier.api.training.TrainingSettings;
import org.atelier.api.training.TrainingSettings.Optimizer;
import org.atelier.api.training.TrainingSettings.Schedule;
import org.atelier.runner.plan.SpecBinder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepSettingsTest {
  @Test
  void whatIsLeftOutIsPlain() {
    assertThat(SpecBinder.bind(TrainingSettings.class, Map.of()))
        .isEqualTo(new TrainingSettings(20, 32, Optimizer.ADAM, 0.001, Schedule.CONSTANT, 0, 0));
  }

  @Test
  void eachSettingStandsBesideTheOthers() {
    assertThat(
            SpecBinder.bind(
                TrainingSettings.class,
                Map.of(
                    "optimizer",
                    "adamw",
                    "momentum",
                    0.8,
                    "weight-decay",
                    0.05,
                    "warm-up",
                    3,
                    "clip-gradients",
                    2,
                    "ema",
                    0.99)))
        .isEqualTo(
            new TrainingSettings(
                20,
                32,
                Optimizer.ADAMW,
                0.001,
                Schedule.CONSTANT,
                0,
                0,
                new StepSettings(0.8, 0.05, 3, 2, 0.99),
                Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource({
    "momentum, -0.1", "momentum, 1", "weight-decay, -0.1", "weight-decay, 1.1",
    "clip-gradients, -1", "clip-gradients, 1000001", "ema, -0.1", "ema, 1"
  })
  void whatIsOutOfRangeIsRefused(String key, double value) {
    assertThatThrownBy(
            () -> SpecBinder.bind(TrainingSettings.class, Map.of("optimizer", "adamw", key, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(key + ": must be ");
  }

  @Test
  void warmUpIsOfWholeEpochs() {
    assertThatThrownBy(() -> SpecBinder.bind(TrainingSettings.class, Map.of("warm-up", -1)))
        .hasMessageStartingWith("warm-up: must be ");
  }

  @Test
  void whatDoesNotFitTogetherIsRefused() {
    assertThatThrownBy(() -> SpecBinder.bind(TrainingSettings.class, Map.of("weight-decay", 0.1)))
        .hasMessage(
            "weight-decay is not for optimizer: adam, which would scale it away; use adamw");
    assertThatThrownBy(
            () ->
                SpecBinder.bind(
                    TrainingSettings.class, Map.of("schedule", "one-cycle", "warm-up", 2)))
        .hasMessage("schedule: one-cycle warms up by itself: leave warm-up out");
  }
}
