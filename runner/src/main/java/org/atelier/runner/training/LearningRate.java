package org.atelier.runner.training;

import org.atelier.api.training.TrainingSettings;

/** The learning rate of each epoch. */
final class LearningRate {
  private LearningRate() {}

  /**
   * Returns the learning rate of one epoch.
   *
   * @param settings the rate at the start, the schedule and the number of epochs
   * @param epoch the epoch, counted from 1
   */
  static double of(TrainingSettings settings, int epoch) {
    double start = settings.learningRate();
    double done = (epoch - 1.0) / settings.epochs();
    return switch (settings.schedule()) {
      case CONSTANT -> start;
      case STEP -> done < 0.5 ? start : done < 0.75 ? start / 10 : start / 100;
      case COSINE -> start * (1 + Math.cos(Math.PI * done)) / 2;
    };
  }
}
