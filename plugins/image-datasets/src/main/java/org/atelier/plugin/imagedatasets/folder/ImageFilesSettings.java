package org.atelier.plugin.imagedatasets.folder;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.atelier.api.Resize;
import org.atelier.api.Setting;

/**
 * The settings of {@code image-files}.
 *
 * @param paths images and folders of images
 * @param list a file that names more of them
 * @param relativeTo where relative paths in the list start
 * @param imageSize width and height of every image in pixels
 * @param resize how an image becomes a square
 * @param leftOut the file that gets the images that cannot be read
 */
public record ImageFilesSettings(
    @Setting(
            value = "images, and folders whose images are taken, those of their sub-folders too",
            defaultValue = "[]")
        List<Path> paths,
    @Setting("text file (UTF-8) with the path of an image or a folder on each line")
        Optional<Path> list,
    @Setting("folder that relative paths in the list start from; without it the list's own")
        Optional<Path> relativeTo,
    @Setting(
            value = "width and height that every image is brought to, in pixels",
            defaultValue = "224")
        @Min(8)
        @Max(4096)
        int imageSize,
    @Setting(
            value =
                "how an image becomes a square: its middle is cut out, it is stretched, or black is "
                    + "added beside it",
            defaultValue = "crop")
        Resize resize,
    @Setting("CSV file to be written with the id of each image that cannot be read, and the reason")
        Optional<Path> leftOut) {
  /** Copies the paths and checks that there is something to read. */
  public ImageFilesSettings {
    paths = List.copyOf(paths);
    if (paths.isEmpty() && list.isEmpty()) {
      throw new IllegalArgumentException("image-files needs paths, or a list of them");
    }
    if (relativeTo.isPresent() && list.isEmpty()) {
      throw new IllegalArgumentException("relative-to is for the paths in a list");
    }
  }
}
