package org.atelier.plugin.classifier.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("engine")
class CovarianceLogarithmTest {
  private static final int SIDE = 11;
  private static final int SCALES = 2;
  private static final int MAPS = 21;

  private NDManager manager;

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager();
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void logarithmOfAMatrixIsThatOfItsEigenvalues() {
    // Eigenvalues 1 and 3, along (1, -1) and (1, 1).
    double half = Math.log(3) / 2;
    double[][] logarithm = CovarianceLogarithm.logarithm(new double[][] {{2, 1}, {1, 2}});
    for (double[] row : logarithm) {
      assertThat(row).containsExactly(new double[] {half, half}, within(1e-12));
    }
  }

  @Test
  void describesAnImageAsItsFormulaSays() {
    SplittableRandom random = new SplittableRandom(2);
    float[] pixels = new float[3 * SIDE * SIDE];
    for (int index = 0; index < pixels.length; index++) {
      pixels[index] = (float) random.nextDouble();
    }
    float[] spreads = new float[MAPS];
    for (int map = 0; map < MAPS; map++) {
      spreads[map] = 0.5f + map / 20f;
    }
    float[] described =
        CovarianceLogarithm.describe(
                manager.create(pixels, new Shape(1, 3, SIDE, SIDE)),
                SCALES,
                manager.create(spreads))
            .toFloatArray();
    assertThat(described).hasSize(CovarianceLogarithm.statistics(SCALES)).hasSize(231 + 21);
    double[] expected = described(pixels, spreads);
    for (int index = 0; index < expected.length; index++) {
      assertThat((double) described[index])
          .as("number %d", index)
          .isCloseTo(expected[index], within(2e-3));
    }
  }

  @Test
  void aFlatImageGivesFiniteNumbers() {
    for (float value :
        CovarianceLogarithm.describe(
                manager.zeros(new Shape(2, 3, SIDE, SIDE)), SCALES, manager.ones(new Shape(MAPS)))
            .toFloatArray()) {
      assertThat(value).isFinite();
    }
  }

  /** Works out the statistics place by place. */
  private static double[] described(float[] pixels, float[] spreads) {
    // Places at which squares of two pixels and their neighbours fit, centred at a corner of
    // pixels.
    int places = SIDE - 6 + 1;
    double[][] maps = new double[MAPS][places * places];
    for (int place = 0; place < places * places; place++) {
      int row = place / places + 3;
      int column = place % places + 3;
      for (int colour = 0; colour < 3; colour++) {
        maps[colour][place] = mean(pixels, colour, row, column, 1);
        for (int scale = 0; scale < SCALES; scale++) {
          int side = 1 << scale;
          int top = row - side / 2;
          int left = column - side / 2;
          double centre = mean(pixels, colour, top, left, side);
          double before = mean(pixels, colour, top, left - side, side);
          double after = mean(pixels, colour, top, left + side, side);
          double above = mean(pixels, colour, top - side, left, side);
          double below = mean(pixels, colour, top + side, left, side);
          int at = 3 + scale * 9 + colour;
          maps[at][place] = Math.log(Math.abs(after - before) * side + 3e-3);
          maps[at + 3][place] = Math.log(Math.abs(below - above) * side + 3e-3);
          double curvature = 4 * centre - before - after - above - below;
          maps[at + 6][place] = Math.log(Math.abs(curvature) * side / 2 + 3e-3);
        }
      }
    }
    double[] means = new double[MAPS];
    for (int map = 0; map < MAPS; map++) {
      for (double value : maps[map]) {
        means[map] += value / maps[map].length;
      }
    }
    double[][] covariance = new double[MAPS][MAPS];
    for (int one = 0; one < MAPS; one++) {
      for (int other = 0; other < MAPS; other++) {
        for (int place = 0; place < maps[one].length; place++) {
          covariance[one][other] +=
              (maps[one][place] - means[one])
                  * (maps[other][place] - means[other])
                  / maps[one].length
                  / spreads[one]
                  / spreads[other];
        }
      }
      covariance[one][one] += 0.01;
    }
    double[][] logarithm = CovarianceLogarithm.logarithm(covariance);
    double[] described = new double[MAPS * (MAPS + 1) / 2 + MAPS];
    int next = 0;
    for (int row = 0; row < MAPS; row++) {
      for (int column = row; column < MAPS; column++) {
        described[next++] = logarithm[row][column];
      }
    }
    for (int map = 0; map < MAPS; map++) {
      described[next++] = means[map] / spreads[map];
    }
    return described;
  }

  /** Returns the mean of a square of brightness or of an opponent colour. */
  private static double mean(float[] pixels, int colour, int top, int left, int side) {
    double sum = 0;
    for (int row = top; row < top + side; row++) {
      for (int column = left; column < left + side; column++) {
        int at = row * SIDE + column;
        double red = pixels[at];
        double green = pixels[SIDE * SIDE + at];
        double blue = pixels[2 * SIDE * SIDE + at];
        sum +=
            switch (colour) {
              case 0 -> (red + green + blue) / 3;
              case 1 -> red - green;
              default -> blue - (red + green) / 2;
            };
      }
    }
    return sum / (side * side);
  }
}
