package org.atelier.plugin.classifier.model;

import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/**
 * The network of {@link WikiArtCnn} written out in loops and double precision, so that each engine
 * is held against the same independent values. Images are {@code [channel][row][column]}.
 */
final class ReferenceNetwork {
  private static final double EPSILON = 1e-5;

  private final Pooling pooling;
  private final Nonlinearity nonlinearity;
  private final Map<String, double[]> parameters;

  ReferenceNetwork(Pooling pooling, Nonlinearity nonlinearity, Map<String, double[]> parameters) {
    this.pooling = pooling;
    this.nonlinearity = nonlinearity;
    this.parameters = parameters;
  }

  /** Returns log-probabilities, normalising by the running statistics or by the batch's own. */
  double[][] forward(double[][][][] images, boolean training) {
    double[][] features = new double[images.length][];
    for (int image = 0; image < images.length; image++) {
      features[image] = flatten(pool(convolve(images[image])));
    }
    normalise(features, training);
    double[][] outputs = new double[images.length][];
    for (int image = 0; image < images.length; image++) {
      double[] hidden = linear("Hidden", features[image]);
      for (int unit = 0; unit < hidden.length; unit++) {
        hidden[unit] = activate().applyAsDouble(hidden[unit]);
      }
      outputs[image] = logSoftmax(linear("Output", hidden));
    }
    return outputs;
  }

  private double[][] convolve(double[][][] image) {
    double[] weight = parameters.get("Convolution_weight");
    int height = image[0].length;
    int width = image[0][0].length;
    double[][] result = new double[height + 1][width + 1];
    for (int row = 0; row <= height; row++) {
      for (int column = 0; column <= width; column++) {
        double sum = parameters.get("Convolution_bias")[0];
        for (int tap = 0; tap < 48; tap++) {
          int y = row + tap / 4 % 4 - 2;
          int x = column + tap % 4 - 2;
          if (y >= 0 && y < height && x >= 0 && x < width) {
            sum += weight[tap] * image[tap / 16][y][x];
          }
        }
        result[row][column] = sum;
      }
    }
    return result;
  }

  private double[][] pool(double[][] map) {
    return pooling == Pooling.MAX ? maximum(map) : average(map);
  }

  private static double[][] maximum(double[][] map) {
    double[][] result = new double[map.length / 4 + 1][map[0].length / 4 + 1];
    for (int row = 0; row < result.length; row++) {
      for (int column = 0; column < result[0].length; column++) {
        double maximum = Double.NEGATIVE_INFINITY;
        for (int y = Math.max(0, 4 * row - 2); y < Math.min(map.length, 4 * row + 2); y++) {
          for (int x = Math.max(0, 4 * column - 2);
              x < Math.min(map[0].length, 4 * column + 2);
              x++) {
            maximum = Math.max(maximum, map[y][x]);
          }
        }
        result[row][column] = maximum;
      }
    }
    return result;
  }

  private static double[][] average(double[][] map) {
    double[][] result = new double[Math.min(50, map.length)][Math.min(50, map[0].length)];
    for (int row = 0; row < result.length; row++) {
      for (int column = 0; column < result[0].length; column++) {
        double sum = 0;
        int count = 0;
        for (int y = row * map.length / result.length;
            y < ceilingOfQuotient((row + 1) * map.length, result.length);
            y++) {
          for (int x = column * map[0].length / result[0].length;
              x < ceilingOfQuotient((column + 1) * map[0].length, result[0].length);
              x++) {
            sum += map[y][x];
            count++;
          }
        }
        result[row][column] = sum / count;
      }
    }
    return result;
  }

  private static int ceilingOfQuotient(int dividend, int divisor) {
    return (dividend + divisor - 1) / divisor;
  }

  private static double[] flatten(double[][] map) {
    return java.util.Arrays.stream(map).flatMapToDouble(java.util.Arrays::stream).toArray();
  }

  private void normalise(double[][] features, boolean training) {
    for (int feature = 0; feature < features[0].length; feature++) {
      double mean = parameters.get("Normalisation_runningMean")[feature];
      double variance = parameters.get("Normalisation_runningVar")[feature];
      if (training) {
        mean = 0;
        for (double[] image : features) {
          mean += image[feature] / features.length;
        }
        variance = 0;
        for (double[] image : features) {
          variance += (image[feature] - mean) * (image[feature] - mean) / features.length;
        }
      }
      for (double[] image : features) {
        image[feature] =
            (image[feature] - mean)
                    / Math.sqrt(variance + EPSILON)
                    * parameters.get("Normalisation_gamma")[feature]
                + parameters.get("Normalisation_beta")[feature];
      }
    }
  }

  private double[] linear(String layer, double[] inputs) {
    double[] weight = parameters.get(layer + "_weight");
    double[] result = parameters.get(layer + "_bias").clone();
    for (int unit = 0; unit < result.length; unit++) {
      for (int input = 0; input < inputs.length; input++) {
        result[unit] += weight[unit * inputs.length + input] * inputs[input];
      }
    }
    return result;
  }

  private DoubleUnaryOperator activate() {
    return switch (nonlinearity) {
      case RELU -> value -> Math.max(0, value);
      case SIGMOID -> value -> 1 / (1 + Math.exp(-value));
      case TANH -> Math::tanh;
      case LEAKY_RELU -> value -> value > 0 ? value : 0.01 * value;
    };
  }

  private static double[] logSoftmax(double[] logits) {
    double sum = 0;
    for (double logit : logits) {
      sum += Math.exp(logit);
    }
    double normaliser = Math.log(sum);
    return java.util.Arrays.stream(logits).map(logit -> logit - normaliser).toArray();
  }
}
