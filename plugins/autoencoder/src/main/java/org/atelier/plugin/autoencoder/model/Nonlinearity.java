package org.atelier.plugin.autoencoder.model;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;

/** The function between the layers of an autoencoder. */
public enum Nonlinearity {
  /** {@code max(0, x)}. */
  RELU {
    @Override
    NDArray apply(NDArray values) {
      return Activation.relu(values);
    }
  },
  /** {@code x} above zero, {@code 0.01 x} below. */
  LEAKY_RELU {
    @Override
    NDArray apply(NDArray values) {
      return Activation.leakyRelu(values, 0.01f);
    }
  },
  /** The hyperbolic tangent. */
  TANH {
    @Override
    NDArray apply(NDArray values) {
      return Activation.tanh(values);
    }
  },
  /** {@code 1 / (1 + exp(-x))}. */
  SIGMOID {
    @Override
    NDArray apply(NDArray values) {
      return Activation.sigmoid(values);
    }
  };

  /** Returns the function of each value. */
  abstract NDArray apply(NDArray values);
}
