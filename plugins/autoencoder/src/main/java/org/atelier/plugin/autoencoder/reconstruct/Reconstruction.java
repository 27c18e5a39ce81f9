package org.atelier.plugin.autoencoder.reconstruct;

/**
 * What became of one image.
 *
 * @param position the image's position in the dataset
 * @param quality how near its reconstruction is
 * @param baseline how near the mean image is
 */
record Reconstruction(int position, Quality quality, Quality baseline) {}
