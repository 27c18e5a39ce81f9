package org.atelier.plugin.imagedatasets.painting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShapesTest {

  @Test
  void shardsAlwaysHaveAnAreaAndCoverTheSquare() {
    for (long seed = 0; seed < 2000; seed++) {
      List<double[]> shards = Shapes.shards(new Chance(seed), 60, 0.2);
      assertThat(shards).hasSize(60);
      double covered = 0;
      for (double[] shard : shards) {
        double area = area(shard);
        assertThat(area).as("seed %d", seed).isPositive();
        covered += area;
      }
      assertThat(covered).as("seed %d", seed).isCloseTo(1, within(1e-9));
    }
  }

  /** Half the sum of the cross products of neighbouring corners (the shoelace formula). */
  private static double area(double[] corners) {
    double sum = 0;
    for (int i = 0; i < corners.length; i += 2) {
      int next = (i + 2) % corners.length;
      sum += corners[i] * corners[next + 1] - corners[next] * corners[i + 1];
    }
    return Math.abs(sum) / 2;
  }
}
