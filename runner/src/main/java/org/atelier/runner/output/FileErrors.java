package org.atelier.runner.output;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Puts into words what Java's file exceptions say by their class alone. */
public final class FileErrors {
  private FileErrors() {}

  /** Returns what went wrong and with which file, as half a sentence. */
  public static String describe(IOException failure) {
    if (!(failure instanceof FileSystemException)) {
      return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }
    FileSystemException onFile = (FileSystemException) failure;
    return onFile.getFile() == null
        ? reason(onFile)
        : "%s: %s".formatted(onFile.getFile(), reason(onFile));
  }

  private static String reason(FileSystemException failure) {
    if (failure instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (failure instanceof NoSuchFileException) {
      return "there is no such file or folder";
    }
    if (failure instanceof FileAlreadyExistsException) {
      return "something of that name is in the way";
    }
    if (failure instanceof DirectoryNotEmptyException) {
      return "the folder is not empty";
    }
    return failure.getReason() == null ? failure.toString() : failure.getReason();
  }
}
