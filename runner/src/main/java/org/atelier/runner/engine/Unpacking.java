package org.atelier.runner.engine;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;

/**
 * Lets one process at a time unpack an engine's libraries. DJL unpacks into a folder aside and
 * renames it, but two first runs at once would delete each other's folder.
 */
final class Unpacking {
  private Unpacking() {}

  /**
   * Loads an engine; if its libraries are not unpacked yet, while no other process does so.
   *
   * @param folder where the libraries will lie
   * @param load loads the engine, which unpacks it first
   */
  static <T> T guard(Path folder, Supplier<T> load) {
    if (Files.exists(folder)) {
      return load.get();
    }
    try {
      Files.createDirectories(folder.getParent());
      Path file = folder.resolveSibling(folder.getFileName() + ".lock");
      try (FileChannel channel =
              FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        assert lock.isValid();
        return load.get();
      }
    } catch (IOException e) {
      return load.get(); // without a lock; if nothing can be written there, DJL says so itself
    }
  }
}
