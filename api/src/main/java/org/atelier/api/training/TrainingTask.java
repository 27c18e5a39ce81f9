package org.atelier.api.training;

import java.util.List;
import java.util.Objects;
import org.atelier.api.Dataset;
import org.atelier.api.service.Network;

/**
 * What to train, on what, and towards what.
 *
 * @param network what is trained, in place
 * @param dataset the images
 * @param order the images of each epoch
 * @param validation positions of the images held back; empty for none
 * @param objective what training makes small
 */
public record TrainingTask(
    Network network,
    Dataset dataset,
    EpochOrder order,
    List<Integer> validation,
    Objective objective) {
  /** Checks that everything is there. */
  public TrainingTask {
    Objects.requireNonNull(network, "network");
    Objects.requireNonNull(dataset, "dataset");
    Objects.requireNonNull(order, "order");
    Objects.requireNonNull(objective, "objective");
    validation = List.copyOf(validation);
  }
}
