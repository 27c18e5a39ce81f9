package org.atelier.runner.output;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;

/** What is done to folders as a whole. */
public final class Folders {
  private Folders() {}

  /**
   * Makes a folder with the same files as another, by hard links where the file system has them,
   * else by copies. Links in the folder are left out.
   *
   * @param from the folder
   * @param to the new folder, which does not exist yet
   * @throws IOException if it cannot be made; what was made of it stays
   */
  public static void link(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes)
              throws IOException {
            Files.createDirectory(to.resolve(from.relativize(visited).toString()));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (attributes.isRegularFile()) {
              linkFile(file, to.resolve(from.relativize(file).toString()));
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static void linkFile(Path file, Path link) throws IOException {
    try {
      Files.createLink(link, file);
    } catch (NoSuchFileException e) {
      throw e;
    } catch (IOException | UnsupportedOperationException e) {
      // Another disk, or a file system without links.
      Files.copy(file, link, StandardCopyOption.COPY_ATTRIBUTES);
    }
  }

  /**
   * Brings a folder and all that is in it to the disk.
   *
   * @throws IOException if that fails
   */
  public static void sync(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (attributes.isRegularFile() && Files.isWritable(file)) {
              // Not by a channel, which an interrupted thread cannot use.
              try (RandomAccessFile opened = new RandomAccessFile(file.toFile(), "rw")) {
                opened.getFD().sync();
              }
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            WholeFile.syncFolder(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /**
   * Deletes a folder and all that is in it, but nothing that links in it lead to.
   *
   * @throws IOException if something cannot be deleted
   */
  public static void delete(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
