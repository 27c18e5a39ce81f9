package org.atelier.plugin.styletransfer.gatys;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LbfgsTest {
  /**
   * Rosenbrock's function (1960), whose minimum at (1, 1) gradient descent takes thousands of steps
   * to reach.
   */
  @Test
  void followsACurvedValleyInFewSteps() {
    Objective valley =
        numbers -> {
          double x = numbers[0];
          double y = numbers[1];
          double bend = y - x * x;
          return new Objective.Point(
              new Losses((1 - x) * (1 - x) + 100 * bend * bend, 0, 0, 0),
              new float[] {(float) (-2 * (1 - x) - 400 * x * bend), (float) (200 * bend)});
        };
    float[] numbers = {0.1f, 0.9f};
    Lbfgs steps = new Lbfgs(valley);
    double loss = 0;
    for (int step = 0; step < 60; step++) {
      loss = steps.step(numbers).total();
    }
    assertThat(loss).isLessThan(1e-6);
  }

  @Test
  void neverRises() {
    Objective rough =
        numbers -> {
          double x = numbers[0];
          return new Objective.Point(
              new Losses(Math.sin(20 * x) + 2 * x, 0, 0, 0),
              new float[] {(float) (20 * Math.cos(20 * x) + 2)});
        };
    float[] numbers = {0.95f};
    Lbfgs steps = new Lbfgs(rough);
    double before = rough.at(numbers).value();
    for (int step = 0; step < 20; step++) {
      double after = steps.step(numbers).total();
      assertThat(after).isLessThanOrEqualTo(before);
      before = after;
    }
  }
}
