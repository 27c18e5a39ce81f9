package org.atelier.plugin.imagedatasets.folder;

import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.atelier.api.Dataset;
import org.atelier.api.DatasetContents;
import org.atelier.api.LabelledImage;
import org.atelier.api.UserException;
import org.atelier.api.result.CsvWriter;
import org.atelier.api.service.Progress;
import org.atelier.api.service.Warnings;
import org.atelier.plugin.imagedatasets.cache.ContentHash;
import org.atelier.plugin.imagedatasets.decoding.ImageDecoder;

/**
 * Images without labels, named by their paths: all of them are of the one class {@code unlabelled}.
 *
 * <p>The first look at the contents decodes every image once, to leave out those that are broken.
 * The planes of the first ones stay in memory; the others are decoded again when they are read, so
 * that memory does not grow with the dataset and nothing is left on the disk.
 */
public final class ImageFiles implements Dataset {
  static final String CLASS_NAME = "unlabelled";

  /** Room for 890 images of 224 x 224 pixels. */
  private static final long KEPT_BYTES = 128L << 20;

  private final ImageFilesSettings settings;
  private final Warnings warnings;
  private final ImageLoader loader;
  private final PlanesInMemory planes;
  private volatile State state;

  /** What is known once the files were read. */
  private record State(DatasetContents contents, List<ImageFile> files, List<ContentHash> hashes) {}

  /** Makes the dataset; nothing is read yet. */
  @Inject
  public ImageFiles(ImageFilesSettings settings, Progress progress, Warnings warnings) {
    this(settings, progress, warnings, KEPT_BYTES);
  }

  ImageFiles(ImageFilesSettings settings, Progress progress, Warnings warnings, long keptBytes) {
    this.settings = settings;
    this.warnings = warnings;
    loader = new ImageLoader("image-files", settings.imageSize(), settings.resize(), progress);
    planes = new PlanesInMemory(keptBytes);
  }

  @Override
  public DatasetContents contents() {
    return state().contents();
  }

  @Override
  public void read(int position, ByteBuffer target) {
    State opened = state();
    ContentHash hash = opened.hashes().get(position);
    target.put(
        planes.find(hash).orElseGet(() -> loader.decodeAgain(opened.files().get(position), hash)));
  }

  private State state() {
    if (state == null) {
      synchronized (this) {
        if (state == null) {
          state = open();
        }
      }
    }
    return state;
  }

  private State open() {
    GivenFiles given = GivenFiles.of(settings);
    if (!given.skipped().isEmpty()) {
      warnings.add("image-files: skipped " + given.skipped());
    }
    List<ImageLoader.Loaded> loaded = loader.load("reading images", given.images(), planes);
    List<BrokenImage> broken = new ArrayList<>(given.unreadable());
    loaded.forEach(image -> image.broken().ifPresent(broken::add));
    settings.leftOut().ifPresent(file -> write(broken, file));
    List<ImageLoader.Loaded> whole =
        loaded.stream().filter(image -> image.broken().isEmpty()).toList();
    report(broken, whole.size());
    return state(whole);
  }

  private void report(List<BrokenImage> broken, int whole) {
    String list =
        "\n  "
            + Words.list(
                broken.stream().map(image -> image.id() + ": " + image.reason()).toList(), "\n  ");
    if (whole == 0) {
      throw new UserException(
          broken.isEmpty()
              ? "image-files: there are no images among the files that were given"
              : "image-files: none of the images can be read:" + list,
          "give JPEG, PNG, GIF, BMP or WebP images, or folders that hold some");
    }
    if (!broken.isEmpty()) {
      warnings.add(
          "image-files: %d of the %s cannot be read and %s left out:%s"
              .formatted(
                  broken.size(),
                  Words.count(broken.size() + whole, "image", "images"),
                  broken.size() == 1 ? "is" : "are",
                  list));
    }
  }

  private static void write(List<BrokenImage> broken, Path file) {
    try {
      Files.deleteIfExists(file);
      try (CsvWriter rows = CsvWriter.create(file, List.of("id", "reason"))) {
        for (BrokenImage image : broken) {
          rows.add(List.of(image.id(), image.reason()));
        }
      }
    } catch (IOException e) {
      throw new UserException(
          "image-files: '%s' cannot be written: %s".formatted(file, Words.reason(e)),
          "set 'left-out' to a file in a folder that you may write to",
          e);
    }
  }

  private State state(List<ImageLoader.Loaded> images) {
    int size = settings.imageSize();
    List<LabelledImage> labelled = new ArrayList<>(images.size());
    List<ContentHash> hashes = new ArrayList<>(images.size());
    StringBuilder text = new StringBuilder();
    text.append(size).append(' ').append(settings.resize());
    text.append(' ').append(ImageDecoder.VERSION).append('\n');
    for (ImageLoader.Loaded image : images) {
      String id = image.file().id();
      ContentHash hash = image.hash().orElseThrow();
      labelled.add(new LabelledImage(id, 0));
      hashes.add(hash);
      // lengths keep two lists from reading alike
      text.append(hash.hex()).append(' ').append(id.length()).append(' ').append(id).append('\n');
    }
    return new State(
        new DatasetContents(
            List.of(CLASS_NAME),
            labelled,
            size,
            size,
            settings.resize(),
            ContentHash.of(text.toString()).hex()),
        images.stream().map(ImageLoader.Loaded::file).toList(),
        List.copyOf(hashes));
  }
}
