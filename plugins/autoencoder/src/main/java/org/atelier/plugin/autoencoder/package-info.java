/** The plugin for codes of images: networks that compress images, and what is done with them. */
package org.atelier.plugin.autoencoder;
