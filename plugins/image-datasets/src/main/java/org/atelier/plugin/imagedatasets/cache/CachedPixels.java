package org.atelier.plugin.imagedatasets.cache;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The planes of one image in a pack. Safe for use by several threads. */
public final class CachedPixels {
  private static final Logger LOG = LoggerFactory.getLogger(CachedPixels.class);

  private final PackFile pack;
  private final long offset;
  private final int length;
  private final int checksum;
  private volatile boolean checked;

  CachedPixels(PackFile pack, long offset, int length, int checksum) {
    this.pack = pack;
    this.offset = offset;
    this.length = length;
    this.checksum = checksum;
  }

  /**
   * Copies the planes to a buffer, whose position advances by their length. Their checksum is
   * compared the first time, so that a damaged disk does not become a damaged model.
   *
   * @return whether they were copied; false if they are damaged, and then the position stays
   */
  public boolean copyTo(ByteBuffer target) {
    byte[] planes = target.hasArray() ? target.array() : new byte[length];
    int start = target.hasArray() ? target.arrayOffset() + target.position() : 0;
    try {
      pack.read(offset, planes, start, length);
    } catch (IOException e) {
      LOG.debug("cannot read a pack", e);
      return false;
    }
    if (!checked) {
      CRC32C found = new CRC32C();
      found.update(planes, start, length);
      if ((int) found.getValue() != checksum) {
        return false;
      }
      checked = true;
    }
    if (target.hasArray()) {
      target.position(target.position() + length);
    } else {
      target.put(planes);
    }
    return true;
  }
}
