package org.atelier.plugin.classifier.train;

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

/** What a classifier's training makes small; it holds model and loss to their contracts. */
final class ClassifierObjective implements Objective {
  private final Reference<Model> model;
  private final Reference<Loss> loss;
  private final ClassCounts trainingCounts;

  ClassifierObjective(Reference<Model> model, Reference<Loss> loss, ClassCounts trainingCounts) {
    this.model = model;
    this.loss = loss;
    this.trainingCounts = trainingCounts;
  }

  @Override
  public NDArray loss(Network network, Batch batch, boolean training) {
    NDList outputs = network.forward(new NDList(batch.images()), training);
    checkOutputs(outputs, batch.targets().getShape());
    NDArray value = loss.get().evaluate(new NDList(batch.targets()), outputs, trainingCounts);
    checkLoss(value);
    return value;
  }

  private void checkOutputs(NDList outputs, Shape expected) {
    if (outputs.size() != 1 || !outputs.head().getShape().equals(expected)) {
      throw new UserException(
          "model '%s' puts out %s for %d images; a classifier of %d classes puts out one array of shape %s"
              .formatted(
                  model.name(),
                  Arrays.toString(outputs.getShapes()),
                  expected.get(0),
                  expected.get(1),
                  expected),
          "use another model, or mend the plugin that offers the type '%s'"
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
