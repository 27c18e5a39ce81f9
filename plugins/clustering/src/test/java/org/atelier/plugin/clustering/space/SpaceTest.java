package org.atelier.plugin.clustering.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.atelier.api.UserException;
import org.atelier.api.array.NpyWriter;
import org.atelier.plugin.clustering.KeptProgress;
import org.atelier.plugin.clustering.Points;
import org.atelier.plugin.clustering.partition.Partition;
import org.atelier.plugin.clustering.space.EncodingMatrix.Memory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The expected numbers are those of scikit-learn 1.2.1 and of numpy's singular values. */
class SpaceTest {
  private static final Offset<Double> CLOSE = within(1e-5);

  @Test
  void scalesAsScikitLearnDoes() throws IOException {
    float[][] rows = Points.tall();
    Standardization.of(Rows.of(rows), true).apply(rows);
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
  void aFeatureWithoutVarianceBecomesZero() throws IOException {
    // The mean of many 0.1f is not exactly 0.1f.
    float[][] rows = new float[1003][];
    for (int row = 0; row < rows.length; row++) {
      rows[row] = new float[] {0.1f, row % 2, 1e30f};
    }
    Standardization.of(Rows.of(rows), true).apply(rows);
    assertThat(rows[0]).containsExactly(0, rows[0][1], 0);
    assertThat((double) rows[0][1]).isCloseTo(-1, within(1e-2));
    assertThat(Arrays.asList(rows))
        .allSatisfy(row -> assertThat(row).containsExactly(0, row[1], 0));
  }

  @Test
  void centresOnlyIfSoAsked() throws IOException {
    float[][] rows = {{1, 5}, {3, 5}};
    Standardization.of(Rows.of(rows), false).apply(rows);
    assertThat(rows).isDeepEqualTo(new float[][] {{-1, 0}, {1, 0}});
  }

  @Test
  void findsTheComponentsOfManyRowsByTheCovariance() throws IOException {
    float[][] rows = Points.tall();
    Standardization.of(Rows.of(rows), true).apply(rows);
    PrincipalComponents components = components(Rows.of(rows), 10);
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
  void findsTheComponentsOfWideRowsByTheGramMatrix() throws IOException {
    float[][] rows = Points.wide();
    Standardization.of(Rows.of(rows), true).apply(rows);
    PrincipalComponents components = components(Rows.of(rows), 10);
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
  void aRotationKeepsDistances() throws IOException {
    float[][] rows = Points.wide();
    Standardization.of(Rows.of(rows), true).apply(rows);
    double[][] points = components(Rows.of(rows), 10).coordinates();
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
  void keepsTheFirstComponentsAndTheWholeVariance() throws IOException {
    float[][] rows = Points.wide();
    Standardization.of(Rows.of(rows), true).apply(rows);
    PrincipalComponents all = components(Rows.of(rows), 10);
    PrincipalComponents two = components(Rows.of(rows), 2);
    assertThat(two.coordinates()[3]).containsExactly(Arrays.copyOf(all.coordinates()[3], 2));
    assertThat(two.totalVariance()).isEqualTo(all.totalVariance());
  }

  @Test
  void equalRowsHaveNoComponents() throws IOException {
    assertThat(components(Rows.of(new float[3][7]), 5).variances()).isEmpty();
  }

  @Test
  void saysHowMuchMemoryIsNeeded() throws IOException {
    Memory all = new Memory(630, 32_448, Integer.MAX_VALUE);
    // 2 * 8 * 630 * 630 for coordinates, 3 * 8 * 630 * 630 for eigenvectors, 4 * 630 * 32448
    assertThat(all.withEncodings()).isEqualTo(6_350_400 + 9_525_600 + 81_768_960);
    all.check("codes", 200 << 20);
    assertThatThrownBy(() -> all.check("codes", 100 << 20))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "clustering 630 encodings of 32448 numbers by 'codes' needs about 93 MB of the heap,"
                + " which has 100 MB");
    // A hundred thousand short encodings: read again rather than kept where they do not fit.
    Memory tall = new Memory(100_000, 64, Integer.MAX_VALUE);
    assertThat(tall.withoutEncodings()).isLessThan(110 << 20);
    assertThat(tall.fits(130 << 20)).isFalse();
    tall.check("features", 180 << 20);
  }

  @Test
  void allComponentsOfWhatIsLongBothWaysAreRefusedAndTheFirstAreNot() throws IOException {
    assertThatThrownBy(() -> new Memory(20_000, 32_448, Integer.MAX_VALUE).check("codes", 6L << 30))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "all principal components of 20000 encodings of 32448 numbers by 'codes' would take too"
                + " long: the fewer of the two may be 4096 at most")
        .extracting(thrown -> ((UserException) thrown).remedy())
        .isEqualTo(
            "set components, to 50 for instance: the first components are found for any number of"
                + " images");
    new Memory(20_000, 32_448, 50).check("codes", 1L << 30);
  }

  @Test
  void theFirstComponentsOfManyAreThoseOfAll() throws IOException {
    float[][] rows = loose(300, 400);
    double[][] all = components(Rows.of(rows), 300).coordinates();
    PrincipalComponents first = components(Rows.of(rows), 2);
    assertThat(PrincipalComponents.findsAll(300, 400, 2)).isFalse();
    assertThat(first.variances()).hasSize(2);
    for (int component = 0; component < 2; component++) {
      double largest = Arrays.stream(column(all, component)).map(Math::abs).max().orElseThrow();
      assertThat(column(first.coordinates(), component))
          .containsExactly(column(all, component), within(1e-4 * largest));
    }
  }

  @Test
  void theFirstComponentsAreFoundWhereNoneStandsOut() throws IOException {
    double[][] random = Points.congruential(300, 280);
    float[][] rows = new float[300][280];
    for (int row = 0; row < 300; row++) {
      for (int column = 0; column < 280; column++) {
        rows[row][column] = (float) random[row][column];
      }
    }
    Standardization.of(Rows.of(rows), true).apply(rows);
    double[] all = components(Rows.of(rows), 280).variances();
    assertThat(components(Rows.of(rows), 2).variances())
        .containsExactly(Arrays.copyOf(all, 2), within(1e-4 * all[0]));
  }

  @Test
  void fewerComponentsThanAskedForAreFoundWhereThereAreNoMore() throws IOException {
    float[][] rows = new float[400][400];
    for (int row = 0; row < 400; row++) {
      for (int column = 0; column < 400; column++) {
        rows[row][column] = (row % 2 - 0.5f) * (column % 3);
      }
    }
    assertThat(components(Rows.of(rows), 3).variances()).hasSize(1);
  }

  @Test
  void rowsOfAFileAreThoseInMemory(@TempDir Path folder) throws IOException {
    float[][] rows = loose(300, 400);
    Path file = folder.resolve("rows.npy");
    try (NpyWriter writer = new NpyWriter(file, List.of(400L))) {
      for (float[] row : rows) {
        writer.write(row);
      }
      writer.finish();
    }
    Rows again = new FileRows(file, 300, 400, 7 * 400, (first, block) -> {});
    double[] inMemory = components(Rows.of(rows), 2).variances();
    assertThat(components(again, 2).variances())
        .containsExactly(inMemory, within(1e-9 * inMemory[0]));
  }

  /** Returns rows of which a few directions stand out, one less than the other. */
  private static float[][] loose(int size, int width) throws IOException {
    double[][] scores = Points.congruential(size, 8);
    double[][] noise = Points.congruential(size, width);
    float[][] rows = new float[size][width];
    for (int row = 0; row < size; row++) {
      for (int column = 0; column < width; column++) {
        double value = 0.2 * noise[row][column];
        for (int direction = 0; direction < 8; direction++) {
          value +=
              scores[row][direction] * Math.cos(column * (direction + 1) * 0.01) / (direction + 1);
        }
        rows[row][column] = (float) value;
      }
    }
    Standardization.of(Rows.of(rows), false).apply(rows);
    return rows;
  }

  private static double[] column(double[][] rows, int column) {
    return Arrays.stream(rows).mapToDouble(row -> row[column]).toArray();
  }

  private static PrincipalComponents components(Rows rows, int most) throws IOException {
    return PrincipalComponents.of(rows, most, new KeptProgress());
  }
}
