package org.atelier.api;

import java.nio.ByteBuffer;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * An ordered, indexable set of labelled images of one size.
 *
 * <p>Implementations are safe for use by several threads at once.
 */
@ConsumerType
public interface Dataset {
  /**
   * Returns what the dataset holds. The first call may be long (it may read every image once);
   * later ones return the same object.
   *
   * @throws UserException if the data cannot be used, with the cause and the remedy
   */
  DatasetContents contents();

  /**
   * Reads one image as {@code 3 * height * width} bytes: the red, the green and the blue plane
   * (CHW), rows from the top, each byte an intensity from 0 to 255.
   *
   * @param position the image's position, from 0 to {@code contents().size() - 1}
   * @param target where the bytes go; its position advances by their number
   * @throws UserException if the image can no longer be read
   */
  void read(int position, ByteBuffer target);
}
