package org.atelier.plugin.classifier.model;

import java.util.Map;

/**
 * The network of {@link ResidualCnn} written out in loops and double precision, so that each engine
 * is held against the same independent values. Maps are {@code [image][channel][row][column]}.
 */
final class ReferenceResidualNetwork {
  private final ResidualCnn.Settings settings;
  private final Map<String, double[]> parameters;
  private final boolean training;

  ReferenceResidualNetwork(
      ResidualCnn.Settings settings, Map<String, double[]> parameters, boolean training) {
    this.settings = settings;
    this.parameters = parameters;
    this.training = training;
  }

  /** Returns logits, normalising by the running statistics or, in training, by the batch's own. */
  double[][] forward(double[][][][] images) {
    double[][][][] maps = scaled(images);
    maps = pool(relu(normalised("Stem_", maps, settings.widths().get(0), 5, 2)));
    for (int stage = 1; stage <= settings.widths().size(); stage++) {
      for (int block = 1; block <= settings.blocks(); block++) {
        String name = "Stage%dBlock%d_".formatted(stage, block);
        int stride = stage > 1 && block == 1 ? 2 : 1;
        maps = residual(name, maps, settings.widths().get(stage - 1), stride);
      }
    }
    return linear(maps);
  }

  private double[][][][] residual(String name, double[][][][] maps, int filters, int stride) {
    double[][][][] inner = relu(normalised(name + "First_", maps, filters, 3, stride));
    double[][][][] branch = normalised(name + "Second_", inner, filters, 3, 1);
    double[][][][] skip =
        parameters.containsKey(name + "Projection_Convolution_weight")
            ? normalised(name + "Projection_", maps, filters, 1, stride)
            : maps;
    return each(branch, (n, c, y, x) -> Math.max(0, branch[n][c][y][x] + skip[n][c][y][x]));
  }

  private double[][][][] normalised(
      String name, double[][][][] maps, int filters, int kernel, int stride) {
    double[] weight = parameters.get(name + "Convolution_weight");
    int channels = maps[0].length;
    int height = maps[0][0].length;
    int width = maps[0][0][0].length;
    double[][][][] empty =
        new double[maps.length][filters][(height + stride - 1) / stride]
            [(width + stride - 1) / stride];
    double[][][][] convolved =
        each(
            empty,
            (n, f, y, x) -> {
              double sum = 0;
              for (int tap = 0; tap < channels * kernel * kernel; tap++) {
                int row = y * stride + tap / kernel % kernel - kernel / 2;
                int column = x * stride + tap % kernel - kernel / 2;
                if (row >= 0 && row < height && column >= 0 && column < width) {
                  sum +=
                      weight[f * channels * kernel * kernel + tap]
                          * maps[n][tap / (kernel * kernel)][row][column];
                }
              }
              return sum;
            });
    return normalise(name + "Normalisation_", convolved);
  }

  private double[][][][] normalise(String name, double[][][][] maps) {
    double[] means = parameters.get(name + "runningMean").clone();
    double[] variances = parameters.get(name + "runningVar").clone();
    int values = maps.length * maps[0][0].length * maps[0][0][0].length;
    if (training && values > 1) {
      java.util.Arrays.fill(means, 0);
      java.util.Arrays.fill(variances, 0);
      each(maps, (n, c, y, x) -> means[c] += maps[n][c][y][x] / values);
      each(maps, (n, c, y, x) -> variances[c] += Math.pow(maps[n][c][y][x] - means[c], 2) / values);
    }
    double[] scale = parameters.get(name + "gamma");
    double[] shift = parameters.get(name + "beta");
    return each(
        maps,
        (n, c, y, x) ->
            (maps[n][c][y][x] - means[c]) / Math.sqrt(variances[c] + 1e-5) * scale[c] + shift[c]);
  }

  private static double[][][][] scaled(double[][][][] images) {
    return each(images, (n, c, y, x) -> 4 * images[n][c][y][x] - 2);
  }

  private static double[][][][] relu(double[][][][] maps) {
    return each(maps, (n, c, y, x) -> Math.max(0, maps[n][c][y][x]));
  }

  private static double[][][][] pool(double[][][][] maps) {
    int height = maps[0][0].length;
    int width = maps[0][0][0].length;
    double[][][][] empty =
        new double[maps.length][maps[0].length][Math.max(1, height / 2)][Math.max(1, width / 2)];
    return each(
        empty,
        (n, c, y, x) -> {
          double maximum = Double.NEGATIVE_INFINITY;
          for (int cell = 0; cell < 4; cell++) {
            int row = Math.min(2 * y + cell / 2, height - 1);
            int column = Math.min(2 * x + cell % 2, width - 1);
            maximum = Math.max(maximum, maps[n][c][row][column]);
          }
          return maximum;
        });
  }

  private double[][] linear(double[][][][] maps) {
    double[] weight = parameters.get("Output_weight");
    int cells = maps[0][0].length * maps[0][0][0].length;
    double[][] logits = new double[maps.length][];
    java.util.Arrays.setAll(logits, n -> parameters.get("Output_bias").clone());
    for (int output = 0; output < logits[0].length; output++) {
      int from = output * maps[0].length;
      int row = output;
      each(maps, (n, c, y, x) -> logits[n][row] += weight[from + c] * maps[n][c][y][x] / cells);
    }
    return logits;
  }

  /** A value for a place in maps. */
  private interface Value {
    double at(int image, int channel, int row, int column);
  }

  /** Returns maps of the same shape with a value computed for each place, in order. */
  private static double[][][][] each(double[][][][] shape, Value value) {
    double[][][][] result =
        new double[shape.length][shape[0].length][shape[0][0].length][shape[0][0][0].length];
    for (int image = 0; image < result.length; image++) {
      for (int channel = 0; channel < result[0].length; channel++) {
        for (int row = 0; row < result[0][0].length; row++) {
          for (int column = 0; column < result[0][0][0].length; column++) {
            result[image][channel][row][column] = value.at(image, channel, row, column);
          }
        }
      }
    }
    return result;
  }
}
