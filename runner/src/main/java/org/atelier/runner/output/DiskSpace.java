package org.atelier.runner.output;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.atelier.api.UserException;

/** Tells a full disk from other failures to write. */
public final class DiskSpace {
  /** What the platforms say, in English: Linux and macOS, a full quota, Windows. */
  private static final List<String> SAYINGS =
      List.of("no space left on device", "disk quota exceeded", "not enough space on the disk");

  /** Less than this many bytes free is as good as none, whatever language the system speaks. */
  private static final long NEXT_TO_NOTHING = 16 * 1024;

  private DiskSpace() {}

  /**
   * Explains a failure to write, if its cause is a full disk.
   *
   * @param failure what happened; its causes are looked at too
   * @param folder where it was written
   * @return the message for the user, or empty if the disk is not full
   */
  public static Optional<UserException> explain(Throwable failure, Path folder) {
    boolean written = false;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException) {
        written = true;
        if (saysFull((IOException) cause)) {
          return Optional.of(full(folder, failure));
        }
      }
    }
    return written && usable(folder) < NEXT_TO_NOTHING
        ? Optional.of(full(folder, failure))
        : Optional.empty();
  }

  private static boolean saysFull(IOException failure) {
    String said =
        failure instanceof FileSystemException
            ? ((FileSystemException) failure).getReason()
            : failure.getMessage();
    return said != null
        && SAYINGS.stream().anyMatch(said.toLowerCase(java.util.Locale.ROOT)::contains);
  }

  private static long usable(Path folder) {
    try {
      return Files.getFileStore(folder).getUsableSpace();
    } catch (IOException e) {
      // The question cannot be answered: then the first failure is shown as it is.
      return Long.MAX_VALUE;
    }
  }

  private static UserException full(Path folder, Throwable cause) {
    return new UserException(
        "no space left on the disk that holds %s".formatted(folder.toAbsolutePath()),
        "free some space there, or choose another disk: --runs DIR for runs, ATELIER_CACHE for the cache",
        cause);
  }
}
