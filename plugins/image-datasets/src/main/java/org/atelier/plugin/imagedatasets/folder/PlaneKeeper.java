package org.atelier.plugin.imagedatasets.folder;

import java.util.Optional;
import org.atelier.plugin.imagedatasets.cache.ContentHash;
import org.atelier.plugin.imagedatasets.cache.FileIndex;
import org.atelier.plugin.imagedatasets.cache.PixelCache;

/** Keeps the planes of decoded images. Safe for use by several threads. */
interface PlaneKeeper {
  /** Returns the hash of a file that need not be read, as its planes are kept from before. */
  Optional<ContentHash> known(ImageFile file);

  /** Tells whether the planes of such content are kept. */
  boolean holds(ContentHash hash);

  /** Keeps planes, if there is room. */
  void add(ContentHash hash, byte[] planes);

  /** Keeps planes in the cache on disk. */
  record OnDisk(FileIndex index, PixelCache cache) implements PlaneKeeper {
    @Override
    public Optional<ContentHash> known(ImageFile file) {
      return index.find(file.id(), file.stamp()).filter(this::holds);
    }

    @Override
    public boolean holds(ContentHash hash) {
      return cache.find(hash).isPresent();
    }

    @Override
    public void add(ContentHash hash, byte[] planes) {
      cache.add(hash, planes);
    }
  }
}
