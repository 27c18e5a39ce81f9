package org.atelier.runner.training;

import org.atelier.api.training.TrainingSettings;
import org.atelier.api.training.TrainingSettings.Schedule;

/**
 * The learning rate of each step of an epoch. Warm-up and one-cycle change it with each step, the
 * other schedules with each epoch.
 */
final class LearningRate {
  private static final double RISING_SHARE = 0.3;
  private static final double FIRST = 1 / 25.0;
  private static final double LAST = FIRST / 10_000;

  private final TrainingSettings settings;
  private final int epoch;
  private final int steps;

  /**
   * Prepares the rates of one epoch.
   *
   * @param settings the rate, the schedule, the warm-up and the number of epochs
   * @param epoch the epoch, counted from 1
   * @param steps the steps in each epoch
   */
  LearningRate(TrainingSettings settings, int epoch, int steps) {
    this.settings = settings;
    this.epoch = epoch;
    this.steps = steps;
  }

  /** Returns the learning rate of a step of the epoch, counted from 1. */
  double of(int step) {
    int warmUp = settings.steps().warmUp();
    double top = settings.learningRate();
    if (settings.schedule() == Schedule.ONE_CYCLE) {
      return top * cycle((epoch - 1L) * steps + step - 1, (long) settings.epochs() * steps);
    }
    if (epoch <= warmUp) {
      return top * ((epoch - 1L) * steps + step) / ((long) warmUp * steps);
    }
    double done = (epoch - 1.0 - warmUp) / (settings.epochs() - warmUp);
    return switch (settings.schedule()) {
      case CONSTANT -> top;
      case STEP -> done < 0.5 ? top : done < 0.75 ? top / 10 : top / 100;
      case COSINE -> top * (1 + Math.cos(Math.PI * done)) / 2;
      case ONE_CYCLE -> throw new IllegalStateException("handled above");
    };
  }

  /** Returns the share of the largest rate at a step, counted from 0, of so many in all. */
  private static double cycle(long step, long all) {
    double peak = Math.max(0, RISING_SHARE * all - 1);
    if (step < peak) {
      return wave(FIRST, 1, step / peak);
    }
    return all == 1 ? 1 : wave(1, LAST, (step - peak) / (all - 1 - peak));
  }

  /** Returns the way from one number to another along half a cosine wave. */
  private static double wave(double from, double to, double done) {
    return to + (from - to) * (1 + Math.cos(Math.PI * done)) / 2;
  }
}
