package org.atelier.plugin.imagedatasets.painting;

/** A smooth field of directions: a few slow waves added up. */
final class Flow {

  private final double[] waves = new double[12];
  private final double base;
  private final double strength;

  /**
   * @param base the prevailing direction in radians
   * @param strength how far the direction swings from it, in radians
   * @param scale how many swings fit into the picture
   */
  Flow(Chance chance, double base, double strength, double scale) {
    this.base = base;
    this.strength = strength;
    for (int i = 0; i < waves.length; i += 3) {
      waves[i] = chance.around(2 * StrictMath.PI * scale);
      waves[i + 1] = chance.around(2 * StrictMath.PI * scale);
      waves[i + 2] = chance.between(0, 2 * StrictMath.PI);
    }
  }

  double at(double x, double y) {
    double sum = 0;
    for (int i = 0; i < waves.length; i += 3) {
      sum += StrictMath.sin(waves[i] * x + waves[i + 1] * y + waves[i + 2]);
    }
    return base + strength * sum / 2;
  }
}
