package org.atelier.plugin.clustering.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.atelier.api.UserException;
import org.atelier.plugin.clustering.KeptProgress;
import org.atelier.plugin.clustering.Points;
import org.atelier.plugin.clustering.analysis.ClusterAnalysis.Measure;
import org.junit.jupiter.api.Test;

/** The expected numbers are those of scikit-learn 1.2.1. */
class AgreementTest {
  private static final Offset<Double> CLOSE = within(1e-9);
  private static final int[] CLASSES = {0, 0, 0, 0, 1, 1, 1, 2, 2, 2, 2, 2};
  private static final int[] CLUSTERS = {0, 0, 1, 0, 1, 1, 2, 2, 2, 2, 0, 2};
  private static final int[] WITH_NOISE = {0, 0, -1, 0, 1, 1, 2, 2, 2, 2, 0, -1};

  @Test
  void measuresAsScikitLearnDoes() {
    Contingency contingency = new Contingency(CLASSES, CLUSTERS);
    assertThat(contingency.normalizedMutualInformation()).isCloseTo(0.48487648752570484, CLOSE);
    assertThat(contingency.adjustedRandIndex()).isCloseTo(0.3348264277715566, CLOSE);
    // 3 of 4, 2 of 3 and 4 of 5 are of their cluster's commonest class.
    assertThat(contingency.purity()).isCloseTo(9 / 12.0, CLOSE);
  }

  @Test
  void noiseIsAClusterOfItsOwn() {
    Contingency contingency = new Contingency(CLASSES, WITH_NOISE);
    assertThat(contingency.normalizedMutualInformation()).isCloseTo(0.48781770459222096, CLOSE);
    assertThat(contingency.adjustedRandIndex()).isCloseTo(0.23815309842041313, CLOSE);
    assertThat(contingency.homogeneity()).isCloseTo(0.5448826068881123, CLOSE);
    assertThat(contingency.completeness()).isCloseTo(0.4415723605613151, CLOSE);
  }

  @Test
  void theSameDivisionIsPerfect() {
    Contingency same = new Contingency(new int[] {0, 0, 1}, new int[] {1, 1, 0});
    assertThat(same.adjustedRandIndex()).isEqualTo(1);
    assertThat(same.normalizedMutualInformation()).isCloseTo(1, CLOSE);
    assertThat(new Contingency(new int[] {0, 0}, new int[] {0, 0}).adjustedRandIndex())
        .isEqualTo(1);
  }

  @Test
  void theSilhouetteIsScikitLearns() {
    Silhouette silhouette =
        new Silhouette(Points.doubles(Points.tall()), 100, new SplittableRandom(1));
    assertThat(silhouette.of(CLUSTERS).orElseThrow()).isCloseTo(-0.08181539533514177, within(1e-6));
    assertThat(silhouette.of(new int[12])).isEmpty();
  }

  @Test
  void aSampleSeesFewerPoints() {
    Silhouette silhouette =
        new Silhouette(Points.congruential(300, 2), 50, new SplittableRandom(1));
    assertThat(silhouette.size()).isEqualTo(50);
  }

  @Test
  void shuffledLabelsStandBesideEachMeasure() {
    int[] classes = new int[90];
    for (int image = 0; image < classes.length; image++) {
      classes[image] = image % 3;
    }
    Silhouette silhouette = new Silhouette(Points.congruential(90, 2), 90, new SplittableRandom(1));
    KeptProgress kept = new KeptProgress();
    List<Measure> measures =
        new Agreement(classes, silhouette).measures(classes, 100, new SplittableRandom(2), kept);
    assertThat(measures)
        .extracting(Measure::name)
        .containsExactly("nmi", "ari", "homogeneity", "completeness", "purity", "silhouette");
    assertThat(measures)
        .allSatisfy(
            measure -> assertThat(measure.shuffled()).isBetween(measure.low(), measure.high()));
    Measure ari = measures.get(1);
    assertThat(ari.value()).isEqualTo(1);
    // The index is adjusted so that chance reaches zero on average.
    assertThat(ari.shuffled()).isCloseTo(0, within(0.01));
    assertThat(ari.low()).isNegative();
    assertThat(ari.high()).isPositive();
    assertThat(kept.lines()).containsExactly("silhouettes of shuffled labels: 100 of 100 shuffles");
  }

  @Test
  void theSilhouetteRefusesMoreImagesThanHaveRoom() {
    long images = (long) Math.sqrt(Runtime.getRuntime().maxMemory() / 8.0);
    Silhouette.checkMemory(images);
    assertThatThrownBy(() -> Silhouette.checkMemory(2 * images))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith(
            "the silhouette takes the distances of all pairs of %d images, ".formatted(2 * images));
  }

  @Test
  void triesNumbersOfClustersInEqualRatios() {
    assertThat(ClusterCounts.around(27, 630)).containsExactly(2, 3, 4, 6, 9, 12, 18, 26, 37, 54);
    assertThat(ClusterCounts.around(2, 4)).containsExactly(2, 3);
  }

  @Test
  void aMapKeepsGroupsTogether() {
    double[][] points = new double[60][3];
    double[][] noise = Points.congruential(60, 3);
    for (int point = 0; point < 60; point++) {
      for (int axis = 0; axis < 3; axis++) {
        points[point][axis] = noise[point][axis] + (axis == point % 3 ? 500 : 0);
      }
    }
    KeptProgress kept = new KeptProgress();
    double[][] map = TwoDimensions.neighbours(points, 5, kept).orElseThrow();
    int[] groups = new int[60];
    for (int point = 0; point < 60; point++) {
      groups[point] = point % 3;
    }
    assertThat(new Silhouette(map, 60, new SplittableRandom(1)).of(groups).orElseThrow())
        .isGreaterThan(0.5);
    assertThat(TwoDimensions.neighbours(points, 5, new KeptProgress()).orElseThrow())
        .isDeepEqualTo(map);
    assertThat(kept.lines()).last().isEqualTo("t-SNE: 750 of 750 rounds");
    assertThat(TwoDimensions.neighbours(new double[5][2], 5, kept)).isEmpty();
  }
}
