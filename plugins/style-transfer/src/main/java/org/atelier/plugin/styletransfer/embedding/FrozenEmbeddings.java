package org.atelier.plugin.styletransfer.embedding;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Embeddings in the engine's memory that no longer change. */
final class FrozenEmbeddings {
  private static final int COLOURS = 3;

  private final List<NDArray> images;

  private FrozenEmbeddings(List<NDArray> images) {
    this.images = images;
  }

  /**
   * Reads embeddings.
   *
   * @param embeddings where they are
   * @param memory owns them from then on
   * @throws IOException if they cannot be read
   */
  static FrozenEmbeddings read(StyleEmbeddings embeddings, NDManager memory) throws IOException {
    List<NDArray> images = new ArrayList<>();
    Shape shape = new Shape(COLOURS, embeddings.height(), embeddings.width());
    for (int index = 0; index < embeddings.classNames().size(); index++) {
      images.add(memory.create(embeddings.image(index), shape));
    }
    return new FrozenEmbeddings(images);
  }

  /**
   * Returns some embeddings.
   *
   * @param indices which
   * @param owner what the result belongs to
   * @return {@code (indices, 3, H, W)}
   */
  NDArray lookUp(List<Integer> indices, NDManager owner) {
    NDList rows = new NDList(indices.size());
    indices.forEach(index -> rows.add(images.get(index)));
    NDArray stacked = NDArrays.stack(rows);
    stacked.attach(owner);
    return stacked;
  }
}
