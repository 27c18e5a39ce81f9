package org.atelier.plugin.imagedatasets.folder;

import java.util.ArrayList;
import java.util.List;

/** Counts what a scan passes over, to be told in one line. */
final class SkippedFiles {
  private final List<String> otherFiles = new ArrayList<>();
  private int symbolicLinks;
  private int hidden;
  private int outside;

  void symbolicLink() {
    symbolicLinks++;
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
    if (symbolicLinks > 0) {
      parts.add(Words.count(symbolicLinks, "symbolic link", "symbolic links"));
    }
    if (hidden > 0) {
      parts.add(Words.count(hidden, "hidden file or folder", "hidden files or folders"));
    }
    if (outside > 0) {
      parts.add(Words.count(outside, "file", "files") + " outside the class folders");
    }
    if (!otherFiles.isEmpty()) {
      otherFiles.sort(new CodePointOrder());
      parts.add(
          Words.count(otherFiles.size(), "file that is", "files that are")
              + " not JPEG, PNG, GIF, BMP or WebP (%s'%s')"
                  .formatted(otherFiles.size() > 1 ? "such as " : "", otherFiles.get(0)));
    }
    return String.join(", ", parts);
  }
}
