package org.atelier.plugin.imagedatasets.check;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.atelier.api.Dataset;
import org.atelier.api.DatasetContents;
import org.atelier.api.Reference;
import org.atelier.api.service.Progress;
import org.atelier.plugin.imagedatasets.cache.ContentHash;
import org.atelier.plugin.imagedatasets.check.ScannedDataset.ScannedImage;
import org.atelier.plugin.imagedatasets.folder.ImageFolder;

/** Looks at each image of a dataset once, on several threads. */
final class DatasetScan {
  private static final int CHUNK = 64;

  private final Progress progress;
  private final String stage;

  /**
   * Makes a scan.
   *
   * @param progress shows how far it has come
   * @param stage the stage's name, for the progress
   */
  DatasetScan(Progress progress, String stage) {
    this.progress = progress;
    this.stage = stage;
  }

  /** Looks at all images of a dataset. */
  ScannedDataset scan(Reference<Dataset> reference) throws InterruptedException {
    Dataset dataset = reference.get();
    DatasetContents contents = dataset.contents();
    ExecutorService threads =
        Executors.newFixedThreadPool(
            Runtime.getRuntime().availableProcessors(), DatasetScan::newThread);
    try (Progress.Task task =
        progress.start(
            "%s: looking at '%s'".formatted(stage, reference.name()), contents.size(), "images")) {
      List<Future<List<ScannedImage>>> chunks = new ArrayList<>();
      for (int from = 0; from < contents.size(); from += CHUNK) {
        int first = from;
        int end = Math.min(contents.size(), from + CHUNK);
        chunks.add(threads.submit(() -> scan(dataset, contents, first, end, task)));
      }
      List<ScannedImage> images = new ArrayList<>(contents.size());
      for (Future<List<ScannedImage>> chunk : chunks) {
        images.addAll(result(chunk));
      }
      return new ScannedDataset(reference.name(), dataset, contents, images);
    } finally {
      threads.shutdownNow();
    }
  }

  private static Thread newThread(Runnable work) {
    Thread thread = new Thread(work, "dataset-check");
    thread.setDaemon(true);
    return thread;
  }

  private static List<ScannedImage> result(Future<List<ScannedImage>> chunk)
      throws InterruptedException {
    try {
      return chunk.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException("looking at an image failed", e.getCause());
    }
  }

  private static List<ScannedImage> scan(
      Dataset dataset, DatasetContents contents, int from, int end, Progress.Task task) {
    byte[] planes = new byte[3 * contents.height() * contents.width()];
    Optional<ImageFolder> folder =
        dataset instanceof ImageFolder files ? Optional.of(files) : Optional.empty();
    List<ScannedImage> images = new ArrayList<>(end - from);
    for (int position = from; position < end && !Thread.interrupted(); position++) {
      dataset.read(position, ByteBuffer.wrap(planes));
      int image = position;
      images.add(
          new ScannedImage(
              ImageSignature.of(planes, contents.height(), contents.width()),
              ContentHash.of(planes),
              folder.map(files -> files.fileHash(image)),
              folder.flatMap(files -> files.originalSize(image))));
      task.advance(1);
    }
    return images;
  }
}
