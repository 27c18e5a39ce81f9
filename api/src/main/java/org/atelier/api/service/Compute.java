package org.atelier.api.service;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.util.OptionalLong;
import org.osgi.annotation.versioning.ProviderType;

/** The engine and the device that this run computes on. */
@ProviderType
public interface Compute {
  /** Returns DJL's name of the engine, {@code PyTorch} or {@code MXNet}. */
  String engine();

  /** Returns the device. */
  Device device();

  /**
   * Returns the bytes of the device's memory that are free now, what the engine keeps for later
   * among them; empty if the device does not tell.
   */
  OptionalLong freeMemory();

  /** Returns a new manager on the device, the caller's to close. */
  NDManager newManager();

  /**
   * Returns a collector of gradients of a network that runs as in prediction, such as those with
   * respect to an image; DJL's own is for training. Close it as soon as the gradients are there.
   */
  GradientCollector predictionGradients();
}
