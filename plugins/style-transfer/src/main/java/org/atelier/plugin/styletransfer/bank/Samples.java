package org.atelier.plugin.styletransfer.bank;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.atelier.api.Dataset;
import org.atelier.api.DatasetContents;
import org.atelier.api.result.RgbImage;
import org.atelier.plugin.styletransfer.StyleBank;
import org.atelier.plugin.styletransfer.method.PngFile;

/** Keeps a small picture of one image of each style. */
record Samples(Dataset dataset) {
  /** The longest side of a sample, in pixels. */
  private static final int SIDE = 208;

  /**
   * Writes the first image of each style.
   *
   * @param styles the styles
   * @param folder the folder, which is made
   * @throws IOException if a file cannot be written
   */
  void write(List<ImagesOfStyle> styles, Path folder) throws IOException {
    Files.createDirectory(folder);
    DatasetContents contents = dataset.contents();
    byte[] planes = new byte[3 * contents.height() * contents.width()];
    for (int index = 0; index < styles.size(); index++) {
      dataset.read(styles.get(index).positions().get(0), ByteBuffer.wrap(planes));
      RgbImage image = RgbImage.of(contents.height(), contents.width(), planes);
      PngFile.write(image.reducedTo(SIDE), StyleBank.sample(folder, index));
    }
  }
}
