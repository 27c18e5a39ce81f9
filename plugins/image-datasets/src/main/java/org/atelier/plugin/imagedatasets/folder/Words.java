package org.atelier.plugin.imagedatasets.folder;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import java.util.stream.Collectors;

/** Wordings that several messages share. */
final class Words {
  private static final int LISTED = 20;

  private Words() {}

  /** Returns a number with its noun, such as {@code 1 image} or {@code 2 images}. */
  static String count(int number, String singular, String plural) {
    return number + " " + (number == 1 ? singular : plural);
  }

  /** Returns items joined by a separator, the first twenty if there are more. */
  static String list(List<?> items, String separator) {
    String listed =
        items.stream().limit(LISTED).map(String::valueOf).collect(Collectors.joining(separator));
    int more = items.size() - LISTED;
    return more > 0 ? listed + separator + "and " + more + " more" : listed;
  }

  /** Returns why reading or writing failed, without the path. */
  static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof NoSuchFileException) {
      return "it is no longer there";
    }
    if (e instanceof NotDirectoryException) {
      return "it is not a folder";
    }
    if (e instanceof FileSystemException failure && failure.getReason() != null) {
      return failure.getReason();
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
