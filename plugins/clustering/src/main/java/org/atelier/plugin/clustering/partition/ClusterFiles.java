package org.atelier.plugin.clustering.partition;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.atelier.api.Encodings;
import org.atelier.api.LabelledImage;
import org.atelier.api.array.NpyReader;
import org.atelier.api.array.NpyWriter;
import org.atelier.api.result.CsvWriter;
import org.atelier.plugin.clustering.Clusters;
import org.atelier.plugin.clustering.space.PrincipalComponents;

/** Writes what a clustering found. */
final class ClusterFiles {
  private final Path folder;

  ClusterFiles(Path folder) {
    this.folder = folder;
  }

  Clusters write(
      Encodings encodings,
      String method,
      List<LabelledImage> images,
      Partition partition,
      PrincipalComponents space)
      throws IOException {
    Path labels = folder.resolve("labels.csv");
    Path centroids = folder.resolve("centroids.npy");
    Path distances = folder.resolve("distances.npy");
    Path coordinates = folder.resolve("coordinates.npy");
    float[][] fromCentroids = distances(partition, space.coordinates());
    writeLabels(labels, encodings.classNames(), images, partition, fromCentroids);
    write(centroids, centroids(encodings, partition));
    write(distances, fromCentroids);
    write(coordinates, Arrays.stream(space.coordinates()).map(ClusterFiles::floats).toList());
    return new Clusters(
        encodings.encoder(),
        method,
        partition.points(),
        partition.clusters(),
        encodings.classNames(),
        labels,
        centroids,
        distances,
        coordinates);
  }

  private static void writeLabels(
      Path file,
      List<String> classNames,
      List<LabelledImage> images,
      Partition partition,
      float[][] distances)
      throws IOException {
    try (CsvWriter rows = CsvWriter.create(file, LabelsFile.COLUMNS)) {
      for (int point = 0; point < images.size(); point++) {
        LabelledImage image = images.get(point);
        int cluster = partition.label(point);
        rows.add(
            List.of(
                image.id(),
                image.label(),
                classNames.get(image.label()),
                image.group().orElse(""),
                cluster,
                cluster == Partition.NOISE ? "" : distances[point][cluster]));
      }
    }
  }

  private static float[][] distances(Partition partition, double[][] points) {
    double[][] centroids = partition.centroids(points);
    float[][] distances = new float[points.length][centroids.length];
    for (int point = 0; point < points.length; point++) {
      for (int cluster = 0; cluster < centroids.length; cluster++) {
        distances[point][cluster] =
            (float) Math.sqrt(Partition.squaredDistance(points[point], centroids[cluster]));
      }
    }
    return distances;
  }

  /**
   * Returns the mean encoding of each cluster, read row by row once more: scaling changed those in
   * memory.
   */
  private static List<float[]> centroids(Encodings encodings, Partition partition)
      throws IOException {
    try (NpyReader reader = NpyReader.open(encodings.matrix())) {
      float[] row = new float[reader.rowLength()];
      double[][] sums = new double[partition.clusters()][row.length];
      for (int point = 0; point < partition.points(); point++) {
        int cluster = partition.label(point);
        if (cluster != Partition.NOISE) {
          reader.readRows(point, 1, row);
          for (int column = 0; column < row.length; column++) {
            sums[cluster][column] += row[column];
          }
        }
      }
      List<float[]> means = new ArrayList<>();
      for (int cluster = 0; cluster < sums.length; cluster++) {
        int size = partition.size(cluster);
        means.add(floats(Arrays.stream(sums[cluster]).map(sum -> sum / size).toArray()));
      }
      return means;
    }
  }

  private static void write(Path file, float[][] rows) throws IOException {
    write(file, List.of(rows));
  }

  private static void write(Path file, List<float[]> rows) throws IOException {
    try (NpyWriter writer = new NpyWriter(file, List.of((long) rows.get(0).length))) {
      for (float[] row : rows) {
        writer.write(row);
      }
      writer.finish();
    }
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int index = 0; index < values.length; index++) {
      floats[index] = (float) values[index];
    }
    return floats;
  }
}
