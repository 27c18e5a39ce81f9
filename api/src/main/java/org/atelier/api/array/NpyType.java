package org.atelier.api.array;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The kinds of numbers that can be read from a NPY file. */
public enum NpyType {
  /** Signed, 1 byte. */
  INT8("i1", 1),
  /** Unsigned, 1 byte. */
  UINT8("u1", 1),
  /** Signed, 2 bytes. */
  INT16("i2", 2),
  /** Unsigned, 2 bytes. */
  UINT16("u2", 2),
  /** Signed, 4 bytes. */
  INT32("i4", 4),
  /** Unsigned, 4 bytes. */
  UINT32("u4", 4),
  /** Signed, 8 bytes. */
  INT64("i8", 8),
  /** Unsigned, 8 bytes. */
  UINT64("u8", 8),
  /** IEEE 754 binary32. */
  FLOAT32("f4", 4),
  /** IEEE 754 binary64. */
  FLOAT64("f8", 8);

  private final String code;
  private final int bytes;

  NpyType(String code, int bytes) {
    this.code = code;
    this.bytes = bytes;
  }

  /** Returns the bytes of one number. */
  public int bytes() {
    return bytes;
  }

  /** Reads a number at a buffer's position. */
  double get(ByteBuffer values) {
    return switch (this) {
      case INT8 -> values.get();
      case UINT8 -> values.get() & 0xFF;
      case INT16 -> values.getShort();
      case UINT16 -> values.getShort() & 0xFFFF;
      case INT32 -> values.getInt();
      case UINT32 -> values.getInt() & 0xFFFF_FFFFL;
      case INT64 -> values.getLong();
      case UINT64 -> unsigned(values.getLong());
      case FLOAT32 -> values.getFloat();
      case FLOAT64 -> values.getDouble();
    };
  }

  /** Halves a number that a long has no room for, keeping its last bit for the rounding. */
  private static double unsigned(long value) {
    return value >= 0 ? value : ((value >>> 1) | (value & 1)) * 2.0;
  }

  /** Finds a type by numpy's code without the byte order, such as {@code f4}. */
  static Optional<NpyType> of(String code) {
    return Arrays.stream(values()).filter(type -> type.code.equals(code)).findFirst();
  }

  /** Returns the names of all types as numpy has them. */
  static List<String> names() {
    return Arrays.stream(values()).map(type -> type.name().toLowerCase(Locale.ROOT)).toList();
  }
}
