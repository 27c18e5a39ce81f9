/**
 * The datasets {@code image-folder} and {@code image-files}. Folders are scanned, their files are
 * hashed and decoded once; from then on the pixels of an {@code image-folder} come from the cache
 * on disk, those of {@code image-files} from memory as far as a fixed amount of it goes.
 */
package org.atelier.plugin.imagedatasets.folder;
