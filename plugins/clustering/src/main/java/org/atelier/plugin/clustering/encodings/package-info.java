/** Encodings that need no trained network: raw pixels, and numpy's files. */
package org.atelier.plugin.clustering.encodings;
