package org.atelier.plugin.imagedatasets.decoding;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Which way up an image is to be seen: tag 0x0112 of its EXIF block (EXIF 2.32, section 4.6.4). It
 * lies in an APP1 segment of JPEG, an eXIf chunk of PNG and an EXIF chunk of WebP.
 *
 * <p>Each orientation maps a pixel of the picture to be seen to a pixel stored: transpose first
 * (columns for rows), then mirror.
 *
 * @param transposed whether stored rows are seen as columns
 * @param mirroredAcross whether stored columns run from the right
 * @param mirroredDown whether stored rows run from the bottom
 */
record Orientation(boolean transposed, boolean mirroredAcross, boolean mirroredDown) {
  /** As it is stored. */
  static final Orientation UPRIGHT = new Orientation(false, false, false);

  private static final int TAG = 0x0112;
  private static final int SHORT = 3;

  /** Returns the orientation that an image file asks for; upright if it says nothing sensible. */
  static Orientation of(ImageFormat format, byte[] file) {
    Optional<ByteBuffer> exif =
        switch (format) {
          case JPEG -> new JpegSegments(file).exif();
          case PNG -> chunk(ByteBuffer.wrap(file), 8, "eXIf");
          case WEBP ->
              chunk(ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN), 12, "EXIF")
                  .map(Orientation::withoutJpegPrefix);
          case GIF, BMP -> Optional.empty();
        };
    return exif.map(Orientation::number).map(Orientation::numbered).orElse(UPRIGHT);
  }

  /** Returns the orientation of a number from 1 to 8; upright for any other. */
  static Orientation numbered(int number) {
    return switch (number) {
      case 2 -> new Orientation(false, true, false);
      case 3 -> new Orientation(false, true, true);
      case 4 -> new Orientation(false, false, true);
      case 5 -> new Orientation(true, false, false);
      case 6 -> new Orientation(true, false, true);
      case 7 -> new Orientation(true, true, true);
      case 8 -> new Orientation(true, true, false);
      default -> UPRIGHT;
    };
  }

  /** Returns square planes (CHW) as they are to be seen. */
  byte[] apply(byte[] planes, int size) {
    return apply(planes, size, size);
  }

  /**
   * Returns planes (CHW) as they are to be seen.
   *
   * @param planes the planes as they are stored
   * @param height their height before they are transposed
   * @param width their width before they are transposed
   */
  byte[] apply(byte[] planes, int height, int width) {
    if (equals(UPRIGHT)) {
      return planes;
    }
    byte[] seen = new byte[planes.length];
    int seenHeight = transposed ? width : height;
    int seenWidth = transposed ? height : width;
    int to = 0;
    for (int plane = 0; plane < planes.length; plane += height * width) {
      for (int y = 0; y < seenHeight; y++) {
        for (int x = 0; x < seenWidth; x++) {
          int row = transposed ? x : y;
          int column = transposed ? y : x;
          row = mirroredDown ? height - 1 - row : row;
          column = mirroredAcross ? width - 1 - column : column;
          seen[to++] = planes[plane + row * width + column];
        }
      }
    }
    return seen;
  }

  /**
   * Finds a chunk: in PNG length, name, content, checksum; in RIFF name, length, padded content.
   */
  private static Optional<ByteBuffer> chunk(ByteBuffer file, int start, String name) {
    boolean riff = file.order() == ByteOrder.LITTLE_ENDIAN;
    int position = start;
    while (position + 8 <= file.limit()) {
      long length = Integer.toUnsignedLong(file.getInt(riff ? position + 4 : position));
      long end = position + 8 + length;
      if (end > file.limit()) {
        break;
      }
      byte[] found = new byte[4];
      file.get(riff ? position : position + 4, found);
      if (name.equals(new String(found, StandardCharsets.US_ASCII))) {
        return Optional.of(file.slice(position + 8, (int) length));
      }
      position = (int) Math.min(end + (riff ? length & 1 : 4), file.limit());
    }
    return Optional.empty();
  }

  /** Some writers of WebP leave JPEG's segment name before the TIFF block. */
  private static ByteBuffer withoutJpegPrefix(ByteBuffer exif) {
    boolean prefixed = exif.limit() > 6 && exif.get(0) == 'E' && exif.get(1) == 'x';
    return prefixed ? exif.slice(6, exif.limit() - 6) : exif;
  }

  /** Reads the tag from the first directory of a TIFF block; 0 if it is not there. */
  private static int number(ByteBuffer tiff) {
    if (tiff.limit() < 8) {
      return 0;
    }
    tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    long directory = Integer.toUnsignedLong(tiff.getInt(4));
    if (directory + 2 > tiff.limit()) {
      return 0;
    }
    int entries = Short.toUnsignedInt(tiff.getShort((int) directory));
    for (int entry = 0; entry < entries; entry++) {
      long position = directory + 2 + 12L * entry;
      if (position + 12 > tiff.limit()) {
        return 0;
      }
      int at = (int) position;
      if (Short.toUnsignedInt(tiff.getShort(at)) == TAG && tiff.getShort(at + 2) == SHORT) {
        return Short.toUnsignedInt(tiff.getShort(at + 8));
      }
    }
    return 0;
  }
}
