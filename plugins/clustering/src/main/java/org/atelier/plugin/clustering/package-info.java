/** Clusters encodings of images and says what the clusters mean. */
package org.atelier.plugin.clustering;
