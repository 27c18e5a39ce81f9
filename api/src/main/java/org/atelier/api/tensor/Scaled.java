package org.atelier.api.tensor;

import ai.djl.ndarray.NDArray;

/**
 * Multiplication by a number, for arrays that gradients go through.
 *
 * <p>DJL's {@code mul} and {@code div} make an array of the number and close it. On PyTorch the way
 * back still reads it, and finds there whatever has been written to that memory since: mostly the
 * number, and sometimes not.
 */
public final class Scaled {
  private Scaled() {}

  /**
   * Multiplies values.
   *
   * @param values an array of {@code float32}
   * @param factor what each is multiplied by
   * @return an array of the same shape
   */
  public static NDArray by(NDArray values, double factor) {
    // A copy belongs to the engine, and stays as long as a gradient needs it.
    NDArray number = values.getManager().create(new float[] {(float) factor}).duplicate();
    return values.mul(values.getShape().dimension() == 0 ? number.squeeze() : number);
  }
}
