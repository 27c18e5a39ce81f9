package org.atelier.plugin.classifier.loss;

import org.atelier.api.ClassCounts;

/**
 * How much an image counts by its class, from the number of training images: {@code n} in all,
 * {@code f} of the class, {@code k} classes.
 *
 * <p>A class without training images has weight 0, except with {@link #NONE}: no image of it ever
 * counts, and label smoothing moves nothing towards it.
 *
 * <p>The last three differ by a factor that is the same for all classes. A loss that is a weighted
 * mean, as {@link NegativeLogLikelihood} is, divides that factor out again: it is the same with
 * each of them, up to rounding.
 */
public enum ClassWeights {
  /** Every image counts 1. */
  NONE {
    @Override
    double weight(double n, double f, double k) {
      return 1;
    }
  },
  /** {@code n / (f k)}: 1 on average over the images. */
  INVERSE_FREQUENCY {
    @Override
    double weight(double n, double f, double k) {
      return n / (f * k);
    }
  },
  /** {@code n / f}. */
  N_OVER_FREQUENCY {
    @Override
    double weight(double n, double f, double k) {
      return n / f;
    }
  },
  /** {@code 1 / f}. */
  ONE_OVER_FREQUENCY {
    @Override
    double weight(double n, double f, double k) {
      return 1 / f;
    }
  };

  /** Returns the weight of each class, in the order of the counts. */
  public float[] of(ClassCounts counts) {
    float[] weights = new float[counts.classes()];
    for (int label = 0; label < weights.length; label++) {
      int frequency = counts.count(label);
      boolean weighed = this == NONE || frequency > 0;
      weights[label] = weighed ? (float) weight(counts.total(), frequency, counts.classes()) : 0;
    }
    return weights;
  }

  abstract double weight(double n, double f, double k);
}
