package org.atelier.api;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * What an encoder made of the images of a dataset: a row of numbers for each.
 *
 * @param encoder the stage or file that the encodings came from
 * @param matrix NPY file of {@code (N, D)} numbers, a row for each image
 * @param images CSV with a row for each image, in the order of the matrix: {@code id}, {@code
 *     label}, {@code class}, {@code group}
 * @param size the number of images, N
 * @param codeShape the shape of one code, whose product is D: {@code (C, H, W)} for one that can be
 *     shown as an image
 * @param classNames the class names; a label is a position in this list
 */
public record Encodings(
    String encoder,
    Path matrix,
    Path images,
    int size,
    List<Integer> codeShape,
    List<String> classNames)
    implements Artifact {
  /** Copies the lists. */
  public Encodings {
    Objects.requireNonNull(encoder, "encoder");
    Objects.requireNonNull(matrix, "matrix");
    Objects.requireNonNull(images, "images");
    codeShape = List.copyOf(codeShape);
    classNames = List.copyOf(classNames);
  }
}
