package org.atelier.plugin.clustering.partition;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.atelier.api.LabelledImage;
import org.atelier.api.UserException;
import org.atelier.plugin.clustering.Clusters;

/**
 * The images of a clustering with the cluster of each.
 *
 * @param images the images in the order of the encodings
 * @param partition their clusters
 */
public record LabelsFile(List<LabelledImage> images, Partition partition) {
  static final List<String> COLUMNS =
      List.of("id", "label", "class", "group", "cluster", "distance");

  /** Copies the images. */
  public LabelsFile {
    images = List.copyOf(images);
  }

  /**
   * Reads the file of a clustering.
   *
   * @throws UserException if it is not as it was written
   * @throws IOException if it cannot be read
   */
  public static LabelsFile read(Clusters clusters) throws IOException {
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).build();
    try (CSVParser parser = CSVParser.parse(clusters.labels(), StandardCharsets.UTF_8, format)) {
      List<LabelledImage> images = new ArrayList<>();
      List<Integer> labels = new ArrayList<>();
      for (CSVRecord row : parser) {
        Optional<String> group = Optional.of(row.get("group")).filter(name -> !name.isEmpty());
        images.add(new LabelledImage(row.get("id"), Integer.parseInt(row.get("label")), group));
        labels.add(Integer.parseInt(row.get("cluster")));
      }
      if (images.size() != clusters.size()) {
        throw new IllegalArgumentException(
            "it has %d images, not %d".formatted(images.size(), clusters.size()));
      }
      int[] all = labels.stream().mapToInt(Integer::intValue).toArray();
      return new LabelsFile(images, Partition.of(all));
    } catch (IllegalArgumentException e) {
      throw new UserException(
          "%s is not as it was written: %s".formatted(clusters.labels(), e.getMessage()),
          "run the stage that clusters again",
          e);
    }
  }
}
