package org.atelier.api;

import java.util.List;
import java.util.Objects;

/**
 * What a dataset holds: its classes, its images in order, their size, and a fingerprint of it all.
 *
 * @param classNames the class names; a label is a position in this list
 * @param images the images in their fixed order
 * @param height height of every image in pixels
 * @param width width of every image in pixels
 * @param resize how images of other shapes are brought to that size, so that a model can treat new
 *     images as it did those that it was trained on
 * @param fingerprint hexadecimal digest that changes when any pixel, label, id, group or class name
 *     does
 */
public record DatasetContents(
    List<String> classNames,
    List<LabelledImage> images,
    int height,
    int width,
    Resize resize,
    String fingerprint) {

  /** Copies the lists and checks that every label names a class. */
  public DatasetContents {
    classNames = List.copyOf(classNames);
    images = List.copyOf(images);
    Objects.requireNonNull(resize, "resize");
    Objects.requireNonNull(fingerprint, "fingerprint");
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException("image size %d x %d".formatted(height, width));
    }
    for (LabelledImage image : images) {
      Objects.checkIndex(image.label(), classNames.size());
    }
  }

  /** Describes images that are of that size by nature; others would be cropped to it. */
  public DatasetContents(
      List<String> classNames,
      List<LabelledImage> images,
      int height,
      int width,
      String fingerprint) {
    this(classNames, images, height, width, Resize.CROP, fingerprint);
  }

  /** Returns the number of images. */
  public int size() {
    return images.size();
  }

  /** Returns the label of the image at a position. */
  public int label(int position) {
    return images.get(position).label();
  }

  /** Returns how many images there are of each class. */
  public ClassCounts classCounts() {
    int[] counts = new int[classNames.size()];
    for (LabelledImage image : images) {
      counts[image.label()]++;
    }
    return new ClassCounts(classNames, counts);
  }
}
