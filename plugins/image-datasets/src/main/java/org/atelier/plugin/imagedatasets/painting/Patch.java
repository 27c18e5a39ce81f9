package org.atelier.plugin.imagedatasets.painting;

import java.awt.Shape;

/**
 * One part of a scene.
 *
 * @param variant parts of one object share a variant, and so a colour; different objects of one
 *     material need not
 */
record Patch(Material material, Shape shape, int variant) {}
