/** The networks. */
package org.atelier.plugin.autoencoder.model;
