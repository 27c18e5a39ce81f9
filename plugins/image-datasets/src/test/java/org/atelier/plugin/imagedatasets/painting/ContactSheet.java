package org.atelier.plugin.imagedatasets.painting;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/**
 * Draws the contact sheet of the documentation: a row for each style, in the order of the names.
 *
 * <p>Run {@link #main} with the file to write; the names are drawn on this sheet only, never on a
 * painting.
 */
final class ContactSheet {

  private static final int PAINTINGS = 6;
  private static final int SIDE = 68;
  private static final int GAP = 4;
  private static final int COLUMNS = 2;

  /** Width of a row's name in pixels. */
  private static final int LABEL = 180;

  private ContactSheet() {}

  /**
   * Writes the sheet.
   *
   * @param arguments the PNG file to write
   */
  public static void main(String[] arguments) throws IOException {
    Path file = Path.of(arguments[0]);
    Files.createDirectories(file.toAbsolutePath().getParent());
    ImageIO.write(sheet(), "png", file.toFile());
  }

  private static BufferedImage sheet() {
    PaintingStyle[] styles = PaintingStyle.values();
    int rows = (styles.length + COLUMNS - 1) / COLUMNS;
    int step = SIDE + GAP;
    int block = LABEL + PAINTINGS * step;
    BufferedImage sheet =
        new BufferedImage(COLUMNS * block + GAP, rows * step + GAP, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = sheet.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setColor(Color.DARK_GRAY);
    graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 11));
    for (int i = 0; i < styles.length; i++) {
      int left = i / rows * block + GAP;
      int top = i % rows * step + GAP;
      graphics.drawString(styles[i].label(), left, top + SIDE / 2 + 4);
      for (int painting = 0; painting < PAINTINGS; painting++) {
        graphics.drawImage(
            styles[i].paint(40 + painting, SIDE, SIDE), left + LABEL + painting * step, top, null);
      }
    }
    graphics.dispose();
    return posterized(sheet);
  }

  /**
   * Keeps five bits of each channel: the eye does not miss the others, and the file is half the
   * size.
   */
  private static BufferedImage posterized(BufferedImage sheet) {
    for (int y = 0; y < sheet.getHeight(); y++) {
      for (int x = 0; x < sheet.getWidth(); x++) {
        int rgb = sheet.getRGB(x, y) & 0xf8f8f8;
        sheet.setRGB(x, y, rgb | ((rgb >> 5) & 0x070707));
      }
    }
    return sheet;
  }
}
