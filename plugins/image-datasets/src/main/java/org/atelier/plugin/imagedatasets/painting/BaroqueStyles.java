package org.atelier.plugin.imagedatasets.painting;

import java.awt.Color;
import java.awt.geom.Area;

/** The seventeenth and eighteenth centuries. */
final class BaroqueStyles {

  private BaroqueStyles() {}

  /** Bodies come out of a brown darkness into one slanting light. */
  static void baroque(Canvas canvas, Chance chance) {
    Palette palette =
        Palette.DAYLIGHT
            .stirred(Colors.rgb(0x6a3c14), 0.25)
            .with(Material.BACKDROP, 0x241810, 0x1c120c, 0x2c2014)
            .with(Material.SKY, 0x4a4034, 0x54483c)
            .with(Material.CLOTH, 0x9a2418, 0x5a3418, 0xb07820, 0x2a2018, 0x28384a)
            .with(Material.SECOND_CLOTH, 0xc89440, 0x7a2c1a, 0xdccaa4)
            .with(Material.SKIN, 0xecbf8c, 0xe0a872)
            .with(Material.TABLE, 0x4a2c18)
            .with(Material.GROUND, 0x3c2c18);
    Scene scene = new Scene().add(Material.BACKDROP, Canvas.WHOLE);
    double light = chance.sign();
    switch (chance.count(0, 3)) {
      case 0 -> scene = Interiors.stillLife(chance);
      case 1, 2 -> People.bust(scene, chance);
      default -> {
        scene.next().add(Material.GROUND, Shapes.box(-0.1, 0.85, 1.2, 0.3));
        int count = chance.count(2, 5);
        for (int i = 0; i < count; i++) {
          double x = 0.5 + (i - (count - 1) / 2.0) * 0.17;
          People.standing(scene, chance, x, 0.96 - 0.03 * (i % 2), chance.between(0.6, 0.78));
        }
      }
    }
    new Tonal(0.92, 0.35, light * 0.9).paint(canvas, scene, new Coloring(palette, chance, 0.03));
    darkness(canvas, chance, light);
    new Brush(canvas).soften(0.004);
    new Brush(canvas).grain(chance, 170, 0.05);
  }

  private static void darkness(Canvas canvas, Chance chance, double light) {
    Color dark = Colors.rgb(0x0e0804);
    double focus = 0.5 + light * 0.1;
    canvas.wash(
        Canvas.gradient(
            focus + light * 0.1,
            0.25,
            focus - light * 0.5,
            0.95,
            Colors.transparent(dark, 0),
            Colors.transparent(dark, 0.25),
            Colors.transparent(dark, 0.85)));
    canvas.fill(
        Shapes.polygon(
            0.5 + light * 0.55,
            -0.05,
            0.5 + light * 0.25,
            -0.05,
            0.5 - light * 0.3,
            0.8,
            0.5 + light * 0.35,
            0.8),
        Colors.transparent(Colors.rgb(0xffc878), chance.between(0.05, 0.13)));
    canvas.glow(focus, 0.38, 0.34, Colors.rgb(0xffd494), 0.3);
    canvas.vignette(dark, 0.85);
  }

  /** Powder pink, sky blue and cream; feathery trees, puffed clouds, garlands and gilt curls. */
  static void rococo(Canvas canvas, Chance chance) {
    Palette palette =
        Palette.DAYLIGHT
            .saturated(0.9)
            .stirred(Colors.rgb(0xf8e8dc), 0.35)
            .with(Material.SKY, 0xaecbe0, 0xbcd8e4, 0xd8d4dc)
            .with(Material.CLOUD, 0xf8ead8, 0xf6dcd4)
            .with(Material.FOLIAGE, 0x8aa88c, 0xa4b488, 0x78a094)
            .with(Material.GROUND, 0xb4b890, 0xc8bc98)
            .with(Material.CLOTH, 0xeeb0b4, 0xa8c8e0, 0xf4dca8, 0xd8c4e0, 0xf6ece0)
            .with(Material.SECOND_CLOTH, 0xf4d8d4, 0x9cc4c4, 0xf0c890)
            .with(Material.SKIN, 0xf8dcc8, 0xf4d0bc)
            .with(Material.HAIR, 0xe4dcd0, 0xd8c8b0, 0xb89870)
            .with(Material.BACKDROP, 0xb8c4bc, 0xd0c0b4, 0xa8bccc);
    Scene scene =
        chance.happens(0.7)
            ? Landscapes.open(chance, 0.55)
            : new Scene().add(Material.BACKDROP, Canvas.WHOLE);
    Landscapes.clouds(scene, chance, 3, 0.45);
    if (chance.happens(0.5)) {
      People.bust(scene, chance);
    } else {
      Landscapes.tree(scene, chance, chance.pick(0.1, 0.88), 0.8, 0.75, 0);
      for (int i = chance.count(2, 4); i > 0; i--) {
        People.standing(
            scene,
            chance,
            chance.between(0.25, 0.75),
            chance.between(0.86, 0.95),
            chance.between(0.38, 0.5));
      }
    }
    new Tonal(0.4, 0.5, chance.sign() * 0.6)
        .paint(canvas, scene, new Coloring(palette, chance, 0.04));
    new Brush(canvas).soften(0.006);
    canvas.glow(0.5, 0.35, 0.6, Colors.rgb(0xfff4e4), 0.28);
    garland(canvas, chance, palette);
    if (chance.happens(0.45)) {
      ovalFrame(canvas);
    }
    new Brush(canvas).grain(chance, 170, 0.02);
  }

  private static void garland(Canvas canvas, Chance chance, Palette palette) {
    boolean below = chance.happens(0.5);
    for (int i = 0; i < 26; i++) {
      double t = i / 25.0;
      double sag = 0.25 * t * (1 - t);
      double x = t + chance.around(0.02);
      double y = (below ? 0.97 - sag : 0.02 + sag * 1.1) + chance.around(0.02);
      canvas.fill(
          Shapes.leaf(x, y, 0.06, chance.between(0, 6.3), 0.4),
          Colors.varied(palette.of(Material.FOLIAGE).get(0), chance, 0.05));
      Color rose = chance.pick(Colors.list(0xf0a0a8, 0xf8d0cc, 0xf8ecd8, 0xe88898));
      canvas.fill(Shapes.disc(x, y, 0.021), rose);
      canvas.fill(Shapes.disc(x - 0.004, y - 0.005, 0.01), Colors.lighter(rose, 0.4));
    }
  }

  private static void ovalFrame(Canvas canvas) {
    Area spandrels = new Area(Canvas.WHOLE);
    spandrels.subtract(new Area(Shapes.oval(0.5, 0.5, 0.47, 0.48)));
    canvas.fill(spandrels, Colors.rgb(0xf0e4d0));
    canvas.line(Shapes.oval(0.5, 0.5, 0.47, 0.48), Colors.rgb(0xc8a050), 0.016);
    for (int sx = -1; sx <= 1; sx += 2) {
      for (int sy = -1; sy <= 1; sy += 2) {
        double x = 0.5 + sx * 0.44;
        double y = 0.5 + sy * 0.44;
        canvas.line(
            Shapes.curve(
                x - sx * 0.14,
                y + sy * 0.03,
                x,
                y,
                x + sx * 0.03,
                y - sy * 0.06,
                x - sx * 0.02,
                y - sy * 0.06,
                x - sx * 0.01,
                y - sy * 0.02),
            Colors.rgb(0xc8a050),
            0.01);
      }
    }
  }
}
