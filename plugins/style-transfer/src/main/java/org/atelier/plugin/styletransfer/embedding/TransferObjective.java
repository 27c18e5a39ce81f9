package org.atelier.plugin.styletransfer.embedding;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import org.atelier.api.service.Batch;
import org.atelier.api.service.Network;
import org.atelier.api.tensor.Scaled;
import org.atelier.api.training.Objective;

/**
 * How far a picture is from the image that it is made of and from the embedding of its style: the
 * mean squared error to the one, and a weight times the mean squared error to the other.
 */
final class TransferObjective implements Objective {
  private final FrozenEmbeddings embeddings;
  private final EmbeddedClasses classes;
  private final Autoencoder autoencoder;
  private final float styleWeight;

  /**
   * Prepares the objective.
   *
   * @param embeddings the styles
   * @param classes whose embedding an image is given
   * @param autoencoder holds the model to its contract
   * @param styleWeight how much more the style counts than the content
   */
  TransferObjective(
      FrozenEmbeddings embeddings,
      EmbeddedClasses classes,
      Autoencoder autoencoder,
      double styleWeight) {
    this.embeddings = embeddings;
    this.classes = classes;
    this.autoencoder = autoencoder;
    // A weight of 64 bits would make PyTorch's sum one of 64 bits.
    this.styleWeight = (float) styleWeight;
  }

  @Override
  public NDArray loss(Network network, Batch batch, boolean training) {
    NDArray styles = embeddings.lookUp(classes.of(batch), batch.manager());
    NDArray output = autoencoder.restore(network, stacked(batch.images(), styles), training);
    return error(output, batch.images()).add(Scaled.by(error(output, styles), styleWeight));
  }

  /**
   * Returns what the network is given.
   *
   * @param contents {@code (N, 3, H, W)}
   * @param styles {@code (N, 3, H, W)}
   * @return {@code (N, 6, H, W)}
   */
  static NDArray stacked(NDArray contents, NDArray styles) {
    return NDArrays.concat(new NDList(contents, styles), 1);
  }

  private static NDArray error(NDArray output, NDArray target) {
    return output.sub(target).square().mean();
  }
}
