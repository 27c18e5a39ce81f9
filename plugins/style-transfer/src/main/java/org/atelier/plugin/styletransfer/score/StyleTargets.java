package org.atelier.plugin.styletransfer.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.atelier.api.DatasetContents;
import org.atelier.api.LabelledImage;
import org.atelier.api.UserException;
import org.atelier.api.service.Batch;
import org.atelier.api.service.Batches;
import org.atelier.api.service.Progress;
import org.atelier.plugin.styletransfer.method.Pixels;
import org.atelier.plugin.styletransfer.method.Style;

/** Describes styles by the images of a dataset, as a {@link Judge} sees them. */
final class StyleTargets {
  private final Judge judge;
  private final String dataset;
  private final DatasetContents contents;

  /** The images of each style, as their positions. */
  private final Map<String, List<Integer>> members = new LinkedHashMap<>();

  /** The sums of the styles' Gram matrices. */
  private final Map<String, List<double[]>> grams = new LinkedHashMap<>();

  /** The sums of the images of the classes that the styles belong to. */
  private final Map<Integer, double[]> sums = new TreeMap<>();

  /**
   * Prepares to describe.
   *
   * @param judge looks at the images
   * @param dataset the dataset's name, for messages
   * @param contents the dataset
   */
  StyleTargets(Judge judge, String dataset, DatasetContents contents) {
    this.judge = judge;
    this.dataset = dataset;
    this.contents = contents;
  }

  /**
   * Adds the styles of a set of pictures, before any image is read.
   *
   * @param level {@code class}, {@code group} or {@code image}
   * @param styles the styles, blends among them
   * @throws UserException if the dataset has no images of one
   */
  void add(String level, List<Style> styles) {
    for (Style style : styles) {
      for (Style.Part part : style.parts()) {
        members.computeIfAbsent(part.style(), name -> membersOf(level, name));
      }
    }
  }

  private List<Integer> membersOf(String level, String style) {
    List<Integer> positions =
        IntStream.range(0, contents.size())
            .filter(position -> style.equals(name(level, contents.images().get(position))))
            .boxed()
            .toList();
    if (positions.isEmpty()) {
      throw new UserException(
          "dataset '%s' has no images of the %s '%s', whose style pictures were given"
              .formatted(dataset, level, style),
          "set styles to the dataset that the styles were taken from");
    }
    return positions;
  }

  private String name(String level, LabelledImage image) {
    return switch (level) {
      case "class" -> contents.classNames().get(image.label());
      case "group" -> image.group().orElse("");
      case "image" -> image.id();
      default -> throw new IllegalArgumentException("level '%s'".formatted(level));
    };
  }

  /** Returns the positions of the images that are to be read. */
  int[] positions() {
    List<Integer> labels = members.values().stream().map(this::label).distinct().toList();
    return IntStream.range(0, contents.size())
        .filter(
            position ->
                labels.contains(contents.label(position))
                    || members.values().stream().anyMatch(of -> of.contains(position)))
        .toArray();
  }

  /** Returns the commonest class of some images, the first of equals. */
  private int label(List<Integer> positions) {
    int[] counts = new int[contents.classNames().size()];
    positions.forEach(position -> counts[contents.label(position)]++);
    int most = Arrays.stream(counts).max().orElseThrow();
    return IntStream.range(0, counts.length).filter(l -> counts[l] == most).findFirst().orElse(0);
  }

  /** Reads the images of a pass over {@link #positions()}. */
  void read(Batches.Pass pass, Progress.Task task) throws InterruptedException {
    boolean more = true;
    while (more) {
      try (Batch batch = pass.next()) {
        more = batch != null;
        if (more) {
          addGrams(batch);
          addPixels(batch);
          task.advance(batch.size());
        }
      }
    }
  }

  private void addGrams(Batch batch) {
    List<float[]> seen = judge.grams(batch.images());
    for (Map.Entry<String, List<Integer>> style : members.entrySet()) {
      for (int index = 0; index < batch.size(); index++) {
        if (style.getValue().contains(batch.positions().get(index))) {
          addRow(style.getKey(), seen, index, batch.size());
        }
      }
    }
  }

  private void addRow(String style, List<float[]> seen, int index, int rows) {
    List<double[]> sum =
        grams.computeIfAbsent(
            style,
            none -> seen.stream().map(matrices -> new double[matrices.length / rows]).toList());
    for (int layer = 0; layer < sum.size(); layer++) {
      double[] matrix = sum.get(layer);
      int from = index * matrix.length;
      for (int at = 0; at < matrix.length; at++) {
        matrix[at] += seen.get(layer)[from + at];
      }
    }
  }

  private void addPixels(Batch batch) {
    float[] pixels = batch.images().toFloatArray();
    int size = pixels.length / batch.size();
    for (int index = 0; index < batch.size(); index++) {
      double[] sum =
          sums.computeIfAbsent(
              contents.label(batch.positions().get(index)), none -> new double[size]);
      for (int at = 0; at < size; at++) {
        sum[at] += pixels[index * size + at];
      }
    }
  }

  /**
   * Returns what pictures in a style are held against, after the images have been read.
   *
   * @param style the style; of a blend the parts' matrices and mean images are blended too, and the
   *     class is that of the largest part
   */
  StyleTarget target(Style style) {
    List<double[]> matrices = new ArrayList<>();
    double[] pixels = new double[3 * contents.height() * contents.width()];
    Style.Part largest = style.parts().get(0);
    for (Style.Part part : style.parts()) {
      List<Integer> images = members.get(part.style());
      List<double[]> sum = grams.get(part.style());
      for (int layer = 0; layer < sum.size(); layer++) {
        if (matrices.size() == layer) {
          matrices.add(new double[sum.get(layer).length]);
        }
        addScaled(matrices.get(layer), sum.get(layer), part.weight() / images.size());
      }
      int label = label(images);
      addScaled(pixels, sums.get(label), part.weight() / contents.classCounts().count(label));
      largest = part.weight() > largest.weight() ? part : largest;
    }
    List<Integer> shown = members.get(largest.style());
    return new StyleTarget(
        matrices.stream().map(StyleTargets::floats).toList(),
        contents.classNames().get(label(shown)),
        new Pixels(contents.height(), contents.width(), floats(pixels)),
        shown.get(0));
  }

  private static void addScaled(double[] target, double[] values, double factor) {
    for (int at = 0; at < target.length; at++) {
      target[at] += factor * values[at];
    }
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int at = 0; at < floats.length; at++) {
      floats[at] = (float) values[at];
    }
    return floats;
  }
}
