package org.atelier.plugin.imagedatasets.folder;

import java.awt.Color;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.atelier.api.ComponentSpec;
import org.atelier.api.Dataset;
import org.atelier.api.Reference;
import org.atelier.api.Resize;
import org.atelier.plugin.imagedatasets.cache.PixelCache;
import org.atelier.plugin.imagedatasets.decoding.Drawings;

/** A folder of images for a test, and datasets that read it. */
final class Folder {
  static final int SIZE = 8;

  /** Two images fit into a pack. */
  static final PixelCache.Limits LIMITS = new PixelCache.Limits(2 * 3 * SIZE * SIZE, 0);

  final Path images;
  final Path cache;
  final List<String> warnings = new ArrayList<>();
  CountingProgress progress = new CountingProgress();

  Folder(Path temporary) throws IOException {
    images = Files.createDirectories(temporary.resolve("images"));
    cache = temporary.resolve("cache");
  }

  /** Draws a grey image of one intensity. */
  Folder image(String id, int grey) throws IOException {
    return file(id, Drawings.plain("png", 12, 10, new Color(grey, grey, grey)));
  }

  /** Writes a file that seems to be a day old. */
  Folder file(String id, byte[] content) throws IOException {
    Path file = images.resolve(id);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(86_400)));
    return this;
  }

  ImageFolder dataset() {
    return dataset(OnBroken.SKIP, Optional.empty(), LIMITS);
  }

  ImageFolder dataset(OnBroken onBroken) {
    return dataset(onBroken, Optional.empty(), LIMITS);
  }

  ImageFolder dataset(PixelCache.Limits limits) {
    return dataset(OnBroken.SKIP, Optional.empty(), limits);
  }

  ImageFolder datasetWithClassesFrom(Dataset train) {
    Reference<Dataset> reference =
        Reference.to("train", new ComponentSpec("image-folder", Map.of()), train);
    return dataset(OnBroken.SKIP, Optional.of(reference), LIMITS);
  }

  ImageFolder datasetWithGroups(String expression) {
    return dataset(settings(Optional.of(expression), Optional.empty()));
  }

  ImageFolder datasetWithout(Path exclude) {
    return dataset(settings(Optional.empty(), Optional.of(exclude)));
  }

  private ImageFolderSettings settings(Optional<String> group, Optional<Path> exclude) {
    return new ImageFolderSettings(
        images,
        SIZE,
        Resize.CROP,
        Optional.empty(),
        group,
        exclude,
        OnBroken.SKIP,
        Optional.of(cache));
  }

  private ImageFolder dataset(
      OnBroken onBroken, Optional<Reference<Dataset>> classesFrom, PixelCache.Limits limits) {
    return dataset(
        new ImageFolderSettings(
            images,
            SIZE,
            Resize.CROP,
            classesFrom,
            Optional.empty(),
            Optional.empty(),
            onBroken,
            Optional.of(cache)),
        limits);
  }

  private ImageFolder dataset(ImageFolderSettings settings) {
    return dataset(settings, LIMITS);
  }

  private ImageFolder dataset(ImageFolderSettings settings, PixelCache.Limits limits) {
    progress = new CountingProgress();
    warnings.clear();
    return new ImageFolder(settings, progress, cache, limits, () -> true, warnings::add);
  }

  /** Makes the dataset with the wish that files are read again. */
  ImageFolder datasetReadAgain() {
    return new ImageFolder(
        settings(Optional.empty(), Optional.empty()),
        progress,
        cache,
        LIMITS,
        () -> false,
        warnings::add);
  }

  /** Returns the first sample of each image, and checks that each has the right length. */
  static List<Integer> firstSamples(Dataset dataset) {
    List<Integer> samples = new ArrayList<>();
    for (int i = 0; i < dataset.contents().size(); i++) {
      ByteBuffer target = ByteBuffer.allocate(3 * SIZE * SIZE + 1);
      dataset.read(i, target);
      if (target.remaining() != 1) {
        throw new AssertionError(target.position() + " bytes read");
      }
      samples.add(target.get(0) & 0xff);
    }
    return samples;
  }
}
