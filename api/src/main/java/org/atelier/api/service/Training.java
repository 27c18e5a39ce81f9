package org.atelier.api.service;

import java.io.IOException;
import org.atelier.api.StageContext;
import org.atelier.api.training.TrainingHistory;
import org.atelier.api.training.TrainingSettings;
import org.atelier.api.training.TrainingTask;
import org.osgi.annotation.versioning.ProviderType;

/** The one training loop: progress, learning-rate schedule, early stopping, curves. */
@ProviderType
public interface Training {
  /**
   * Trains a network in place. With a validation part, it ends with the parameters of the epoch of
   * the least validation loss; else with those of the last epoch. Writes {@code training.csv} and
   * {@code training.png} (the loss curves) into the stage's folder.
   *
   * @param task what to train, on what, and towards what
   * @param settings for how long and how
   * @param context the stage that trains
   * @throws org.atelier.api.UserException if the loss is not finite, naming stage, epoch, batch and
   *     likely causes; or if crops are of a size that the network does not take
   * @throws InterruptedException if the run is being stopped
   * @throws IOException if a file cannot be written
   */
  TrainingHistory fit(TrainingTask task, TrainingSettings settings, StageContext context)
      throws InterruptedException, IOException;
}
