package org.atelier.plugin.imagedatasets.folder;

import java.util.ArrayList;
import java.util.List;

/** Counts what a scan passes over, to be told in one line. */
final class SkippedFiles {
  private final List<String> symbolicLinks = new ArrayList<>();
  private final List<String> otherFiles = new ArrayList<>();
  private int hidden;
  private int outside;

  /** Notes a link, which is not followed. */
  void symbolicLink(String id) {
    symbolicLinks.add(id);
  }

  void hidden() {
    hidden++;
  }

  void outsideOfClassFolders() {
    outside++;
  }

  /** Notes a file that is no image. */
  void other(String id) {
    otherFiles.add(id);
  }

  /** Returns one line; empty if nothing was passed over. */
  String text() {
    List<String> parts = new ArrayList<>();
    if (!symbolicLinks.isEmpty()) {
      parts.add(
          Words.count(symbolicLinks.size(), "symbolic link", "symbolic links")
              + ", not followed"
              + example(symbolicLinks));
    }
    if (hidden > 0) {
      parts.add(Words.count(hidden, "hidden file or folder", "hidden files or folders"));
    }
    if (outside > 0) {
      parts.add(Words.count(outside, "file", "files") + " outside the class folders");
    }
    if (!otherFiles.isEmpty()) {
      parts.add(
          Words.count(otherFiles.size(), "file that is", "files that are")
              + " not JPEG, PNG, GIF, BMP or WebP"
              + example(otherFiles));
    }
    return String.join(", ", parts);
  }

  /** Returns what an error about missing images says of what was passed over. */
  String besides() {
    return text().isEmpty() ? "" : "; skipped " + text();
  }

  private static String example(List<String> ids) {
    ids.sort(new CodePointOrder());
    return " (%s'%s')".formatted(ids.size() > 1 ? "such as " : "", ids.get(0));
  }
}
