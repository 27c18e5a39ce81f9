package org.atelier.plugin.imagedatasets.check;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.RescaleOp;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.SplittableRandom;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Pictures of many ellipses, drawn from a seed, and altered copies of them. */
final class Scenes {
  private static final int SIDE = 120;

  private Scenes() {}

  static BufferedImage scene(int seed) {
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    SplittableRandom random = new SplittableRandom(seed);
    Graphics2D graphics = image.createGraphics();
    for (int i = 0; i < 60; i++) {
      graphics.setColor(new Color(random.nextInt(200), random.nextInt(200), random.nextInt(200)));
      graphics.fillOval(
          random.nextInt(-20, SIDE),
          random.nextInt(-20, SIDE),
          random.nextInt(10, 60),
          random.nextInt(10, 60));
    }
    graphics.dispose();
    return image;
  }

  static BufferedImage mirrored(BufferedImage image) {
    return drawn(image, 1, new AffineTransform(-1, 0, 0, 1, image.getWidth(), 0));
  }

  static BufferedImage scaled(BufferedImage image, double factor) {
    return drawn(image, factor, AffineTransform.getScaleInstance(factor, factor));
  }

  /** Cuts a part of each edge off. */
  static BufferedImage cropped(BufferedImage image, int pixels) {
    return image.getSubimage(
        pixels, pixels, image.getWidth() - 2 * pixels, image.getHeight() - 2 * pixels);
  }

  static BufferedImage brightened(BufferedImage image) {
    return new RescaleOp(1.25f, 5, null).filter(image, null);
  }

  private static BufferedImage drawn(BufferedImage image, double factor, AffineTransform how) {
    BufferedImage copy =
        new BufferedImage(
            (int) (image.getWidth() * factor),
            (int) (image.getHeight() * factor),
            BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = copy.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    graphics.drawImage(image, how, null);
    graphics.dispose();
    return copy;
  }

  /** Writes a JPEG of low quality. */
  static byte[] roughJpeg(BufferedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpg").next();
    ImageWriteParam how = writer.getDefaultWriteParam();
    how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    how.setCompressionQuality(0.25f);
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), how);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** Returns an image's planes (CHW). */
  static byte[] planes(BufferedImage image) {
    int pixels = image.getWidth() * image.getHeight();
    byte[] planes = new byte[3 * pixels];
    for (int i = 0; i < pixels; i++) {
      int rgb = image.getRGB(i % image.getWidth(), i / image.getWidth());
      planes[i] = (byte) (rgb >> 16);
      planes[pixels + i] = (byte) (rgb >> 8);
      planes[2 * pixels + i] = (byte) rgb;
    }
    return planes;
  }
}
