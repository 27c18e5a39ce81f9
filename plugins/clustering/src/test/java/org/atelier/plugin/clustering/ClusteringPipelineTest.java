package org.atelier.plugin.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.atelier.api.array.NpyReader;
import org.atelier.api.array.NpyWriter;
import org.atelier.api.result.Metric;
import org.atelier.testkit.PipelineTester;
import org.atelier.testkit.TestRun;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole pipelines, as a user runs them. */
@Tag("engine")
class ClusteringPipelineTest {
  private static final String DATASETS =
      """
      seed: 7
      datasets:
        paintings: {type: sample-paintings, count: 54, image-size: 16}
      stages:
      """;

  private static final String PIXELS =
      "  pixels: {type: encode-pixels, dataset: paintings, side: 8}\n";

  @TempDir Path folder;

  @Test
  void clustersAndAnalysesPixels() throws IOException {
    TestRun run =
        run(
            PIXELS
                + """
  cluster: {type: cluster, encodings: pixels, clusters: 6}
  analyse: {type: analyse-clusters, clusters: cluster, dataset: paintings, counts: [2, 4]}
  ward: {type: cluster, encodings: pixels, clusters: 5, method: ward, components: 3}
  analyse-ward: {type: analyse-clusters, clusters: ward, counts: []}
  compare: {type: compare-clusters, analyses: [analyse, analyse-ward]}
""");
    assertThat(run.exitCode()).as(run.printed()).isZero();
    List<String> labels = Files.readAllLines(run.stage("cluster").resolve("labels.csv"));
    assertThat(labels).hasSize(55);
    assertThat(labels.get(0)).isEqualTo("id,label,class,group,cluster,distance");
    try (NpyReader centroids = NpyReader.open(run.stage("cluster").resolve("centroids.npy"));
        NpyReader distances = NpyReader.open(run.stage("cluster").resolve("distances.npy"));
        NpyReader reduced = NpyReader.open(run.stage("ward").resolve("coordinates.npy"))) {
      assertThat(centroids.shape()).containsExactly(6L, 192L);
      assertThat(distances.shape()).containsExactly(54L, 6L);
      assertThat(reduced.shape()).containsExactly(54L, 3L);
    }
    Metric nmi = run.metric("analyse", "nmi");
    assertThat(nmi.value()).isBetween(0.0, 1.0);
    assertThat(nmi.baseline().orElseThrow().name())
        .startsWith("100 times shuffled labels, 95% of them between 0.");
    assertThat(run.stage("analyse"))
        .isDirectoryContaining("glob:**/agreement.csv")
        .isDirectoryContaining("glob:**/clusters.csv")
        .isDirectoryContaining("glob:**/classes.csv")
        .isDirectoryContaining("glob:**/clusters-and-classes.png")
        .isDirectoryContaining("glob:**/nearest.png")
        .isDirectoryContaining("glob:**/first-component.png")
        .isDirectoryContaining("glob:**/map-t-sne.png")
        .isDirectoryContaining("glob:**/map-principal-components.png")
        .isDirectoryContaining("glob:**/elbow.png")
        .isDirectoryContaining("glob:**/silhouettes.png");
    List<String> comparison = Files.readAllLines(run.stage("compare").resolve("comparison.csv"));
    assertThat(comparison).hasSize(3);
    assertThat(comparison.get(0))
        .startsWith(
            "stage,encoder,method,images,clusters,nmi,nmi shuffled,nmi 2.5%,nmi 97.5%,ari,");
    assertThat(comparison.get(1)).startsWith("analyse,pixels,k-means,54,6," + nmi.value() + ",");
    assertThat(comparison.get(2)).startsWith("analyse-ward,pixels,ward,54,5,");
    String page = Files.readString(run.stage("analyse").resolve("explore.html"));
    assertThat(page).contains("data:image/jpeg;base64,").doesNotContain("http://127", "{{DATA}}");
  }

  @Test
  void clustersTheSameEachTime() throws IOException {
    String stages = PIXELS + "  cluster: {type: cluster, encodings: pixels, clusters: 6}\n";
    Path first = run(stages).stage("cluster").resolve("labels.csv");
    Path again = run(stages).stage("cluster").resolve("labels.csv");
    assertThat(again).isNotEqualTo(first).hasSameBinaryContentAs(first);
  }

  @Test
  void pixelsAreMeansOfAreasFromZeroToOne() throws IOException {
    TestRun run =
        run(
            """
              small: {type: encode-pixels, dataset: paintings, side: 5}
              whole: {type: encode-pixels, dataset: paintings}
            """);
    double small = mean(run.stage("small").resolve("encodings.npy"), 75);
    double whole = mean(run.stage("whole").resolve("encodings.npy"), 768);
    assertThat(small).isCloseTo(whole, within(1e-5)).isBetween(0.05, 0.95);
  }

  private static double mean(Path file, int width) throws IOException {
    try (NpyReader reader = NpyReader.open(file)) {
      assertThat(reader.rowLength()).isEqualTo(width);
      double[] row = new double[width];
      reader.readRows(3, 1, row);
      return Arrays.stream(row).average().orElseThrow();
    }
  }

  @Test
  void densityLeavesNoiseOut() throws IOException {
    array("blobs.npy", blobs());
    TestRun run =
        run(
            """
              open: {type: open-encodings, path: blobs.npy, dataset: paintings}
              cluster: {type: cluster, encodings: open, method: dbscan, radius: 0.5, scaling: none}
              analyse: {type: analyse-clusters, clusters: cluster, counts: []}
            """);
    assertThat(run.exitCode()).as(run.printed()).isZero();
    assertThat(run.warnings("cluster"))
        .containsExactly(
            "dbscan with radius 0.5000 found 2 clusters and took 1 of 54 images for noise");
    assertThat(Files.readString(run.stage("analyse").resolve("clusters.csv"))).contains("noise,1,");
  }

  /** Two tight groups of 30 and 23 points, and one point far away. */
  private static float[] blobs() {
    float[] values = new float[54 * 2];
    for (int row = 0; row < 54; row++) {
      float place = row < 30 ? 0 : row < 53 ? 10 : 100;
      values[2 * row] = place + row % 5 * 0.01f;
      values[2 * row + 1] = place + row % 7 * 0.01f;
    }
    return values;
  }

  @Test
  void whatCannotBeClusteredIsToldKindly() throws IOException {
    assertThat(failure(PIXELS + "  cluster: {type: cluster, encodings: pixels, clusters: 60}\n"))
        .contains(
            "54 images cannot make 60 clusters",
            "set clusters to 54 at most, or encode more images");
    assertThat(failure(PIXELS + "  cluster: {type: cluster, encodings: pixels, clusters: 1}\n"))
        .contains("stages.cluster.clusters: must be at least 2, found 1");
    assertThat(
            failure(
                PIXELS
                    + "  cluster: {type: cluster, encodings: pixels, clusters: 3, method:"
                    + " dbscan}\n"))
        .contains("'clusters' does not go with method: dbscan, which finds their number itself");
    array("same.npy", new float[54 * 2]);
    assertThat(failure(open("same.npy") + "  cluster: {type: cluster, encodings: open}\n"))
        .contains("all 54 encodings by 'open' are the same, so there is nothing to cluster");
    float[] two = new float[54 * 2];
    two[0] = 1;
    array("two.npy", two);
    assertThat(
            failure(open("two.npy") + "  cluster: {type: cluster, encodings: open, clusters: 5}\n"))
        .contains("there are only 2 different encodings, which cannot make 5 clusters");
    float[] damaged = blobs();
    damaged[5] = Float.NaN;
    array("damaged.npy", damaged);
    assertThat(failure(open("damaged.npy")))
        .contains(
            "damaged.npy holds NaN, as a number of 32 bits, in row 2, that of image '",
            "(at position 1)");
  }

  @Test
  void whatIsNoRowForEachImageIsToldKindly() throws IOException {
    array("short.npy", new float[50 * 2]);
    assertThat(failure(open("short.npy")))
        .contains("short.npy has 50 rows, but dataset 'paintings' has 54 images");
    array("whole.npy", blobs());
    byte[] bytes = Files.readAllBytes(folder.resolve("whole.npy"));
    Files.write(folder.resolve("cut.npy"), Arrays.copyOf(bytes, bytes.length - 9));
    assertThat(failure(open("cut.npy"))).contains("cut.npy cannot be read as an array");
    assertThat(failure(open("nowhere.npy"))).contains("there is no file");
  }

  @Test
  void anotherDatasetThanTheEncodedOneIsToldKindly() {
    assertThat(
            failure(
                """
                  pixels: {type: encode-pixels, dataset: paintings, side: 8}
                  cluster: {type: cluster, encodings: pixels, clusters: 3}
                  analyse:
                    type: analyse-clusters
                    clusters: cluster
                    dataset: {type: sample-paintings, count: 27, image-size: 16}
                """))
        .contains("has no image", "which was clustered", "name the dataset that was encoded");
  }

  private static String open(String file) {
    return "  open: {type: open-encodings, path: %s, dataset: paintings}\n".formatted(file);
  }

  private void array(String name, float[] values) throws IOException {
    try (NpyWriter writer = new NpyWriter(folder.resolve(name), List.of(2L))) {
      writer.write(values);
      writer.finish();
    }
  }

  private TestRun run(String stages, String... options) {
    return new PipelineTester(folder).run("pipeline: test\n" + DATASETS + stages, options);
  }

  private String failure(String stages) {
    TestRun run = run(stages);
    assertThat(run.exitCode()).as(run.printed()).isNotZero();
    return run.printed().replaceAll("\\s+", " ");
  }
}
