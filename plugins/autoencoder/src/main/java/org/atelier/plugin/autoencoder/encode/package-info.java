/** Turns the images of a dataset into codes. */
package org.atelier.plugin.autoencoder.encode;
