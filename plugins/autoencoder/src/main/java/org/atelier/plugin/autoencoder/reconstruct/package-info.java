/** The stage {@code reconstruct}. */
package org.atelier.plugin.autoencoder.reconstruct;
