package org.atelier.plugin.imagedatasets.folder;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.atelier.api.Dataset;
import org.atelier.api.Reference;
import org.atelier.api.UserException;

/** Settles the class names of a folder, and checks the folder against them. */
final class ClassNames {
  private ClassNames() {}

  /**
   * Returns the class names: those of the dataset referred to, or else the folder's own.
   *
   * @throws UserException if the folder has no class folders, or images of other classes than the
   *     dataset that names them
   */
  static List<String> of(ImageFolderSettings settings, FolderScan scan) {
    if (settings.classesFrom().isPresent()) {
      Reference<Dataset> reference = settings.classesFrom().get();
      List<String> names = reference.get().contents().classNames();
      rejectStrangers(settings, scan, reference.name(), names);
      return names;
    }
    if (scan.classFolders().isEmpty()) {
      throw new UserException(
          "image-folder: '%s' holds no class folders%s".formatted(settings.path(), scan.besides()),
          "put the images of each class into a sub-folder that is named after the class");
    }
    return List.copyOf(scan.classFolders());
  }

  private static void rejectStrangers(
      ImageFolderSettings settings, FolderScan scan, String source, List<String> names) {
    Map<String, ImageFile> strangers = new LinkedHashMap<>();
    for (ImageFile image : scan.images()) {
      if (!names.contains(image.className())) {
        strangers.putIfAbsent(image.className(), image);
      }
    }
    if (strangers.isEmpty()) {
      return;
    }
    List<String> lines = new ArrayList<>();
    strangers.forEach((name, image) -> lines.add("'%s' (%s)".formatted(name, image.path())));
    throw new UserException(
        "image-folder: '%s' holds images of %s that '%s' does not have: %s"
            .formatted(
                settings.path(),
                Words.count(strangers.size(), "class", "classes"),
                source,
                Words.list(lines, ", ")),
        "rename or remove these folders; the classes of '%s' are: %s"
            .formatted(source, String.join(", ", names)));
  }

  /**
   * Checks that every class has images: a class folder of its own without any is an error, a class
   * that another dataset names only a warning.
   *
   * @param empty the names of the classes without images
   * @param besides what was passed over, to be told with the error
   * @return the warning, or an empty text
   * @throws UserException if a class folder is empty
   */
  static String checkEmpty(ImageFolderSettings settings, List<String> empty, String besides) {
    if (empty.isEmpty()) {
      return "";
    }
    if (settings.classesFrom().isPresent()) {
      return "image-folder: '%s' has no images of %s of '%s': %s"
          .formatted(
              settings.path(),
              Words.count(empty.size(), "class", "classes"),
              settings.classesFrom().get().name(),
              Words.list(empty, ", "));
    }
    throw new UserException(
        "image-folder: '%s' has %s without images: %s%s"
            .formatted(
                settings.path(),
                Words.count(empty.size(), "class folder", "class folders"),
                Words.list(empty, ", "),
                besides),
        "put images into each class folder, or remove those that are empty; if another dataset has "
            + "all the classes, name it in 'classes-from'");
  }
}
