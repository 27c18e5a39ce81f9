package org.atelier.plugin.imagedatasets.folder;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.atelier.api.UserException;
import org.atelier.plugin.imagedatasets.cache.FileStamp;
import org.atelier.plugin.imagedatasets.decoding.ImageFormat;

/**
 * The images that a user names, by their own paths or by folders. An image is known by its path as
 * it was given; one that is named twice is taken once.
 *
 * <p>What is named may be a symbolic link; links below a folder are not followed, as in {@link
 * FolderScan}.
 */
final class GivenFiles {
  private final Map<String, ImageFile> images = new LinkedHashMap<>();
  private final List<BrokenImage> unreadable = new ArrayList<>();
  private final SkippedFiles skipped = new SkippedFiles();

  private GivenFiles() {}

  /**
   * Finds the files.
   *
   * @throws UserException if the list cannot be read
   */
  static GivenFiles of(ImageFilesSettings settings) {
    GivenFiles files = new GivenFiles();
    settings.paths().forEach(path -> files.add(path.toString(), path));
    settings.list().ifPresent(list -> files.addListed(list, root(settings, list)));
    return files;
  }

  /** Returns the images in the order they were given, those of a folder by their paths. */
  List<ImageFile> images() {
    return List.copyOf(images.values());
  }

  /** Returns what is not there or could not be opened. */
  List<BrokenImage> unreadable() {
    return unreadable;
  }

  /** Returns one line on what was passed over in folders; empty if nothing was. */
  String skipped() {
    return skipped.text();
  }

  private static Path root(ImageFilesSettings settings, Path list) {
    return settings.relativeTo().orElseGet(() -> list.toAbsolutePath().getParent());
  }

  private void addListed(Path list, Path root) {
    int number = 0;
    try (BufferedReader lines = Files.newBufferedReader(list)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank()) {
          add(line, root.resolve(line));
        }
      }
    } catch (InvalidPathException | CharacterCodingException e) {
      throw new UserException(
          "image-files: line %d of the list '%s' is no path in UTF-8"
              .formatted(e instanceof InvalidPathException ? number : number + 1, list),
          "write the path of an image or a folder on each line, and nothing else",
          e);
    } catch (IOException e) {
      throw new UserException(
          "image-files: the list '%s' cannot be read: %s".formatted(list, reason(e)),
          "name a text file with the path of an image or a folder on each line",
          e);
    }
  }

  private void add(String given, Path path) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      if (attributes.isDirectory()) {
        addBelow(given, path);
      } else if (attributes.isRegularFile()) {
        addImage(given, path.toRealPath(), attributes);
      } else {
        unreadable.add(new BrokenImage(given, path, "it is neither a file nor a folder"));
      }
    } catch (IOException e) {
      unreadable.add(new BrokenImage(given, path, reason(e)));
    }
  }

  private void addImage(String id, Path file, BasicFileAttributes attributes) throws IOException {
    FileStamp stamp = FileStamp.of(file, attributes);
    images.putIfAbsent(id, new ImageFile(file, id, "", attributes.size(), stamp));
  }

  private void addBelow(String given, Path folder) throws IOException {
    Path start = folder.toRealPath();
    String prefix = given.endsWith("/") ? given : given + "/";
    Map<String, Path> found = new LinkedHashMap<>();
    Files.walkFileTree(start, new Walk(start, prefix, found));
    Comparator<String> order = new CodePointOrder();
    for (String id : found.keySet().stream().sorted(order).toList()) {
      Path file = found.get(id);
      try {
        if (ImageFormat.of(ImageFile.head(file, ImageFormat.HEAD_BYTES)).isPresent()) {
          addImage(id, file, Files.readAttributes(file, BasicFileAttributes.class));
        } else {
          skipped.other(id);
        }
      } catch (IOException e) {
        unreadable.add(new BrokenImage(id, file, reason(e)));
      }
    }
  }

  private static String reason(IOException e) {
    return e instanceof NoSuchFileException ? "there is no such file" : Words.reason(e);
  }

  /** Collects the regular files below a folder. */
  private final class Walk extends SimpleFileVisitor<Path> {
    private final Path start;
    private final String prefix;
    private final Map<String, Path> found;

    Walk(Path start, String prefix, Map<String, Path> found) {
      this.start = start;
      this.prefix = prefix;
      this.found = found;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
        throws IOException {
      if (!folder.equals(start) && FolderScan.isHidden(folder)) {
        skipped.hidden();
        return FileVisitResult.SKIP_SUBTREE;
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (attributes.isSymbolicLink()) {
        skipped.symbolicLink(id(file));
      } else if (FolderScan.isHidden(file)) {
        skipped.hidden();
      } else if (attributes.isRegularFile()) {
        found.put(id(file), file);
      } else {
        skipped.other(id(file));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
      unreadable.add(new BrokenImage(id(file), file, reason(failure)));
      return FileVisitResult.CONTINUE;
    }

    private String id(Path file) {
      List<String> names = new ArrayList<>();
      start.relativize(file).forEach(name -> names.add(name.toString()));
      return prefix + String.join("/", names);
    }
  }
}
