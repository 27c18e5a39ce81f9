package org.atelier.plugin.styletransfer.method;

import java.util.Locale;
import java.util.Objects;
import java.util.OptionalLong;
import org.atelier.api.UserException;
import org.atelier.api.result.RgbImage;
import org.atelier.api.service.Compute;
import org.atelier.api.service.Network;

/** Refuses pictures that there is not enough memory for, before any of it is taken. */
public final class PictureMemory {
  private final Compute compute;
  private final long engineBytes;
  private final long javaBytes;

  /** The largest number of pixels that there was enough memory for. */
  private long enoughFor;

  /**
   * Takes what a method needs for each pixel.
   *
   * @param compute tells what is free
   * @param engineBytes what the engine needs at its peak, in bytes
   * @param javaBytes what Java needs besides, in bytes
   */
  public PictureMemory(Compute compute, long engineBytes, long javaBytes) {
    this.compute = Objects.requireNonNull(compute, "compute");
    this.engineBytes = engineBytes;
    this.javaBytes = javaBytes;
  }

  /**
   * Returns about what an engine needs for each pixel.
   *
   * @param compute the engine
   * @param network the network that is run
   * @param others how many numbers there are for each pixel beside what its layers put out
   * @param pytorch how many times what all these numbers take PyTorch needs at its peak
   * @param mxnet the same of MXNet, which without oneDNN unfolds convolutions
   */
  public static long engineBytes(
      Compute compute, Network network, double others, double pytorch, double mxnet) {
    long image = (long) network.manifest().height() * network.manifest().width();
    // Of a network that does not tell its shapes only the rest is known.
    double numbers = (double) network.outputsPerImage().orElse(0) / image + others;
    double share = compute.engine().equals("MXNet") ? mxnet : pytorch;
    return (long) (share * Float.BYTES * numbers);
  }

  /**
   * Checks that there is enough memory for a picture.
   *
   * @param content what it shows, and as large as it is to be
   * @param name what is being made, for messages
   * @throws UserException if there is not
   */
  public void check(RgbImage content, String name) {
    long pixels = (long) content.height() * content.width();
    if (pixels <= enoughFor) {
      return;
    }
    boolean gpu = compute.device().isGpu();
    OptionalLong free = compute.freeMemory();
    if (free.isPresent()) {
      check(
          content,
          name,
          gpu ? engineBytes : engineBytes + javaBytes,
          gpu ? "memory of the GPU" : "memory",
          free.getAsLong());
    }
    check(content, name, javaBytes, "Java's memory", freeInJava());
    enoughFor = pixels;
  }

  private static long freeInJava() {
    Runtime java = Runtime.getRuntime();
    return java.maxMemory() - java.totalMemory() + java.freeMemory();
  }

  private static void check(
      RgbImage content, String name, long bytesOfPixel, String memory, long free) {
    long needed = bytesOfPixel * content.height() * content.width();
    if (needed > free) {
      double share = Math.sqrt((double) free / needed);
      long side = (long) (share * Math.max(content.height(), content.width()));
      throw new UserException(
          "%s cannot be made: a picture of %d x %d pixels takes about %s of %s, but only %s is free"
              .formatted(name, content.width(), content.height(), text(needed), memory, text(free)),
          "make the image smaller, so that no side is longer than about %d pixels (image-size of a dataset, --longest-side of stylize), or use method: fast, which makes large pictures tile by tile"
              .formatted(side));
    }
  }

  private static String text(long bytes) {
    return bytes < 1_000_000_000
        ? String.format(Locale.ROOT, "%.0f MB", bytes / 1e6)
        : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
  }
}
