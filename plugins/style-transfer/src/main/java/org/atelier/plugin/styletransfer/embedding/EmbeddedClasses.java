package org.atelier.plugin.styletransfer.embedding;

import java.util.List;
import java.util.stream.IntStream;
import org.atelier.api.ClassCounts;
import org.atelier.api.DatasetContents;
import org.atelier.api.UserException;
import org.atelier.api.service.Batch;

/** Which embedding the images of a dataset have. */
final class EmbeddedClasses {
  private final DatasetContents contents;

  /** The embedding of each of the dataset's classes, negative for none. */
  private final int[] indices;

  private EmbeddedClasses(DatasetContents contents, List<String> embedded) {
    this.contents = contents;
    this.indices = contents.classNames().stream().mapToInt(embedded::indexOf).toArray();
  }

  /** Returns the names of the classes that have images. */
  static List<String> withImages(ClassCounts counts) {
    return IntStream.range(0, counts.classes())
        .filter(label -> counts.count(label) > 0)
        .mapToObj(counts.classNames()::get)
        .toList();
  }

  /**
   * Maps a dataset's classes to embeddings by name.
   *
   * @param dataset the dataset's name, for the message
   * @param contents the dataset
   * @param embedded the classes that have embeddings, in their order
   * @throws UserException if there are images of a class without an embedding
   */
  static EmbeddedClasses map(String dataset, DatasetContents contents, List<String> embedded) {
    List<String> unknown =
        withImages(contents.classCounts()).stream()
            .filter(name -> !embedded.contains(name))
            .toList();
    if (!unknown.isEmpty()) {
      throw new UserException(
          "dataset '%s' has images of '%s', but there are embeddings of '%s' alone"
              .formatted(dataset, String.join("', '", unknown), String.join("', '", embedded)),
          "learn the embeddings from a dataset with all of these classes, or take the other images"
              + " out");
    }
    return new EmbeddedClasses(contents, embedded);
  }

  /** Returns the embedding of each image of a batch. */
  List<Integer> of(Batch batch) {
    return batch.positions().stream().map(position -> indices[contents.label(position)]).toList();
  }
}
