/** Encodings as points in space: standard scaling and the principal components. */
package org.atelier.plugin.clustering.space;
