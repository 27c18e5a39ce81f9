package org.atelier.api.training;

import java.util.List;
import java.util.OptionalDouble;

/**
 * How training went.
 *
 * @param epochs the epochs in order
 * @param best the epoch, counted from 1, whose parameters the network has in the end
 */
public record TrainingHistory(List<Epoch> epochs, int best) {
  /**
   * One epoch.
   *
   * @param epoch its number, from 1
   * @param trainingLoss mean loss over the epoch's images, in training mode
   * @param validationLoss mean loss over the validation images after the epoch, if there are any
   * @param learningRate the learning rate of this epoch's last step
   * @param seconds wall time of the training steps
   * @param images images trained on
   */
  public record Epoch(
      int epoch,
      double trainingLoss,
      OptionalDouble validationLoss,
      double learningRate,
      double seconds,
      int images) {}

  /** Copies the epochs. */
  public TrainingHistory {
    epochs = List.copyOf(epochs);
  }
}
