package org.atelier.plugin.imagedatasets.decoding;

import javax.imageio.stream.ImageInputStreamImpl;

/** Image input from bytes at hand: Image I/O's own would copy them or go by way of a file. */
final class MemoryImageInput extends ImageInputStreamImpl {
  private final byte[] bytes;

  MemoryImageInput(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  public int read() {
    bitOffset = 0;
    return streamPos < bytes.length ? bytes[(int) streamPos++] & 0xff : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    bitOffset = 0;
    if (length == 0) {
      return 0;
    }
    if (streamPos >= bytes.length) {
      return -1;
    }
    int count = (int) Math.min(length, bytes.length - streamPos);
    System.arraycopy(bytes, (int) streamPos, target, offset, count);
    streamPos += count;
    return count;
  }

  @Override
  public long length() {
    return bytes.length;
  }
}
