package org.atelier.plugin.styletransfer.open;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.atelier.api.Artifact;
import org.atelier.api.StageContext;
import org.atelier.api.UserException;
import org.atelier.api.service.Outputs;

/**
 * The folder of a stage that ran before. What it has put out is copied into the new stage's folder:
 * what comes of the run can be traced to it even when the original is gone.
 */
final class EarlierStage {
  private static final String COPY = "opened";

  private EarlierStage() {}

  /**
   * Copies a stage's folder and reads what the stage has put out.
   *
   * @param type what it has put out
   * @param folder the stage's folder
   * @param context the stage that opens it
   * @param outputs reads it
   * @throws UserException if there is no such folder, or if it holds something else
   * @throws IOException if a file cannot be copied
   */
  static <O extends Artifact> O open(
      Class<O> type, Path folder, StageContext context, Outputs outputs) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new UserException(
          "there is no folder '%s'".formatted(folder),
          "name the folder of a stage in the folder of a run, such as"
              + " runs/gatys/20260501-102030/stages/bank");
    }
    // Read in its place first: a folder of something else is not copied.
    outputs.read(type, folder);
    Path copy = context.folder().resolve(COPY);
    Files.walkFileTree(folder, new Copying(folder, copy));
    return outputs.read(type, copy);
  }

  private static final class Copying extends SimpleFileVisitor<Path> {
    private final Path from;
    private final Path to;

    Copying(Path from, Path to) {
      this.from = from;
      this.to = to;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
        throws IOException {
      Files.createDirectories(to.resolve(from.relativize(folder)));
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      // A link might lead anywhere.
      if (attributes.isRegularFile()) {
        Files.copy(file, to.resolve(from.relativize(file)));
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
