/**
 * The cache of decoded pixels on disk: packs of planes, and an index that spares unchanged files
 * from being read again. It knows nothing of image formats.
 *
 * <p>A pack is written under another name, synced and renamed, so that what is visible is whole;
 * nothing is ever changed in place, so that any number of processes may share a cache and anyone
 * may delete it.
 */
package org.atelier.plugin.imagedatasets.cache;
