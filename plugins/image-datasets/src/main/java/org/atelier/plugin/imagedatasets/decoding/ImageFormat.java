package org.atelier.plugin.imagedatasets.decoding;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/** The file formats that are read, told by a file's first bytes and never by its name. */
public enum ImageFormat {
  /** JPEG (ITU-T T.81), grey, RGB, YCbCr, CMYK and YCCK. */
  JPEG,
  /** PNG (ISO/IEC 15948). */
  PNG,
  /** GIF 87a and 89a; its first frame. */
  GIF,
  /** Windows bitmap. */
  BMP,
  /** WebP, lossy and lossless; the first frame. */
  WEBP;

  /** How many bytes from the start of a file it takes to tell its format. */
  public static final int HEAD_BYTES = 18;

  private static final byte[] PNG_SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

  /** Sizes of the bitmap headers there are: with them a text that begins with BM is no bitmap. */
  private static final Set<Integer> BMP_HEADER_SIZES = Set.of(12, 16, 40, 52, 56, 64, 108, 124);

  /**
   * Tells the format of a file.
   *
   * @param head the first {@link #HEAD_BYTES} bytes of the file or more, or the whole of a shorter
   *     file
   * @return the format, or empty if it is none of these
   */
  public static Optional<ImageFormat> of(byte[] head) {
    if (startsWith(head, 0, new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff})) {
      return Optional.of(JPEG);
    }
    if (startsWith(head, 0, PNG_SIGNATURE)) {
      return Optional.of(PNG);
    }
    if (startsWith(head, 0, ascii("GIF87a")) || startsWith(head, 0, ascii("GIF89a"))) {
      return Optional.of(GIF);
    }
    if (startsWith(head, 0, ascii("RIFF")) && startsWith(head, 8, ascii("WEBP"))) {
      return Optional.of(WEBP);
    }
    if (startsWith(head, 0, ascii("BM"))
        && head.length >= HEAD_BYTES
        && BMP_HEADER_SIZES.contains(
            ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getInt(14))) {
      return Optional.of(BMP);
    }
    return Optional.empty();
  }

  private static boolean startsWith(byte[] head, int offset, byte[] signature) {
    if (head.length < offset + signature.length) {
      return false;
    }
    for (int i = 0; i < signature.length; i++) {
      if (head[offset + i] != signature[i]) {
        return false;
      }
    }
    return true;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
