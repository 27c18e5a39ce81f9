package org.atelier.plugin.imagedatasets.folder;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.atelier.api.UserException;
import org.atelier.plugin.imagedatasets.cache.FileIndex;
import org.atelier.plugin.imagedatasets.cache.FileStamp;
import org.atelier.plugin.imagedatasets.decoding.ImageFormat;

/**
 * What lies in a folder of class folders. Class folders may have folders of their own, whose images
 * belong to the class. Symbolic links are not followed, so nothing outside the folder is read.
 *
 * <p>Names are brought to Unicode's composed form (NFC): some systems hand out others for the same
 * folder.
 */
final class FolderScan {
  private final Path root;
  private final FileIndex index;
  private final SortedSet<String> classFolders = new TreeSet<>(new CodePointOrder());
  private final List<ImageFile> images = new ArrayList<>();
  private final List<ImageFile> excluded = new ArrayList<>();
  private final List<BrokenImage> unreadable = new ArrayList<>();
  private final SkippedFiles skipped = new SkippedFiles();

  private FolderScan(Path root, FileIndex index) {
    this.root = root;
    this.index = index;
  }

  /**
   * Scans a folder.
   *
   * @param root the folder, which may itself be a link
   * @param index spares known images from being opened
   * @throws UserException if it is missing or cannot be listed
   */
  static FolderScan of(Path root, FileIndex index) {
    FolderScan scan = new FolderScan(root, index);
    try {
      if (!Files.isDirectory(root)) {
        throw Files.exists(root)
            ? new NotDirectoryException(root.toString())
            : new NoSuchFileException(root.toString());
      }
      scan.walk();
    } catch (NoSuchFileException e) {
      throw new UserException(
          "image-folder: the folder '%s' does not exist".formatted(root),
          "set 'path' to a folder that holds one sub-folder of images for each class",
          e);
    } catch (NotDirectoryException e) {
      throw new UserException(
          "image-folder: '%s' is not a folder".formatted(root),
          "set 'path' to a folder that holds one sub-folder of images for each class",
          e);
    } catch (IOException e) {
      throw new UserException(
          "image-folder: the folder '%s' cannot be read: %s"
              .formatted(place(e, root), Words.reason(e)),
          "see that you may read it and everything in it",
          e);
    }
    Comparator<String> order = new CodePointOrder();
    scan.images.sort(
        Comparator.comparing(ImageFile::className, order).thenComparing(ImageFile::id, order));
    return scan;
  }

  /**
   * Leaves images out.
   *
   * @param ids of the images
   * @return those ids that name no image
   */
  List<String> exclude(Set<String> ids) {
    Set<String> unknown = new LinkedHashSet<>(ids);
    images.stream().filter(image -> unknown.remove(image.id())).forEach(excluded::add);
    images.removeAll(Set.copyOf(excluded));
    unreadable.removeIf(broken -> unknown.remove(broken.id()));
    return List.copyOf(unknown);
  }

  /** Returns the images that were left out by their ids. */
  List<ImageFile> excluded() {
    return excluded;
  }

  /** Returns the names of the sub-folders, sorted, those without images included. */
  SortedSet<String> classFolders() {
    return classFolders;
  }

  /** Returns the images, sorted by class and path. */
  List<ImageFile> images() {
    return images;
  }

  /** Returns the files that could not even be opened. */
  List<BrokenImage> unreadable() {
    return unreadable;
  }

  /** Returns one line on what was passed over; empty if nothing was. */
  String skipped() {
    return skipped.text();
  }

  /** Returns what an error about missing images says of what was passed over; may be empty. */
  String besides() {
    return skipped.besides();
  }

  private void walk() throws IOException {
    Path start = root.toRealPath();
    Files.walkFileTree(
        start,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            if (folder.equals(start)) {
              return FileVisitResult.CONTINUE;
            }
            if (isHidden(folder)) {
              skipped.hidden();
              return FileVisitResult.SKIP_SUBTREE;
            }
            if (folder.getParent().equals(start)) {
              classFolders.add(composed(folder.getFileName()));
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            sort(start, file, attributes);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private void sort(Path start, Path file, BasicFileAttributes attributes) throws IOException {
    Path below = start.relativize(file);
    if (attributes.isSymbolicLink()) {
      skipped.symbolicLink(id(below));
    } else if (isHidden(file)) {
      skipped.hidden();
    } else if (below.getNameCount() == 1) {
      skipped.outsideOfClassFolders();
    } else if (!attributes.isRegularFile()) {
      skipped.other(id(below));
    } else {
      addImage(file, below, attributes);
    }
  }

  private void addImage(Path file, Path below, BasicFileAttributes attributes) throws IOException {
    FileStamp stamp = FileStamp.of(file, attributes);
    ImageFile image =
        new ImageFile(
            root.resolve(below), id(below), composed(below.getName(0)), attributes.size(), stamp);
    try {
      if (index.find(image.id(), stamp).isPresent()
          || ImageFormat.of(ImageFile.head(file, ImageFormat.HEAD_BYTES)).isPresent()) {
        images.add(image);
      } else {
        skipped.other(image.id());
      }
    } catch (IOException e) {
      unreadable.add(new BrokenImage(image.id(), image.path(), Words.reason(e)));
    }
  }

  private static Object place(IOException e, Path root) {
    return e instanceof FileSystemException failure && failure.getFile() != null
        ? failure.getFile()
        : root;
  }

  /** Tells whether a file or folder is hidden, by its name or by its attributes. */
  static boolean isHidden(Path path) throws IOException {
    return path.getFileName().toString().startsWith(".") || Files.isHidden(path);
  }

  private static String id(Path below) {
    List<String> names = new ArrayList<>();
    below.forEach(name -> names.add(composed(name)));
    return String.join("/", names);
  }

  private static String composed(Path name) {
    return Normalizer.normalize(name.toString(), Normalizer.Form.NFC);
  }
}
