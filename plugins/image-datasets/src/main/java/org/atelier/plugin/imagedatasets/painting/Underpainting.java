package org.atelier.plugin.imagedatasets.painting;

import java.awt.Color;
import java.util.List;

/**
 * A small version of a scene that tells a brush which colour, and which thing, lies at a point.
 *
 * <p>Its size is fixed, so that a painting of separate touches has the same touches at every size.
 */
final class Underpainting {

  private static final int SIDE = 80;

  private final Canvas tones = new Canvas(SIDE, SIDE);
  private final Canvas owners = new Canvas(SIDE, SIDE);
  private final List<Patch> patches;

  Underpainting(Scene scene, Coloring coloring, Tonal tonal) {
    this.patches = scene.patches();
    tonal.paint(tones, scene, coloring);
    for (int i = 0; i < patches.size(); i++) {
      owners.fillHard(patches.get(i).shape(), new Color(i + 1));
    }
  }

  Color color(double x, double y) {
    return tones.at(x, y);
  }

  /** What is in front at a point; the first patch of a scene is its background. */
  Patch patch(double x, double y) {
    int owner = (owners.at(x, y).getRGB() & 0xffffff) - 1;
    return patches.get(Math.max(0, owner));
  }
}
