package org.atelier.plugin.styletransfer.method;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import javax.imageio.ImageIO;
import org.atelier.api.UserException;
import org.atelier.api.result.RgbImage;

/** Pictures in PNG files, which lose nothing. */
public final class PngFile {
  private PngFile() {}

  /**
   * Writes a picture; the file becomes visible when it is whole.
   *
   * @param file the file, replaced if it is there; its folder exists
   * @throws IOException if it cannot be written
   */
  public static void write(RgbImage picture, Path file) throws IOException {
    BufferedImage buffered =
        new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_INT_RGB);
    for (int row = 0; row < picture.height(); row++) {
      for (int column = 0; column < picture.width(); column++) {
        buffered.setRGB(column, row, picture.rgb(row, column));
      }
    }
    Path unfinished = file.resolveSibling(file.getFileName() + ".part");
    if (!ImageIO.write(buffered, "png", unfinished.toFile())) {
      throw new IOException("this Java cannot write PNG");
    }
    Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * Reads a picture that {@link #write} has written.
   *
   * @throws UserException if the file is missing or damaged
   */
  public static RgbImage read(Path file) {
    try {
      BufferedImage buffered = ImageIO.read(file.toFile());
      if (buffered == null) {
        throw new IOException("it is no image");
      }
      return planes(buffered);
    } catch (IOException e) {
      throw new UserException(
          "%s cannot be read as a picture: %s".formatted(file, e.getMessage()),
          "run the stage that made it again",
          e);
    }
  }

  private static RgbImage planes(BufferedImage buffered) {
    int height = buffered.getHeight();
    int width = buffered.getWidth();
    byte[] planes = new byte[3 * height * width];
    int plane = height * width;
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        int at = row * width + column;
        int colour = buffered.getRGB(column, row);
        planes[at] = (byte) (colour >> 16);
        planes[plane + at] = (byte) (colour >> 8);
        planes[2 * plane + at] = (byte) colour;
      }
    }
    return RgbImage.of(height, width, planes);
  }
}
