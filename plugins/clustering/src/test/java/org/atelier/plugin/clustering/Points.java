package org.atelier.plugin.clustering;

/** Numbers that a few lines of any language can make again, to compare with other libraries. */
public final class Points {
  private Points() {}

  /**
   * Returns rows of numbers from 0 to 1 of a linear congruential generator: {@code s = (s *
   * 1103515245 + 12345) mod 2^31}, which begins with 12345.
   */
  public static double[][] congruential(int rows, int columns) {
    long state = 12345;
    double[][] points = new double[rows][columns];
    for (double[] row : points) {
      for (int column = 0; column < columns; column++) {
        state = (state * 1103515245 + 12345) % (1L << 31);
        row[column] = (double) state / (1L << 31);
      }
    }
    return points;
  }

  /** Returns twelve rows of five numbers in three loose groups. */
  public static float[][] tall() {
    float[][] rows = new float[12][5];
    for (int row = 0; row < 12; row++) {
      for (int column = 0; column < 5; column++) {
        int group = column < 2 ? row % 3 * 10 : 0;
        rows[row][column] = (row * 7 + column * 3) % 11 + group;
      }
    }
    return rows;
  }

  /** Returns six rows of forty numbers. */
  public static float[][] wide() {
    float[][] rows = new float[6][40];
    for (int row = 0; row < 6; row++) {
      for (int column = 0; column < 40; column++) {
        rows[row][column] = (row * row * 5 + column * (row + 2) * 3) % 17;
      }
    }
    return rows;
  }

  /** Returns rows as doubles. */
  public static double[][] doubles(float[][] rows) {
    double[][] doubles = new double[rows.length][rows[0].length];
    for (int row = 0; row < rows.length; row++) {
      for (int column = 0; column < rows[row].length; column++) {
        doubles[row][column] = rows[row][column];
      }
    }
    return doubles;
  }
}
