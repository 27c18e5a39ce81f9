/** How far a reconstruction is from its image. */
package org.atelier.plugin.autoencoder.loss;
