package org.atelier.runner.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.atelier.runner.output.Folders;

/**
 * A folder that is removed with all that is in it.
 *
 * @param path where it lies
 */
record TemporaryFolder(Path path) implements AutoCloseable {
  /**
   * Makes a folder that only this user may open.
   *
   * @param command for which command, which names it
   */
  static TemporaryFolder make(String command) throws IOException {
    return new TemporaryFolder(Files.createTempDirectory("atelier-%s-".formatted(command)));
  }

  @Override
  public void close() throws IOException {
    Folders.delete(path);
  }
}
