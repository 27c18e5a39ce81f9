/**
 * The {@code image-folder} dataset: a folder of class folders is scanned, its files are hashed and
 * decoded once, and from then on their pixels come from the cache.
 */
package org.atelier.plugin.imagedatasets.folder;
