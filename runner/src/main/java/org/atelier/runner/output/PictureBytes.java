package org.atelier.runner.output;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.atelier.api.result.RgbImage;

/** Makes the bytes of pictures in files and pages. */
final class PictureBytes {
  private static final float QUALITY = 0.8f;

  private PictureBytes() {}

  /** Returns the picture in a form that the drawing libraries take. */
  static BufferedImage buffered(RgbImage image) {
    BufferedImage buffered =
        new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_INT_RGB);
    int[] line = new int[image.width()];
    for (int row = 0; row < image.height(); row++) {
      for (int column = 0; column < line.length; column++) {
        line[column] = image.rgb(row, column);
      }
      buffered.setRGB(0, row, line.length, 1, line, 0, line.length);
    }
    return buffered;
  }

  /**
   * Returns a picture as a {@code data:} address, PNG or JPEG, whichever is shorter: paintings make
   * short JPEG, drawings and tiny pictures short PNG, which loses nothing.
   *
   * @throws IOException if this Java cannot write them
   */
  static String address(RgbImage image) throws IOException {
    BufferedImage buffered = buffered(image);
    byte[] png = png(buffered);
    byte[] jpeg = jpeg(buffered);
    return png.length <= jpeg.length ? address("png", png) : address("jpeg", jpeg);
  }

  private static String address(String type, byte[] bytes) {
    return "data:image/%s;base64,%s".formatted(type, Base64.getEncoder().encodeToString(bytes));
  }

  private static byte[] png(BufferedImage image) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    if (!ImageIO.write(image, "png", bytes)) {
      throw new IOException("this Java cannot write PNG");
    }
    return bytes.toByteArray();
  }

  private static byte[] jpeg(BufferedImage image) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      ImageWriteParam parameters = writer.getDefaultWriteParam();
      parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      parameters.setCompressionQuality(QUALITY);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), parameters);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
