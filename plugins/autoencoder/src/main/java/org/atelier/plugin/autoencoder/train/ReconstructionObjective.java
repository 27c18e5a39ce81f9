package org.atelier.plugin.autoencoder.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.atelier.api.ClassCounts;
import org.atelier.api.Loss;
import org.atelier.api.Model;
import org.atelier.api.Reference;
import org.atelier.api.UserException;
import org.atelier.api.service.Batch;
import org.atelier.api.service.Network;
import org.atelier.api.training.Objective;

/** What an autoencoder's training makes small; it holds model and loss to their contracts. */
final class ReconstructionObjective implements Objective {
  private final Reference<Model> model;
  private final Reference<Loss> loss;
  private final ClassCounts trainingCounts;

  ReconstructionObjective(
      Reference<Model> model, Reference<Loss> loss, ClassCounts trainingCounts) {
    this.model = model;
    this.loss = loss;
    this.trainingCounts = trainingCounts;
  }

  @Override
  public NDArray loss(Network network, Batch batch, boolean training) {
    NDList images = new NDList(batch.images());
    NDList outputs = network.forward(images, training);
    checkOutputs(outputs, batch.images().getShape());
    NDArray value = loss.get().evaluate(images, outputs, trainingCounts);
    checkLoss(value);
    return value;
  }

  private void checkOutputs(NDList outputs, Shape images) {
    if (outputs.size() != 1 || !outputs.head().getShape().equals(images)) {
      throw new UserException(
          "model '%s' is no autoencoder: for images of shape %s it puts out %s, not images of that shape"
              .formatted(model.name(), images, Arrays.toString(outputs.getShapes())),
          "use an autoencoder, such as conv-autoencoder; for the type '%s' there may be a training stage of its own"
              .formatted(model.spec().type()));
    }
  }

  private void checkLoss(NDArray value) {
    if (value == null || value.size() != 1) {
      throw new UserException(
          "loss '%s' gives %s for a batch; it must give one number, the mean over the batch"
              .formatted(
                  loss.name(), value == null ? "nothing" : "an array of shape " + value.getShape()),
          "use another loss, or mend the plugin that offers the type '%s'"
              .formatted(loss.spec().type()));
    }
  }
}
