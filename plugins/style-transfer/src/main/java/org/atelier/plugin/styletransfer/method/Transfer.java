package org.atelier.plugin.styletransfer.method;

import java.io.IOException;
import java.util.List;
import org.atelier.api.result.RgbImage;

/**
 * One way to give an image the style of others, ready to be used; it holds the engine's memory
 * until it is closed.
 */
public interface Transfer extends AutoCloseable {
  /** Returns the names of the styles that it can give. */
  List<String> styles();

  /**
   * Makes a picture.
   *
   * @param content what the picture is to show; of any size that the method takes
   * @param style the style, or the styles and how much there is to be of each; all of them are
   *     among {@link #styles()}
   * @param work the piece of work that this is
   * @return a picture as large as the content
   * @throws org.atelier.api.UserException if the method cannot take such an image, or if it finds
   *     no picture
   * @throws InterruptedException if the run is being stopped
   * @throws IOException if a file cannot be read or written
   */
  RgbImage transfer(RgbImage content, Style style, Work work)
      throws InterruptedException, IOException;

  /** Returns how many steps each picture takes; the method tells {@link Work} of each. */
  default int steps() {
    return 1;
  }

  @Override
  void close();
}
