package org.atelier.plugin.clustering.analysis;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.atelier.api.LabelledImage;
import org.atelier.api.array.NpyReader;
import org.atelier.api.result.ImageGrid;
import org.atelier.plugin.clustering.Clusters;
import org.atelier.plugin.clustering.partition.LabelsFile;
import org.atelier.plugin.clustering.partition.Partition;

/** The images nearest to each centroid, a row for each cluster. */
final class ContactSheet {
  private static final int SIDE = 160;

  private ContactSheet() {}

  static ImageGrid of(Clusters clusters, LabelsFile file, Pictures pictures, int most)
      throws IOException {
    float[] own = ownDistances(clusters, file.partition());
    List<ImageGrid.Row> rows = new ArrayList<>();
    for (int cluster = 0; cluster < file.partition().clusters(); cluster++) {
      List<ImageGrid.Cell> cells =
          IntStream.of(file.partition().members(cluster))
              .boxed()
              .sorted(Comparator.comparing(member -> own[member]))
              .limit(most)
              .map(file.images()::get)
              .map(image -> cell(image, clusters.classNames(), pictures))
              .toList();
      String name = "cluster %d: %d images".formatted(cluster, file.partition().size(cluster));
      rows.add(new ImageGrid.Row(name, cells));
    }
    return new ImageGrid("Images nearest to the centroid of each cluster", List.of(), rows);
  }

  private static ImageGrid.Cell cell(
      LabelledImage image, List<String> classNames, Pictures pictures) {
    String file = image.id().substring(image.id().lastIndexOf('/') + 1);
    return new ImageGrid.Cell(
        pictures.read(image, SIDE), classNames.get(image.label()) + "\n" + file);
  }

  private static float[] ownDistances(Clusters clusters, Partition partition) throws IOException {
    float[] own = new float[partition.points()];
    try (NpyReader reader = NpyReader.open(clusters.distances())) {
      float[] row = new float[reader.rowLength()];
      for (int point = 0; point < own.length; point++) {
        int cluster = partition.label(point);
        if (cluster != Partition.NOISE) {
          reader.readRows(point, 1, row);
          own[point] = row[cluster];
        }
      }
    }
    return own;
  }
}
