package org.atelier.plugin.imagedatasets.folder;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.atelier.api.Resize;
import org.atelier.api.UserException;
import org.atelier.api.service.Progress;
import org.atelier.plugin.imagedatasets.cache.ContentHash;
import org.atelier.plugin.imagedatasets.decoding.BrokenImageException;
import org.atelier.plugin.imagedatasets.decoding.ImageDecoder;
import org.atelier.plugin.imagedatasets.decoding.ImageFormat;
import org.atelier.plugin.imagedatasets.decoding.PixelSize;

/**
 * Reads, hashes and decodes image files on several threads. Safe for use by several threads itself.
 */
final class ImageLoader {
  /** Longer files are refused unread: an image of the most pixels allowed is shorter. */
  private static final long MAX_FILE_BYTES = 256L << 20;

  /** Mostly holds a header, with the thumbnail that cameras put before it. */
  private static final int HEADER_BYTES = 64 << 10;

  private final String type;
  private final int size;
  private final Resize resize;
  private final Progress progress;
  private final Semaphore memory = ImageDecoder.newMemory();
  private final Queue<ImageDecoder> idleDecoders = new ConcurrentLinkedQueue<>();

  /**
   * Makes a loader.
   *
   * @param type the dataset's type, for messages
   * @param size width and height of the planes in pixels
   * @param resize how an image becomes a square
   * @param progress shows progress
   */
  ImageLoader(String type, int size, Resize resize, Progress progress) {
    this.type = type;
    this.size = size;
    this.resize = resize;
    this.progress = progress;
  }

  /** An image and the hash of its content, or why it is broken. */
  record Loaded(ImageFile file, Optional<ContentHash> hash, Optional<BrokenImage> broken) {
    private static Loaded whole(ImageFile file, ContentHash hash) {
      return new Loaded(file, Optional.of(hash), Optional.empty());
    }

    private static Loaded broken(ImageFile file, String reason) {
      return new Loaded(
          file, Optional.empty(), Optional.of(new BrokenImage(file.id(), file.path(), reason)));
    }
  }

  /**
   * Sees that the planes of all images were made, and are kept as far as there is room. Only files
   * that the keeper does not know are read.
   *
   * @param what what this is, for the progress shown
   * @return what was found, in the order of the files
   */
  List<Loaded> load(String what, List<ImageFile> files, PlaneKeeper keeper) {
    List<Optional<ContentHash>> cached = files.stream().map(keeper::known).toList();
    long missing = cached.stream().filter(Optional::isEmpty).count();
    if (missing == 0) {
      return loaded(files, cached, List.of());
    }
    ExecutorService threads =
        Executors.newFixedThreadPool(
            Runtime.getRuntime().availableProcessors(), ImageLoader::newThread);
    try (Progress.Task task = progress.start(what, missing, "images")) {
      List<Future<Loaded>> futures = new ArrayList<>();
      for (int i = 0; i < files.size(); i++) {
        if (cached.get(i).isEmpty()) {
          ImageFile file = files.get(i);
          futures.add(
              threads.submit(
                  () -> {
                    Loaded loaded = load(file, keeper);
                    task.advance(1);
                    return loaded;
                  }));
        }
      }
      return loaded(files, cached, futures);
    } finally {
      threads.shutdownNow();
    }
  }

  private static Thread newThread(Runnable work) {
    Thread thread = new Thread(work, "image-reader");
    thread.setDaemon(true);
    return thread;
  }

  private static List<Loaded> loaded(
      List<ImageFile> files, List<Optional<ContentHash>> cached, List<Future<Loaded>> futures) {
    List<Loaded> result = new ArrayList<>(files.size());
    int next = 0;
    for (int i = 0; i < files.size(); i++) {
      ImageFile file = files.get(i);
      Optional<ContentHash> hash = cached.get(i);
      result.add(hash.isPresent() ? Loaded.whole(file, hash.get()) : await(futures.get(next++)));
    }
    return result;
  }

  private static Loaded await(Future<Loaded> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (CancellationException)
          new CancellationException("reading images was stopped").initCause(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("reading an image failed", e.getCause());
    }
  }

  /**
   * Checks the length of a file before it is read.
   *
   * @throws BrokenImageException if no image that is read is as long
   */
  static void checkLength(long bytes) throws BrokenImageException {
    if (bytes > MAX_FILE_BYTES) {
      throw new BrokenImageException(
          "the file has %d MB, more than the %d that are read"
              .formatted(bytes >> 20, MAX_FILE_BYTES >> 20));
    }
  }

  private Loaded load(ImageFile file, PlaneKeeper keeper) {
    try {
      checkLength(file.bytes());
      byte[] content = file.read();
      ContentHash hash = ContentHash.of(content);
      if (!keeper.holds(hash)) {
        keeper.add(hash, decode(content));
      }
      return Loaded.whole(file, hash);
    } catch (IOException e) {
      return Loaded.broken(file, Words.reason(e));
    } catch (BrokenImageException e) {
      return Loaded.broken(file, e.getMessage());
    }
  }

  /**
   * Returns the size that an image has in its file.
   *
   * @throws IOException if the file cannot be read
   * @throws BrokenImageException if it is damaged
   */
  PixelSize originalSize(ImageFile file) throws IOException, BrokenImageException {
    byte[] head = ImageFile.head(file.path(), HEADER_BYTES);
    // WebP says at its very end which way is up.
    if (head.length < HEADER_BYTES || !ImageFormat.of(head).equals(Optional.of(ImageFormat.WEBP))) {
      try {
        return size(head);
      } catch (BrokenImageException headerGoesOn) {
        return size(file.read());
      }
    }
    return size(file.read());
  }

  private PixelSize size(byte[] content) throws BrokenImageException {
    ImageDecoder decoder = decoder();
    PixelSize found = decoder.size(content);
    idleDecoders.add(decoder);
    return found;
  }

  private ImageDecoder decoder() {
    ImageDecoder idle = idleDecoders.poll();
    return idle != null ? idle : new ImageDecoder(size, resize, memory);
  }

  /** Decodes the bytes of an image file to planes. */
  byte[] decode(byte[] content) throws BrokenImageException {
    ImageDecoder decoder = decoder();
    byte[] planes = decoder.decode(content);
    // A decoder that met a broken image is not used again.
    idleDecoders.add(decoder);
    return planes;
  }

  /**
   * Decodes a file that was decoded before.
   *
   * @param expected the hash that its content had
   * @throws UserException if it can no longer be read or has changed
   */
  byte[] decodeAgain(ImageFile file, ContentHash expected) {
    try {
      byte[] content = file.read();
      if (ContentHash.of(content).equals(expected)) {
        return decode(content);
      }
    } catch (IOException e) {
      throw new UserException(
          "%s: the image '%s' can no longer be read: %s"
              .formatted(type, file.path(), Words.reason(e)),
          "see that nothing changes the folder during a run, and run again",
          e);
    } catch (BrokenImageException e) {
      throw new IllegalStateException("decoded before, but not now: " + file.path(), e);
    }
    throw new UserException(
        "%s: the image '%s' has changed since the run began".formatted(type, file.path()),
        "see that nothing changes the folder during a run, and run again");
  }
}
