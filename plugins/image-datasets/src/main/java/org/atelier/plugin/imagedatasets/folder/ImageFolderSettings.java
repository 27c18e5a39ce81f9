package org.atelier.plugin.imagedatasets.folder;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.util.Optional;
import org.atelier.api.Dataset;
import org.atelier.api.Reference;
import org.atelier.api.Resize;
import org.atelier.api.Setting;

/**
 * The settings of {@code image-folder}.
 *
 * @param path the folder of class folders
 * @param imageSize width and height of every image in pixels
 * @param resize how an image becomes a square
 * @param classesFrom the dataset whose class names this one takes
 * @param group finds in a file name what images have in common
 * @param exclude a file with the ids of the images to leave out
 * @param onBroken what becomes of images that cannot be read
 * @param cache the folder of the cache
 */
public record ImageFolderSettings(
    @Setting("folder that holds one sub-folder of images for each class") Path path,
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
    @Setting(
            "dataset whose class names this one takes, so that labels mean the same; without it "
                + "they are the sorted names of the sub-folders")
        Optional<Reference<Dataset>> classesFrom,
    @Setting(
            "regular expression (RE2) that is searched for in each file name; its one pair of "
                + "parentheses takes the image's group, such as the artist in '^([^_]+)_': images "
                + "of a group are not parted between training and validation")
        Optional<String> group,
    @Setting(
            "CSV file with a column 'id', or text file with an id on each line: the images to leave "
                + "out; an id is the path below the folder, such as 'rose/1.jpg'")
        Optional<Path> exclude,
    @Setting(
            value =
                "what becomes of broken and of absurdly large images: left out with a warning, or "
                    + "an error",
            defaultValue = "skip")
        OnBroken onBroken,
    @Setting(
            "folder for decoded pixels, kept between runs; without it images in "
                + "$ATELIER_CACHE, or ~/.cache/atelier/images")
        Optional<Path> cache) {
  /** Checks the regular expression. */
  public ImageFolderSettings {
    GroupRule.of(group);
  }
}
