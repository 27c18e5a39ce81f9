package org.atelier.plugin.autoencoder.model;

/**
 * The study's autoencoder in plain loops over doubles, transposed convolutions by their definition.
 */
final class ReferenceAutoencoder {
  private ReferenceAutoencoder() {}

  /** Convolves one image {@code [channel][row][column]} with stride 1, keeping its size. */
  static double[][][] convolve(double[][][] input, double[][][][] weight, double[] bias) {
    int kernel = weight[0][0].length;
    int height = input[0].length;
    int width = input[0][0].length;
    double[][][] output = new double[weight.length][height][width];
    for (int filter = 0; filter < weight.length; filter++) {
      for (int row = 0; row < height; row++) {
        for (int column = 0; column < width; column++) {
          double sum = bias[filter];
          for (int channel = 0; channel < input.length; channel++) {
            for (int tap = 0; tap < kernel * kernel; tap++) {
              int y = row + tap / kernel - kernel / 2;
              int x = column + tap % kernel - kernel / 2;
              if (y >= 0 && y < height && x >= 0 && x < width) {
                sum += input[channel][y][x] * weight[filter][channel][tap / kernel][tap % kernel];
              }
            }
          }
          output[filter][row][column] = sum;
        }
      }
    }
    return output;
  }

  /**
   * Convolves transposed: each input pixel is stamped onto the output with the kernel. The weight
   * is given as that of the convolution, {@code [out][in]}, turned by half.
   */
  static double[][][] convolveTransposed(double[][][] input, double[][][][] turned, double[] bias) {
    int kernel = turned[0][0].length;
    int height = input[0].length;
    int width = input[0][0].length;
    double[][][] output = new double[turned.length][height][width];
    for (int filter = 0; filter < turned.length; filter++) {
      for (double[] line : output[filter]) {
        java.util.Arrays.fill(line, bias[filter]);
      }
      for (int channel = 0; channel < input.length; channel++) {
        for (int row = 0; row < height; row++) {
          for (int column = 0; column < width; column++) {
            for (int tap = 0; tap < kernel * kernel; tap++) {
              int y = row + tap / kernel - kernel / 2;
              int x = column + tap % kernel - kernel / 2;
              if (y >= 0 && y < height && x >= 0 && x < width) {
                double value =
                    turned[filter][channel][kernel - 1 - tap / kernel][kernel - 1 - tap % kernel];
                output[filter][y][x] += input[channel][row][column] * value;
              }
            }
          }
        }
      }
    }
    return output;
  }

  static double[][][] maximum(double[][][] input) {
    double[][][] output = new double[input.length][input[0].length / 2][input[0][0].length / 2];
    for (int channel = 0; channel < output.length; channel++) {
      for (int row = 0; row < output[0].length; row++) {
        for (int column = 0; column < output[0][0].length; column++) {
          double[] upper = input[channel][2 * row];
          double[] lower = input[channel][2 * row + 1];
          output[channel][row][column] =
              Math.max(
                  Math.max(upper[2 * column], upper[2 * column + 1]),
                  Math.max(lower[2 * column], lower[2 * column + 1]));
        }
      }
    }
    return output;
  }

  static double[][][] upsample(double[][][] input) {
    double[][][] output = new double[input.length][2 * input[0].length][2 * input[0][0].length];
    for (int channel = 0; channel < output.length; channel++) {
      for (int row = 0; row < output[0].length; row++) {
        for (int column = 0; column < output[0][0].length; column++) {
          output[channel][row][column] = input[channel][row / 2][column / 2];
        }
      }
    }
    return output;
  }

  static double[][][] map(double[][][] input, java.util.function.DoubleUnaryOperator function) {
    double[][][] output = new double[input.length][input[0].length][input[0][0].length];
    for (int channel = 0; channel < output.length; channel++) {
      for (int row = 0; row < output[0].length; row++) {
        for (int column = 0; column < output[0][0].length; column++) {
          output[channel][row][column] = function.applyAsDouble(input[channel][row][column]);
        }
      }
    }
    return output;
  }
}
