package org.atelier.plugin.styletransfer.embedding;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Parameter;
import java.util.List;
import org.atelier.api.ClassCounts;
import org.atelier.api.Loss;
import org.atelier.api.Reference;
import org.atelier.api.service.Batch;
import org.atelier.api.service.Network;
import org.atelier.api.training.Objective;

/**
 * How far the images of a batch are from what the autoencoder makes of the embeddings of their
 * classes.
 *
 * <p>Images of one class share one embedding, so the network sees each class of the batch once.
 */
final class EmbeddingObjective implements Objective {
  private final EmbeddingNetwork embeddings;
  private final EmbeddedClasses classes;
  private final Autoencoder autoencoder;
  private final Reference<Loss> loss;
  private final ClassCounts trainingCounts;

  /**
   * Prepares the objective.
   *
   * @param embeddings the network's block
   * @param classes whose embedding an image has
   * @param autoencoder holds the model to its contract
   * @param loss what is made small
   * @param trainingCounts images per class
   */
  EmbeddingObjective(
      EmbeddingNetwork embeddings,
      EmbeddedClasses classes,
      Autoencoder autoencoder,
      Reference<Loss> loss,
      ClassCounts trainingCounts) {
    this.embeddings = embeddings;
    this.classes = classes;
    this.autoencoder = autoencoder;
    this.loss = loss;
    this.trainingCounts = trainingCounts;
  }

  @Override
  public NDArray loss(Network network, Batch batch, boolean training) {
    List<Integer> each = classes.of(batch);
    List<Integer> distinct = each.stream().distinct().sorted().toList();
    NDArray seen = embeddings.lookUp(distinct, batch.manager());
    NDArray restored = autoencoder.restore(network, seen, training);
    NDArray forEach = spread(restored, each.stream().map(distinct::indexOf).toList());
    return loss.get().evaluate(new NDList(batch.images()), new NDList(forEach), trainingCounts);
  }

  /** Returns a row for each place. */
  private static NDArray spread(NDArray rows, List<Integer> places) {
    NDList single = rows.split(rows.getShape().get(0), 0);
    NDList spread = new NDList(places.size());
    places.forEach(place -> spread.add(single.get(place)));
    return NDArrays.concat(spread, 0);
  }

  @Override
  public boolean uses(Batch batch, Parameter parameter) {
    int index = embeddings.embeddings().indexOf(parameter);
    return index < 0 || classes.of(batch).contains(index);
  }
}
