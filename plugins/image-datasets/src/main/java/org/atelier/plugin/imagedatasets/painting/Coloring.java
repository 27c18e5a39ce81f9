package org.atelier.plugin.imagedatasets.painting;

import java.awt.Color;
import java.util.HashMap;
import java.util.Map;

/** One painting's use of a palette: each object gets its colour once and keeps it. */
final class Coloring {

  /** What shares one mix of colour. */
  private record Part(Material material, int variant) {}

  private final Palette palette;
  private final Chance chance;
  private final double variation;
  private final Map<Part, Color> chosen = new HashMap<>();

  /**
   * @param variation how far two mixes of one colour may differ, 0 to 1
   */
  Coloring(Palette palette, Chance chance, double variation) {
    this.palette = palette;
    this.chance = chance;
    this.variation = variation;
  }

  Color of(Patch patch) {
    return chosen.computeIfAbsent(
        new Part(patch.material(), patch.variant()),
        key -> Colors.varied(chance.pick(palette.of(patch.material())), chance, variation));
  }
}
