package org.atelier.plugin.classifier.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** How a weights file may write one number; all little-endian. */
public enum ElementType {
  /** IEEE 754 single precision. */
  F32(4) {
    @Override
    float next(ByteBuffer bytes) {
      return bytes.getFloat();
    }
  },
  /** IEEE 754 half precision: 1 bit sign, 5 bits exponent, 10 bits fraction. */
  F16(2) {
    @Override
    float next(ByteBuffer bytes) {
      int half = bytes.getShort();
      int exponent = half >> HALF_FRACTION & HALF_EXPONENT;
      int fraction = half & (1 << HALF_FRACTION) - 1;
      float magnitude;
      if (exponent == HALF_EXPONENT) {
        magnitude = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
      } else if (exponent == 0) {
        magnitude = Math.scalb((float) fraction, 1 - HALF_BIAS - HALF_FRACTION);
      } else {
        magnitude =
            Math.scalb(
                (float) (fraction | 1 << HALF_FRACTION), exponent - HALF_BIAS - HALF_FRACTION);
      }
      return half < 0 ? -magnitude : magnitude;
    }
  },
  /** The upper half of an IEEE 754 single. */
  BF16(2) {
    @Override
    float next(ByteBuffer bytes) {
      return Float.intBitsToFloat(bytes.getShort() << Short.SIZE);
    }
  };

  private static final int HALF_FRACTION = 10;
  private static final int HALF_EXPONENT = 31;
  private static final int HALF_BIAS = 15;

  private final int size;

  ElementType(int size) {
    this.size = size;
  }

  /** Returns the type of that name, if numbers of it can be read. */
  static Optional<ElementType> named(String name) {
    return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
  }

  /** Returns how many bytes a number takes. */
  int size() {
    return size;
  }

  /**
   * Takes the next number from a little-endian buffer.
   *
   * @param name the array that it belongs to
   * @throws IOException if it is not finite
   */
  float nextFinite(ByteBuffer bytes, String name) throws IOException {
    float number = next(bytes);
    if (!Float.isFinite(number)) {
      throw new IOException("'%s' holds %s".formatted(name, number));
    }
    return number;
  }

  /** Takes the next number from a little-endian buffer. */
  abstract float next(ByteBuffer bytes);
}
