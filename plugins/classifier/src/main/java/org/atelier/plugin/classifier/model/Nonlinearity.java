package org.atelier.plugin.classifier.model;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;

/** The function between the two linear layers of {@link WikiArtCnn}. */
public enum Nonlinearity {
  /** {@code max(0, x)}. */
  RELU {
    @Override
    NDArray apply(NDArray values) {
      return Activation.relu(values);
    }
  },
  /** {@code 1 / (1 + exp(-x))}. */
  SIGMOID {
    @Override
    NDArray apply(NDArray values) {
      return Activation.sigmoid(values);
    }
  },
  /** The hyperbolic tangent. */
  TANH {
    @Override
    NDArray apply(NDArray values) {
      return Activation.tanh(values);
    }
  },
  /** {@code x} above zero, {@code 0.01 x} below. */
  LEAKY_RELU {
    @Override
    NDArray apply(NDArray values) {
      return Activation.leakyRelu(values, 0.01f);
    }
  };

  /** Returns the function of each value. */
  abstract NDArray apply(NDArray values);
}
