package org.atelier.plugin.imagedatasets.decoding;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** Images drawn for tests, and how to look at what became of them. */
public final class Drawings {
  private Drawings() {}

  /** Draws four corners: red, green above blue, white. */
  public static BufferedImage corners(int width, int height, int type) {
    BufferedImage image = new BufferedImage(width, height, type);
    Graphics2D graphics = image.createGraphics();
    Color[] colors = {Color.RED, Color.GREEN, Color.BLUE, Color.WHITE};
    for (int i = 0; i < 4; i++) {
      graphics.setColor(colors[i]);
      graphics.fillRect(i % 2 * width / 2, i / 2 * height / 2, (width + 1) / 2, (height + 1) / 2);
    }
    graphics.dispose();
    return image;
  }

  /** Returns an image of one colour as a file. */
  public static byte[] plain(String format, int width, int height, Color color) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(color);
    graphics.fillRect(0, 0, width, height);
    graphics.dispose();
    return encode(image, format);
  }

  /** Returns an image as a file. */
  public static byte[] encode(BufferedImage image, String format) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, format, bytes)) {
        throw new IllegalArgumentException("no writer of " + format + " takes " + image);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Returns one pixel of square planes as {@code r g b}. */
  static String pixel(byte[] planes, int size, int x, int y) {
    int at = y * size + x;
    int plane = size * size;
    return (planes[at] & 0xff)
        + " "
        + (planes[plane + at] & 0xff)
        + " "
        + (planes[2 * plane + at] & 0xff);
  }

  /** Names the colour in the middle of each corner: top left, top right, bottom left, right. */
  static String corners(byte[] planes, int size) {
    int near = size / 4;
    int far = size - 1 - near;
    return String.join(
        " ",
        name(planes, size, near, near),
        name(planes, size, far, near),
        name(planes, size, near, far),
        name(planes, size, far, far));
  }

  private static String name(byte[] planes, int size, int x, int y) {
    StringBuilder bits = new StringBuilder();
    for (String sample : pixel(planes, size, x, y).split(" ", -1)) {
      int value = Integer.parseInt(sample);
      bits.append(value > 220 ? "1" : value < 30 ? "0" : "?");
    }
    return switch (bits.toString()) {
      case "100" -> "red";
      case "010" -> "green";
      case "001" -> "blue";
      case "111" -> "white";
      case "000" -> "black";
      default -> pixel(planes, size, x, y);
    };
  }
}
