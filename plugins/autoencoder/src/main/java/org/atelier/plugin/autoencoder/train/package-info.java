/** The stage {@code train-autoencoder}. */
package org.atelier.plugin.autoencoder.train;
