package org.atelier.plugin.imagedatasets.decoding;

import java.io.IOException;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * Image input from bytes at hand: Image I/O's own would copy them or go by way of a file.
 *
 * <p>A decoder may look a little past the end. One that goes on and on there would make up the
 * pixels of a file that was cut off, or that claims to be larger than it is, for minutes.
 */
final class MemoryImageInput extends ImageInputStreamImpl {
  /** Ends a decoder that does not end by itself; no EOFException, which some of them pass over. */
  static final class PastEndException extends IOException {
    private static final long serialVersionUID = 1L;

    private PastEndException() {
      super("the file ends early");
    }
  }

  private static final int MAX_READS_PAST_END = 1_000;

  private final byte[] bytes;
  private int readsPastEnd;

  MemoryImageInput(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  public int read() throws PastEndException {
    bitOffset = 0;
    return streamPos < bytes.length ? bytes[(int) streamPos++] & 0xff : end();
  }

  @Override
  public int read(byte[] target, int offset, int length) throws PastEndException {
    bitOffset = 0;
    if (length == 0) {
      return 0;
    }
    if (streamPos >= bytes.length) {
      return end();
    }
    int count = (int) Math.min(length, bytes.length - streamPos);
    System.arraycopy(bytes, (int) streamPos, target, offset, count);
    streamPos += count;
    return count;
  }

  private int end() throws PastEndException {
    readsPastEnd++;
    if (readsPastEnd > MAX_READS_PAST_END) {
      throw new PastEndException();
    }
    return -1;
  }

  @Override
  public long length() {
    return bytes.length;
  }
}
