package org.atelier.plugin.styletransfer.embedding;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.atelier.api.result.ImageGrid;
import org.atelier.api.result.RgbImage;

/** Draws embeddings. */
final class EmbeddingPicture {
  /** The longest side of a picture, in pixels. */
  private static final int SIDE = 208;

  private static final int BYTE = 255;

  private EmbeddingPicture() {}

  /**
   * Draws one image, values beyond [0, 1] as the nearest colour.
   *
   * @param image {@code (1, 3, H, W)}
   * @param caption stands below it
   */
  static ImageGrid.Cell cell(NDArray image, String caption) {
    Shape shape = image.getShape();
    float[] values = image.toFloatArray();
    byte[] planes = new byte[values.length];
    for (int at = 0; at < planes.length; at++) {
      planes[at] = (byte) Math.round(BYTE * Math.max(0, Math.min(1, values[at])));
    }
    RgbImage picture = RgbImage.of((int) shape.get(2), (int) shape.get(3), planes);
    return new ImageGrid.Cell(picture.reducedTo(SIDE), caption);
  }
}
