package org.atelier.plugin.imagedatasets.painting;

import java.awt.Color;
import java.awt.geom.Rectangle2D;

/**
 * Painting in even planes of colour, with or without a contour.
 *
 * @param contour the colour of every outline
 * @param thickness of the outline in unit coordinates; 0 draws none
 */
record Flat(Color contour, double thickness) {

  static final Flat PLAIN = new Flat(Color.BLACK, 0);

  void paint(Canvas canvas, Scene scene, Coloring coloring) {
    for (Patch patch : scene.patches()) {
      canvas.fill(patch.shape(), coloring.of(patch));
      outline(canvas, patch);
    }
  }

  /** Only the outlines. */
  void outline(Canvas canvas, Scene scene) {
    scene.patches().forEach(patch -> outline(canvas, patch));
  }

  private void outline(Canvas canvas, Patch patch) {
    Rectangle2D bounds = patch.shape().getBounds2D();
    double size = StrictMath.min(bounds.getWidth(), bounds.getHeight());
    if (thickness > 0 && size > thickness) {
      canvas.line(patch.shape(), contour, StrictMath.min(thickness, size * 0.2));
    }
  }
}
