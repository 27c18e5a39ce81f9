package org.atelier.plugin.imagedatasets.decoding;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.awt.image.BufferedImage;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.BiFunction;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import org.atelier.api.Resize;

/**
 * Decodes image files to square planes. It keeps its readers from image to image, so each thread
 * needs a decoder of its own.
 */
public final class ImageDecoder {
  /**
   * The largest image that is read, in pixels: some 10,000 x 10,000, which takes 300 to 800 MB
   * while it is decoded. Larger ones are refused by their header.
   */
  public static final int MAX_PIXELS = 100_000_000;

  /** Changes when the same file would decode to other pixels, which makes cached ones stale. */
  public static final int VERSION = 2;

  /** A WebP takes that many times the memory, so that only a quarter of the pixels is read. */
  private static final int WEBP_COST = 4;

  private static final int PIXELS_PER_PERMIT = 1_000_000;

  private final Map<ImageFormat, ImageReader> readers = new EnumMap<>(ImageFormat.class);
  private final Resizer resizer;
  private final int size;
  private final Semaphore memory;

  /**
   * Makes a decoder.
   *
   * @param size width and height of the planes in pixels
   * @param resize how an image becomes a square
   * @param memory shared by the decoders of all threads, from {@link #newMemory()}
   */
  public ImageDecoder(int size, Resize resize, Semaphore memory) {
    this.size = size;
    this.memory = memory;
    resizer = new Resizer(size, resize);
  }

  /** Returns what keeps decoders on several threads from holding many huge images at once. */
  public static Semaphore newMemory() {
    return new Semaphore(MAX_PIXELS / PIXELS_PER_PERMIT, true);
  }

  /**
   * Decodes a file.
   *
   * @param file the bytes of the whole file
   * @return the red, the green and the blue plane (CHW), {@code 3 * size * size} bytes
   * @throws BrokenImageException if the file is not an image, is damaged or is too large
   */
  public byte[] decode(byte[] file) throws BrokenImageException {
    return decode(file, (pixels, orientation) -> orientation.apply(resizer.planes(pixels), size));
  }

  /**
   * Decodes a file in the proportions that its image has.
   *
   * @param file the bytes of the whole file
   * @param longestSide the longest side that the picture may have, in pixels; a larger one is made
   *     smaller
   * @throws BrokenImageException if the file is not an image, is damaged or is too large
   */
  public Planes decode(byte[] file, int longestSide) throws BrokenImageException {
    return decode(
        file,
        (pixels, orientation) -> {
          int longer = Math.max(pixels.width(), pixels.height());
          int target = Math.min(longer, longestSide);
          int height = Resizer.scaled(pixels.height(), longer, target);
          int width = Resizer.scaled(pixels.width(), longer, target);
          byte[] planes = Resizer.stretching(height, width).planes(pixels);
          ByteBuffer seen = ByteBuffer.wrap(orientation.apply(planes, height, width));
          return orientation.transposed()
              ? new Planes(width, height, seen)
              : new Planes(height, width, seen);
        });
  }

  /** Makes something of decoded pixels and of which way up they are. */
  private interface Finish<T> extends BiFunction<PixelRows, Orientation, T> {}

  private <T> T decode(byte[] file, Finish<T> finish) throws BrokenImageException {
    ImageFormat format = formatOf(file);
    ImageReader reader = readers.computeIfAbsent(format, ImageDecoder::newReader);
    try {
      return decode(format, reader, file, finish);
    } catch (IOException | RuntimeException e) {
      // Decoders answer damaged files with exceptions of any kind.
      if (endsEarly(e) || endsEarly(e.getCause())) {
        throw new BrokenImageException("the file ends early", e);
      }
      throw new BrokenImageException(
          "it is no valid %s file (%s)".formatted(name(format), reason(e)), e);
    } catch (OutOfMemoryError e) {
      // A small file can ask for more than its header tells; what it took is free again by now.
      throw new BrokenImageException("decoding it takes more memory than Java has", e);
    }
  }

  /**
   * Reads the size of an image from its header.
   *
   * @param file the bytes of the file, or as many of its first as hold the header
   * @throws BrokenImageException if it is not an image, or if the header is damaged or goes on
   */
  public PixelSize size(byte[] file) throws BrokenImageException {
    ImageFormat format = formatOf(file);
    ImageReader reader = readers.computeIfAbsent(format, ImageDecoder::newReader);
    byte[] decodable = format == ImageFormat.JPEG ? new JpegSegments(file).decodable() : file;
    try (MemoryImageInput input = new MemoryImageInput(decodable)) {
      reader.setInput(input, true, true);
      int width = reader.getWidth(0);
      int height = reader.getHeight(0);
      return Orientation.of(format, file).transposed()
          ? new PixelSize(height, width)
          : new PixelSize(width, height);
    } catch (IOException | RuntimeException e) {
      // Decoders answer damaged files with exceptions of any kind.
      throw new BrokenImageException("its header cannot be read (%s)".formatted(reason(e)), e);
    } finally {
      reader.reset();
    }
  }

  private static ImageFormat formatOf(byte[] file) throws BrokenImageException {
    return ImageFormat.of(file)
        .orElseThrow(() -> new BrokenImageException("it is not an image of a known format"));
  }

  private static boolean endsEarly(Throwable e) {
    return e instanceof EOFException || e instanceof MemoryImageInput.PastEndException;
  }

  private <T> T decode(ImageFormat format, ImageReader reader, byte[] file, Finish<T> finish)
      throws IOException, BrokenImageException {
    byte[] decodable = format == ImageFormat.JPEG ? new JpegSegments(file).decodable() : file;
    boolean[] truncated = new boolean[1];
    reader.addIIOReadWarningListener(
        (source, warning) -> truncated[0] |= warning.startsWith("Truncated"));
    try (MemoryImageInput input = new MemoryImageInput(decodable)) {
      reader.setInput(input, true, true);
      int permits = permits(format, reader.getWidth(0), reader.getHeight(0));
      memory.acquireUninterruptibly(permits);
      try {
        BufferedImage image = reader.read(0);
        if (truncated[0]) {
          throw new BrokenImageException("the file ends early");
        }
        return finish.apply(PixelRows.of(image), Orientation.of(format, file));
      } finally {
        memory.release(permits);
      }
    } finally {
      reader.reset();
    }
  }

  /** Checks the size that a header claims, before anything is made in that size. */
  private static int permits(ImageFormat format, int width, int height)
      throws BrokenImageException {
    if (width < 1 || height < 1) {
      throw new BrokenImageException(
          "its header claims a size of %d x %d pixels".formatted(width, height));
    }
    long pixels = (long) width * height;
    int cost = format == ImageFormat.WEBP ? WEBP_COST : 1;
    if (pixels * cost > MAX_PIXELS) {
      throw new BrokenImageException(
          String.format(
              Locale.ROOT,
              "its header claims %d x %d pixels, more than the %d million that are read",
              width,
              height,
              MAX_PIXELS / cost / 1_000_000));
    }
    return (int) Math.max(1, pixels * cost / PIXELS_PER_PERMIT);
  }

  /**
   * Makes readers from their providers directly. Image I/O's own search goes by the thread's class
   * loader, which does not see into a plugin, and would let any other library change the choice.
   */
  private static ImageReader newReader(ImageFormat format) {
    try {
      return switch (format) {
        case JPEG -> {
          JPEGImageReaderSpi provider = new JPEGImageReaderSpi();
          // finds the JDK's reader, to which it leaves the baseline decoding
          provider.onRegistration(IIORegistry.getDefaultInstance(), ImageReaderSpi.class);
          yield provider.createReaderInstance(null);
        }
        case WEBP -> new WebPImageReaderSpi().createReaderInstance(null);
        case PNG, GIF, BMP -> readerOfTheJdk(format);
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ImageReader readerOfTheJdk(ImageFormat format) {
    Iterator<ImageReader> found = ImageIO.getImageReadersByFormatName(name(format));
    while (found.hasNext()) {
      ImageReader reader = found.next();
      if (reader.getClass().getModule() == ImageIO.class.getModule()) {
        return reader;
      }
    }
    throw new IllegalStateException("this Java has no reader for " + name(format));
  }

  private static String name(ImageFormat format) {
    return format == ImageFormat.WEBP ? "WebP" : format.name();
  }

  private static String reason(Exception e) {
    String message = e.getMessage();
    return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
  }
}
