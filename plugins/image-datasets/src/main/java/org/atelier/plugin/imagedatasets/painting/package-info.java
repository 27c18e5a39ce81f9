/**
 * Paintings drawn from a seed in the 27 style names of WikiArt, and the dataset made of them.
 *
 * <p>From the inside out: {@code Chance} and {@code Colors} choose, {@code Canvas} and {@code
 * Brush} set paint, {@code Shapes} are outlines; {@code Landscapes}, {@code Interiors} and {@code
 * People} compose a {@code Scene} of patches; {@code Tonal}, {@code Flat} and {@code Touches} are
 * ways to paint a scene; a style is a short rule that joins them; {@code PaintingStyle} lists the
 * styles.
 */
package org.atelier.plugin.imagedatasets.painting;
