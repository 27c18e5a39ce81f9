package org.atelier.plugin.styletransfer.bank;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.atelier.api.DatasetContents;
import org.atelier.api.LabelledImage;
import org.atelier.api.UserException;

/**
 * A style and the images that show it.
 *
 * @param style the style's name
 * @param positions the images' positions in the dataset, at least one
 */
record ImagesOfStyle(String style, List<Integer> positions) {
  ImagesOfStyle {
    positions = List.copyOf(positions);
  }

  /**
   * Sorts the images of a dataset by style.
   *
   * @param level what a style is
   * @param dataset the dataset's name, for messages
   * @param contents the dataset
   * @return the styles that have images, at least one
   * @throws UserException if there are no images, or if images have no group where groups are
   *     styles
   */
  static List<ImagesOfStyle> of(Level level, String dataset, DatasetContents contents) {
    if (contents.size() == 0) {
      throw new UserException(
          "dataset '%s' has no images to take styles from".formatted(dataset),
          "point the dataset at images");
    }
    Map<String, List<Integer>> byStyle = new TreeMap<>();
    for (int position = 0; position < contents.size(); position++) {
      LabelledImage image = contents.images().get(position);
      byStyle
          .computeIfAbsent(style(level, dataset, contents, image), none -> new ArrayList<>())
          .add(position);
    }
    return byStyle.entrySet().stream()
        .map(entry -> new ImagesOfStyle(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static String style(
      Level level, String dataset, DatasetContents contents, LabelledImage image) {
    return switch (level) {
      case CLASS -> contents.classNames().get(image.label());
      case IMAGE -> image.id();
      case GROUP ->
          image
              .group()
              .orElseThrow(
                  () ->
                      new UserException(
                          "image '%s' of dataset '%s' has no group, but the styles are those of groups"
                              .formatted(image.id(), dataset),
                          "give the dataset a rule for groups that fits all names (group), or set"
                              + " level: class"));
    };
  }
}
