package org.atelier.plugin.imagedatasets.folder;

import java.io.IOException;
import java.nio.file.Path;
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
import org.atelier.api.service.Progress;
import org.atelier.plugin.imagedatasets.cache.ContentHash;
import org.atelier.plugin.imagedatasets.cache.FileIndex;
import org.atelier.plugin.imagedatasets.cache.PixelCache;
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

  private final int size;
  private final Resize resize;
  private final Progress progress;
  private final Semaphore memory = ImageDecoder.newMemory();
  private final Queue<ImageDecoder> idleDecoders = new ConcurrentLinkedQueue<>();

  ImageLoader(int size, Resize resize, Progress progress) {
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
      return new Loaded(file, Optional.empty(), Optional.of(new BrokenImage(file.path(), reason)));
    }
  }

  /**
   * Sees that the pixels of all images are in the cache, as far as it takes them. Only files that
   * are new to it are read.
   *
   * @param folder the dataset's folder, for the progress shown
   * @return what was found, in the order of the files
   */
  List<Loaded> load(Path folder, List<ImageFile> files, FileIndex index, PixelCache cache) {
    List<Optional<ContentHash>> cached =
        files.stream()
            .map(
                file ->
                    index
                        .find(file.id(), file.stamp())
                        .filter(hash -> cache.find(hash).isPresent()))
            .toList();
    long missing = cached.stream().filter(Optional::isEmpty).count();
    if (missing == 0) {
      return loaded(files, cached, List.of());
    }
    ExecutorService threads =
        Executors.newFixedThreadPool(
            Runtime.getRuntime().availableProcessors(), ImageLoader::newThread);
    try (Progress.Task task =
        progress.start(
            "reading images of '%s'".formatted(folder.getFileName()), missing, "images")) {
      List<Future<Loaded>> futures = new ArrayList<>();
      for (int i = 0; i < files.size(); i++) {
        if (cached.get(i).isEmpty()) {
          ImageFile file = files.get(i);
          futures.add(
              threads.submit(
                  () -> {
                    Loaded loaded = load(file, cache);
                    task.advance(1);
                    return loaded;
                  }));
        }
      }
      return loaded(files, cached, futures);
    } finally {
      threads.shutdownNow();
      cache.flush();
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

  private Loaded load(ImageFile file, PixelCache cache) {
    if (file.bytes() > MAX_FILE_BYTES) {
      return Loaded.broken(
          file,
          "the file has %d MB, more than the %d that are read"
              .formatted(file.bytes() >> 20, MAX_FILE_BYTES >> 20));
    }
    try {
      byte[] content = file.read();
      ContentHash hash = ContentHash.of(content);
      if (cache.find(hash).isEmpty()) {
        cache.add(hash, decode(content));
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
}
