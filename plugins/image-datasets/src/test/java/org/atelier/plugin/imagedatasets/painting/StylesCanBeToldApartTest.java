package org.atelier.plugin.imagedatasets.painting;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

/** A very simple classifier tells the styles apart far better than chance, yet not without fail. */
class StylesCanBeToldApartTest {

  private static final int SIDE = 48;
  private static final int GRID = 4;
  private static final int FEATURES = GRID * GRID * 5;
  private static final int TRAINING = 24;
  private static final int TEST = 8;

  @Test
  void nearestCentroidIsFarBetterThanChance() {
    PaintingStyle[] styles = PaintingStyle.values();
    double[][] centroids = new double[styles.length][FEATURES];
    for (int s = 0; s < styles.length; s++) {
      for (int seed = 0; seed < TRAINING; seed++) {
        double[] features = features(styles[s].paint(seed, SIDE, SIDE));
        for (int i = 0; i < FEATURES; i++) {
          centroids[s][i] += features[i] / TRAINING;
        }
      }
    }
    int right = 0;
    for (int s = 0; s < styles.length; s++) {
      for (int seed = TRAINING; seed < TRAINING + TEST; seed++) {
        if (nearest(centroids, features(styles[s].paint(seed, SIDE, SIDE))) == s) {
          right++;
        }
      }
    }
    double accuracy = (double) right / (styles.length * TEST);
    assertThat(accuracy).isBetween(0.4, 0.95);
  }

  private static int nearest(double[][] centroids, double[] features) {
    int nearest = 0;
    double least = Double.MAX_VALUE;
    for (int s = 0; s < centroids.length; s++) {
      double sum = 0;
      for (int i = 0; i < FEATURES; i++) {
        double difference = centroids[s][i] - features[i];
        sum += difference * difference;
      }
      if (sum < least) {
        least = sum;
        nearest = s;
      }
    }
    return nearest;
  }

  /** In each cell of a grid: mean red, green and blue, and the mean step across and down. */
  private static double[] features(BufferedImage painting) {
    double[] features = new double[FEATURES];
    int cell = SIDE / GRID;
    double weight = 1.0 / (cell * cell);
    for (int y = 1; y < SIDE; y++) {
      for (int x = 1; x < SIDE; x++) {
        int rgb = painting.getRGB(x, y);
        int at = 5 * (y / cell * GRID + x / cell);
        features[at] += weight * (rgb >> 16 & 0xff);
        features[at + 1] += weight * (rgb >> 8 & 0xff);
        features[at + 2] += weight * (rgb & 0xff);
        features[at + 3] += 2 * weight * Math.abs(green(rgb) - green(painting.getRGB(x - 1, y)));
        features[at + 4] += 2 * weight * Math.abs(green(rgb) - green(painting.getRGB(x, y - 1)));
      }
    }
    return features;
  }

  private static int green(int rgb) {
    return rgb >> 8 & 0xff;
  }
}
