package org.atelier.plugin.clustering.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.atelier.plugin.clustering.Points;
import org.atelier.plugin.clustering.partition.Partition;
import org.junit.jupiter.api.Test;

/** The expected numbers are those of scikit-learn 1.2.1 and of numpy's singular values. */
class SpaceTest {
  private static final Offset<Double> CLOSE = within(1e-5);

  @Test
  void scalesAsScikitLearnDoes() {
    float[][] rows = Points.tall();
    Standardization.apply(rows, true);
    assertThat(Points.doubles(rows)[0])
        .containsExactly(
            new double[] {
              -2.23061192713025,
              -1.206861822231579,
              0.30151134457776374,
              1.1375929179890423,
              -1.137592917989042
            },
            CLOSE);
  }

  @Test
  void aFeatureWithoutVarianceBecomesZero() {
    // The mean of many 0.1f is not exactly 0.1f.
    float[][] rows = new float[1003][];
    for (int row = 0; row < rows.length; row++) {
      rows[row] = new float[] {0.1f, row % 2, 1e30f};
    }
    Standardization.apply(rows, true);
    assertThat(rows[0]).containsExactly(0, rows[0][1], 0);
    assertThat((double) rows[0][1]).isCloseTo(-1, within(1e-2));
    assertThat(Arrays.asList(rows))
        .allSatisfy(row -> assertThat(row).containsExactly(0, row[1], 0));
  }

  @Test
  void centresOnlyIfSoAsked() {
    float[][] rows = {{1, 5}, {3, 5}};
    Standardization.apply(rows, false);
    assertThat(rows).isDeepEqualTo(new float[][] {{-1, 0}, {1, 0}});
  }

  @Test
  void findsTheComponentsOfManyRowsByTheCovariance() {
    float[][] rows = Points.tall();
    Standardization.apply(rows, true);
    PrincipalComponents components = PrincipalComponents.of(rows, 10);
    double[] variances = {
      2.583268001300036,
      1.6179434457066681,
      0.8180385244847027,
      0.34648089004014254,
      0.08881459301390673
    };
    assertThat(components.variances()).containsExactly(variances, CLOSE);
    assertThat(components.totalVariance()).isCloseTo(Arrays.stream(variances).sum(), CLOSE);
    double[] first = column(components.coordinates(), 0);
    assertThat(first[0]).isCloseTo(-2.1597606830555525, CLOSE);
    assertThat(first[2]).isCloseTo(2.4212329575466285, CLOSE);
    assertThat(first[11]).isCloseTo(0.881377681673007, CLOSE);
  }

  @Test
  void findsTheComponentsOfWideRowsByTheGramMatrix() {
    float[][] rows = Points.wide();
    Standardization.apply(rows, true);
    PrincipalComponents components = PrincipalComponents.of(rows, 10);
    assertThat(components.variances())
        .containsExactly(
            new double[] {
              13.437621605906381,
              12.279946120205203,
              10.633888654774433,
              6.89227283531446,
              4.75627078379955
            },
            CLOSE);
    assertThat(column(components.coordinates(), 0))
        .containsExactly(
            new double[] {
              -2.796135017155465,
              4.499925425690891,
              -1.2481209800989368,
              -1.30536294733526,
              4.637781616251789,
              -3.788088097353012
            },
            CLOSE);
  }

  @Test
  void aRotationKeepsDistances() {
    float[][] rows = Points.wide();
    Standardization.apply(rows, true);
    double[][] points = PrincipalComponents.of(rows, 10).coordinates();
    double[][] before = Points.doubles(rows);
    for (int one = 0; one < rows.length; one++) {
      for (int other = 0; other < one; other++) {
        double distance = Partition.squaredDistance(before[one], before[other]);
        assertThat(Partition.squaredDistance(points[one], points[other]))
            .isCloseTo(distance, Percentage.withPercentage(1e-9));
      }
    }
    assertThat(Math.sqrt(Partition.squaredDistance(points[0], points[3])))
        .isCloseTo(10.915232716256288, CLOSE);
  }

  @Test
  void keepsTheFirstComponentsAndTheWholeVariance() {
    float[][] rows = Points.wide();
    Standardization.apply(rows, true);
    PrincipalComponents all = PrincipalComponents.of(rows.clone(), 10);
    PrincipalComponents two = PrincipalComponents.of(rows, 2);
    assertThat(two.coordinates()[3]).containsExactly(Arrays.copyOf(all.coordinates()[3], 2));
    assertThat(two.totalVariance()).isEqualTo(all.totalVariance());
  }

  @Test
  void equalRowsHaveNoComponents() {
    assertThat(PrincipalComponents.of(new float[3][7], 5).variances()).isEmpty();
  }

  @Test
  void saysHowMuchMemoryIsNeeded() {
    // 4 * 630 * 32448 + 8 * (3 * 630^2 + 2 * 630^2)
    assertThat(EncodingMatrix.bytesNeeded(630, 32_448)).isEqualTo(81_768_960 + 15_876_000);
  }

  private static double[] column(double[][] rows, int column) {
    return Arrays.stream(rows).mapToDouble(row -> row[column]).toArray();
  }
}
