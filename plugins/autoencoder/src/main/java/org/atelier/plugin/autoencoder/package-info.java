/** The plugin that compresses images: its entry point; one package below for each concern. */
package org.atelier.plugin.autoencoder;
