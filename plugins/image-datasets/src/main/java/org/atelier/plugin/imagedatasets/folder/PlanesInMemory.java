package org.atelier.plugin.imagedatasets.folder;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.atelier.plugin.imagedatasets.cache.ContentHash;

/** Keeps planes in memory, as many as fit into a fixed amount of it. */
final class PlanesInMemory implements PlaneKeeper {
  private final Map<ContentHash, byte[]> planes = new ConcurrentHashMap<>();
  private final AtomicLong room;

  /**
   * Makes an empty keeper.
   *
   * @param bytes how much it takes
   */
  PlanesInMemory(long bytes) {
    room = new AtomicLong(bytes);
  }

  @Override
  public Optional<ContentHash> known(ImageFile file) {
    return Optional.empty();
  }

  @Override
  public boolean holds(ContentHash hash) {
    return planes.containsKey(hash);
  }

  @Override
  public void add(ContentHash hash, byte[] added) {
    if (room.addAndGet(-added.length) < 0) {
      room.addAndGet(added.length);
    } else {
      planes.put(hash, added);
    }
  }

  /** Returns planes that are kept. */
  Optional<byte[]> find(ContentHash hash) {
    return Optional.ofNullable(planes.get(hash));
  }
}
