package org.atelier.plugin.imagedatasets.cache;

import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.util.zip.CRC32C;

/** The planes of one image in a mapped pack. Safe for use by several threads. */
public final class CachedPixels {
  private final MappedByteBuffer pack;
  private final int offset;
  private final int length;
  private final int checksum;
  private volatile boolean checked;

  CachedPixels(MappedByteBuffer pack, int offset, int length, int checksum) {
    this.pack = pack;
    this.offset = offset;
    this.length = length;
    this.checksum = checksum;
  }

  /**
   * Copies the planes to a buffer, whose position advances by their length. Their checksum is
   * compared the first time, so that a damaged disk does not become a damaged model.
   *
   * @return whether they were copied; false if they are damaged, and then nothing is copied
   */
  public boolean copyTo(ByteBuffer target) {
    if (!checked) {
      CRC32C found = new CRC32C();
      found.update(pack.slice(offset, length));
      if ((int) found.getValue() != checksum) {
        return false;
      }
      checked = true;
    }
    target.put(target.position(), pack, offset, length);
    target.position(target.position() + length);
    return true;
  }
}
