package org.atelier.plugin.imagedatasets.painting;

import java.awt.Color;
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
 * <p>Run {@link #main} with the file to write; the names stand in the text beside the sheet.
 */
final class ContactSheet {

  private static final int PAINTINGS = 6;
  private static final int SIDE = 72;
  private static final int GAP = 4;
  private static final int COLUMNS = 2;

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
    int block = 170 + PAINTINGS * step;
    BufferedImage sheet =
        new BufferedImage(COLUMNS * block + GAP, rows * step + GAP, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = sheet.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setColor(Color.DARK_GRAY);
    for (int i = 0; i < styles.length; i++) {
      int left = i / rows * block + GAP;
      int top = i % rows * step + GAP;
      graphics.drawString(styles[i].label().replace('_', ' '), left, top + SIDE / 2 + 4);
      for (int painting = 0; painting < PAINTINGS; painting++) {
        graphics.drawImage(
            styles[i].paint(40 + painting, SIDE, SIDE), left + 170 + painting * step, top, null);
      }
    }
    graphics.dispose();
    return sheet;
  }
}
