package org.atelier.plugin.styletransfer.embedding;

import java.util.Objects;
import org.atelier.api.Artifact;
import org.atelier.api.TrainedModel;

/**
 * A network that makes a picture of an image and the embedding of a style, and the embeddings; all
 * in one folder.
 *
 * @param network takes image and embedding, stacked on the channel axis: {@code (N, 6, H, W)}
 * @param embeddings the styles
 */
public record EmbeddingTransferModel(TrainedModel network, StyleEmbeddings embeddings)
    implements Artifact {
  /** Checks that both are there. */
  public EmbeddingTransferModel {
    Objects.requireNonNull(network, "network");
    Objects.requireNonNull(embeddings, "embeddings");
  }
}
