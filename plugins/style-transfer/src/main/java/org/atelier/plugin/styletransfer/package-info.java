/** Gives an image the style of other images, and says how well. */
package org.atelier.plugin.styletransfer;
