package org.atelier.plugin.clustering.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.atelier.api.UserException;
import org.atelier.api.service.Progress;
import org.atelier.api.service.RandomStreams;
import org.atelier.plugin.clustering.KeptProgress;
import org.atelier.plugin.clustering.Points;
import org.atelier.plugin.clustering.space.Rows;
import org.atelier.plugin.clustering.space.Standardization;
import org.atelier.testkit.TestServices;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The expected numbers are those of scikit-learn 1.2.1. */
class PartitionTest {
  @TempDir Path folder;

  @Test
  void numbersClustersByFallingSize() {
    Partition partition = Partition.of(new int[] {7, 3, 3, Partition.NOISE, 9, 3, 9});
    assertThat(partition.labels()).containsExactly(2, 0, 0, -1, 1, 0, 1);
    assertThat(partition.clusters()).isEqualTo(3);
    assertThat(partition.size(0)).isEqualTo(3);
    assertThat(partition.noise()).isEqualTo(1);
    assertThat(partition.members(1)).containsExactly(4, 6);
  }

  @Test
  void equalClustersAreNumberedInTheOrderOfTheirFirstPoints() {
    assertThat(Partition.of(new int[] {5, 2, 5, 2}).labels()).containsExactly(0, 1, 0, 1);
  }

  @Test
  void inertiaIsTheSumOfSquaredDistancesFromTheMeans() {
    double[][] points = {{0, 0}, {2, 0}, {10, 1}, {99, 99}};
    Partition partition = Partition.of(new int[] {0, 0, 1, Partition.NOISE});
    assertThat(partition.centroids(points)).isDeepEqualTo(new double[][] {{1, 0}, {10, 1}});
    assertThat(partition.inertia(points)).isEqualTo(2);
  }

  @Test
  void kMeansIsAsGoodAsScikitLearns() throws InterruptedException, IOException {
    double[][] random = Points.congruential(60, 4);
    // Points without any order have many near optima: with ten starts there, 8.87 to 8.99 by seed.
    assertThat(kMeans().partition(random, 5, 10).inertia(random)).isLessThan(1.01 * 8.88);
    float[][] rows = Points.tall();
    Standardization.of(Rows.of(rows), true).apply(rows);
    double[][] tall = Points.doubles(rows);
    assertThat(kMeans().partition(tall, 2, 20).inertia(tall))
        .isCloseTo(37.270675653504966, within(1e-4));
    assertThat(kMeans().partition(tall, 4, 20).inertia(tall))
        .isCloseTo(12.681455289710385, within(1e-4));
  }

  @Test
  void singlePointsMoveWhereThatLowersTheInertia() {
    // 2 is as near to the mean of 0, 0, 2, 2 as to 3, so Lloyd's algorithm would leave it.
    double[][] points = {{0}, {0}, {2}, {2}, {3}};
    int[] labels = {0, 0, 0, 0, 1};
    new SinglePointMoves(points, labels, 2).run();
    assertThat(labels).containsExactly(0, 0, 1, 1, 1);
    int[] oneEmpty = {0, 0, 0, 0, 0};
    new SinglePointMoves(points, oneEmpty, 2).run();
    assertThat(Partition.of(oneEmpty).clusters()).isEqualTo(2);
  }

  @Test
  void kMeansIsTheSameEachTime() throws InterruptedException {
    double[][] points = Points.congruential(60, 4);
    int[] first = kMeans().partition(points, 7, 1).labels();
    assertThat(kMeans().partition(points, 7, 1).labels()).isEqualTo(first);
    RandomStreams others = purpose -> purpose.hashCode();
    assertThat(new RestartedKMeans(others, progress()).partition(points, 7, 1).labels())
        .isNotEqualTo(first);
  }

  @Test
  void moreStartsAreNeverWorse() throws InterruptedException {
    double[][] points = Points.congruential(200, 3);
    double one = kMeans().partition(points, 12, 1).inertia(points);
    assertThat(kMeans().partition(points, 12, 10).inertia(points)).isLessThanOrEqualTo(one);
  }

  @Test
  void equalPointsCannotMakeMoreClustersThanThereAreDifferentOnes() {
    double[][] points = {{1, 2}, {1, 2}, {3, 4}, {3, 4}};
    assertThatThrownBy(() -> kMeans().partition(points, 3, 2))
        .isInstanceOf(UserException.class)
        .hasMessage("there are only 2 different encodings, which cannot make 3 clusters");
  }

  @Test
  void wardsMethodIsScikitLearns() {
    double[][] points = Points.congruential(60, 4);
    Partition partition = Ward.partition(points, 5, progress());
    assertThat(IntStream.range(0, 5).map(partition::size)).containsExactly(21, 13, 11, 8, 7);
    assertThat(partition.inertia(points)).isCloseTo(9.484204934264346, within(1e-6));
  }

  @Test
  void densityIsScikitLearns() {
    Partition partition = Density.partition(Points.congruential(60, 4), 5, 0.3, progress());
    assertThat(partition.clusters()).isEqualTo(1);
    assertThat(partition.members(0)).containsExactly(18, 32, 40, 48, 59);
    assertThat(partition.noise()).isEqualTo(55);
  }

  @Test
  void theRadiusIsWhereDistancesBeginToRise() {
    double[][] line =
        IntStream.range(0, 11).mapToObj(x -> new double[] {x * x}).toArray(double[][]::new);
    // Nearest neighbours are 1, 1, 3, 5, ... 19 away: a chord of slope 1.8, farthest from the
    // curve at its second point.
    assertThat(Density.radius(line, 2, progress())).isEqualTo(1);
    double[][] blobs = new double[100][];
    for (int point = 0; point < 90; point++) {
      int column = point / 2 % 9;
      int row = point / 18;
      blobs[point] = new double[] {point % 2 * 50 + column, row};
    }
    for (int point = 90; point < 100; point++) {
      blobs[point] = new double[] {1000 * point, 0};
    }
    Partition found = Density.partition(blobs, 4, Density.radius(blobs, 4, progress()), progress());
    assertThat(found.clusters()).isEqualTo(2);
    assertThat(found.noise()).isEqualTo(10);
  }

  @Test
  void allMethodsShowHowFarTheyAre() throws InterruptedException {
    double[][] points = Points.congruential(400, 3);
    KeptProgress kept = new KeptProgress();
    RandomStreams streams = new TestServices(folder).randomStreams();
    new RestartedKMeans(streams, kept).partition(points, 5, 4);
    Ward.partition(points, 5, kept);
    Density.partition(points, 5, Density.radius(points, 5, kept), kept);
    assertThat(kept.lines())
        .containsExactly(
            "k-means with 5 clusters: 4 of 4 starts",
            "ward, distances: 65536 of 79800 pairs of images",
            "dbscan, choosing a radius: 400 of 400 images",
            "dbscan, neighbourhoods: 400 of 400 images");
  }

  @Test
  void wardRefusesMoreImagesThanHaveRoom() {
    assertThatThrownBy(() -> Ward.checkMemory(70_000))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "ward takes the distances of all pairs of images, and 70000 are too many for that");
    long heap = Runtime.getRuntime().maxMemory();
    int images = (int) Math.min(65_535, Math.sqrt(heap / 2.0) * 1.01);
    assertThatThrownBy(() -> Ward.checkMemory(images)).isInstanceOf(UserException.class);
    Ward.checkMemory(images / 2);
  }

  private RestartedKMeans kMeans() {
    TestServices services = new TestServices(folder);
    return new RestartedKMeans(services.randomStreams(), services.progress());
  }

  private Progress progress() {
    return new TestServices(folder).progress();
  }
}
