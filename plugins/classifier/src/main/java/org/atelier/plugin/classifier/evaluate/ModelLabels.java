package org.atelier.plugin.classifier.evaluate;

import java.util.List;
import java.util.stream.IntStream;
import org.atelier.api.ClassCounts;
import org.atelier.api.UserException;

/**
 * Maps a dataset's labels to a model's by the names of the classes, so that a class missing from
 * the dataset, or another order, shifts nothing.
 */
public final class ModelLabels {
  private final int[] labels;

  private ModelLabels(int[] labels) {
    this.labels = labels;
  }

  /**
   * Maps by name.
   *
   * @param modelClasses the model's class names, which are the truth
   * @param dataset the dataset's name in the pipeline file, for messages
   * @param counts the dataset's classes and how many images each has
   * @throws UserException if there are images of a class that the model does not know
   */
  public static ModelLabels map(List<String> modelClasses, String dataset, ClassCounts counts) {
    int[] labels = counts.classNames().stream().mapToInt(modelClasses::indexOf).toArray();
    List<String> unknown =
        IntStream.range(0, labels.length)
            .filter(label -> labels[label] < 0 && counts.count(label) > 0)
            .mapToObj(
                label ->
                    "'%s' (images: %d)"
                        .formatted(counts.classNames().get(label), counts.count(label)))
            .toList();
    if (!unknown.isEmpty()) {
      throw new UserException(
          "dataset '%s' has images of classes that the classifier was not trained on: %s; it knows '%s'"
              .formatted(dataset, String.join(", ", unknown), String.join("', '", modelClasses)),
          "set the dataset's classes-from to the dataset that the classifier was trained on and"
              + " take the other images out, or train with those classes too");
    }
    return new ModelLabels(labels);
  }

  /** Returns the model's label for one of the dataset's. */
  public int of(int datasetLabel) {
    return labels[datasetLabel];
  }
}
