package org.atelier.plugin.imagedatasets.decoding;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The segments of a JPEG file before its first scan (ITU-T T.81, annex B), as far as they bear on
 * how the pixels are to be taken. Whatever is malformed ends the walk: the decoder will complain.
 */
final class JpegSegments {
  private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] ICC_PROFILE = "ICC_PROFILE\0".getBytes(StandardCharsets.US_ASCII);

  private final byte[] file;
  private final List<Range> profiles = new ArrayList<>();
  private Optional<ByteBuffer> exif = Optional.empty();
  private int components;

  private record Range(int from, int to) {}

  JpegSegments(byte[] file) {
    this.file = file;
    int position = 2;
    while (position + 4 <= file.length && unsigned(position) == 0xff) {
      int marker = unsigned(position + 1);
      if (marker == 0xff) {
        // a fill byte
        position++;
        continue;
      }
      int end = position + 2 + (unsigned(position + 2) << 8) + unsigned(position + 3);
      if (marker == 0xda || end > file.length || end < position + 4) {
        break;
      }
      keep(marker, new Range(position, end));
      position = end;
    }
  }

  private void keep(int marker, Range segment) {
    int content = segment.from + 4;
    if (marker == 0xe1 && exif.isEmpty() && begins(content, segment.to, EXIF)) {
      int tiff = content + EXIF.length;
      exif = Optional.of(ByteBuffer.wrap(file, tiff, segment.to - tiff).slice());
    } else if (marker == 0xe2 && begins(content, segment.to, ICC_PROFILE)) {
      profiles.add(segment);
    } else if (isFrameHeader(marker) && content + 6 <= segment.to) {
      components = unsigned(content + 5);
    }
  }

  /** Returns the TIFF block of the EXIF segment, if there is one. */
  Optional<ByteBuffer> exif() {
    return exif;
  }

  /**
   * Returns the file as it is to be decoded. The colour profile of a grey or three-colour image is
   * left out: samples are taken as they are, as image-learning tools do, and converting them would
   * take several times as long as decoding. That of a CMYK image stays, as ink has no colour
   * without it.
   */
  byte[] decodable() {
    if (profiles.isEmpty() || components == 4) {
      return file;
    }
    byte[] kept = new byte[file.length];
    int from = 0;
    int length = 0;
    for (Range profile : profiles) {
      System.arraycopy(file, from, kept, length, profile.from - from);
      length += profile.from - from;
      from = profile.to;
    }
    System.arraycopy(file, from, kept, length, file.length - from);
    return Arrays.copyOf(kept, length + file.length - from);
  }

  /** SOF0 to SOF15, without DHT, JPG and DAC that lie among them. */
  private static boolean isFrameHeader(int marker) {
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
  }

  private boolean begins(int from, int to, byte[] name) {
    return from + name.length <= to
        && Arrays.equals(file, from, from + name.length, name, 0, name.length);
  }

  private int unsigned(int position) {
    return file[position] & 0xff;
  }
}
