package org.atelier.plugin.imagedatasets.painting;

import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.util.List;

/**
 * The years about 1900 to 1930 that changed nature's colours and forms, and self-taught painters.
 */
final class ModernStyles {

  private static final List<Color> WILD =
      Colors.list(0xe8402c, 0xf08a1c, 0xf4cc30, 0x2f9a58, 0x2c68c4, 0xd84a9a, 0x7a3fa0, 0x20a8a4);

  private ModernStyles() {}

  private static Scene anything(Chance chance) {
    return switch (chance.count(0, 5)) {
      case 0, 1 -> {
        Scene scene = new Scene().add(Material.BACKDROP, Canvas.WHOLE);
        People.bust(scene, chance);
        yield scene;
      }
      case 2 -> Interiors.street(chance);
      case 3 -> Interiors.stillLife(chance);
      default -> Landscapes.any(chance);
    };
  }

  /** Everything bends in anguish: warped forms, acid colours on dark, rough black contours. */
  static void expressionism(Canvas canvas, Chance chance) {
    Palette palette =
        Palette.DAYLIGHT
            .saturated(1.9)
            .stirred(chance.pick(Colors.list(0x182030, 0x2c1420, 0x1c2818)), 0.25)
            .with(Material.SKY, 0xd8582c, 0xc8902c, 0x2a4a5c, 0x7a2c3c, 0x3f6a58)
            .with(Material.BACKDROP, 0x2c4a50, 0x8a2c28, 0xb88a28, 0x38305c)
            .with(Material.SKIN, 0xd8c068, 0xc8a088, 0x9ab080, 0xe0a060)
            .with(Material.CLOTH, 0x1c2430, 0x7a1c24, 0x1f4a3c, 0x2c2c68)
            .with(Material.GROUND, 0x5a6a28, 0x8a4a24, 0x3c5a50)
            .with(Material.SHADE, 0x4a6a3c);
    double bend = chance.between(0.035, 0.075);
    double phase = chance.between(0, 6);
    double speed = chance.between(6, 11);
    Scene scene =
        anything(chance)
            .bent(
                point ->
                    new double[] {
                      point[0] + bend * StrictMath.sin(speed * point[1] + phase),
                      point[1] + 0.8 * bend * StrictMath.sin(speed * 0.9 * point[0] + 2 * phase)
                    });
    Underpainting under =
        new Underpainting(
            scene, new Coloring(palette, chance, 0.07), new Tonal(0.45, 0.2, chance.sign() * 0.7));
    canvas.wash(Colors.rgb(0x1c1c20));
    Flow flow = new Flow(chance, 0, 1.6, 1.2);
    Brush brush = new Brush(canvas);
    new Touches(850, 0.13, 0.034, 0.85, 0.09)
        .paint(brush, under, chance, (x, y, patch) -> flow.at(x, y));
    new Flat(Colors.rgb(0x0e0e12), 0.021).outline(canvas, scene);
    new Touches(260, 0.07, 0.02, 0.9, 0.12)
        .paint(brush, under, chance, (x, y, patch) -> flow.at(x, y));
  }

  /**
   * Pure colour at full strength, never nature's own, in bold flat strokes with bare canvas
   * between.
   */
  static void fauvism(Canvas canvas, Chance chance) {
    Palette palette = Palette.DAYLIGHT;
    for (Material material : Material.values()) {
      palette =
          palette.with(
              material,
              chance.pick(WILD),
              chance.pick(WILD),
              Colors.lighter(chance.pick(WILD), 0.25));
    }
    palette =
        palette
            .with(Material.SKIN, 0xf4b088, 0xf0d060, 0xf4a0a8)
            .with(Material.SHADE, 0x2f9a58, 0x2c68c4)
            .with(Material.EYE, 0x18305c)
            .with(Material.LINEN, 0xf8f0e0, 0xc8e8e8)
            .with(Material.LIP, 0xd8202c);
    Scene scene = anything(chance);
    Underpainting under =
        new Underpainting(scene, new Coloring(palette, chance, 0.05), new Tonal(0.08, 0.1, 0.5));
    canvas.wash(Colors.rgb(0xf6efdf));
    Brush brush = new Brush(canvas);
    Flow flow = new Flow(chance, chance.between(0, 3), 0.7, 0.7);
    new Touches(300, 0.13, 0.062, 0.45, 0.04)
        .paint(brush, under, chance, (x, y, patch) -> flow.at(x, y) + patch.variant());
    new Touches(420, 0.05, 0.025, 0.3, 0.03)
        .paint(brush, under, chance, (x, y, patch) -> flow.at(x, y) + patch.variant());
    new Flat(chance.pick(Colors.list(0x1f3f9c, 0x16304c, 0x8a1c3c, 0x0f5a48)), 0.013)
        .outline(canvas, scene);
  }

  /**
   * A child's clear world: flat bright colours, everything full face, leaf by leaf, no perspective.
   */
  static void naive(Canvas canvas, Chance chance) {
    if (chance.happens(0.3)) {
      jungle(canvas, chance);
    } else {
      village(canvas, chance);
    }
  }

  private static void village(Canvas canvas, Chance chance) {
    Palette palette =
        Palette.DAYLIGHT
            .saturated(1.5)
            .with(Material.SKY, 0x8cc4e4, 0x74b4d8, 0xb0d8e8, 0xf0c890)
            .with(Material.GROUND, 0x6fb04c, 0x8ab848, 0x5a9a50)
            .with(Material.HILL, 0x5f9a4c, 0x88a848, 0x4c8a64)
            .with(Material.FOLIAGE, 0x2c6a34, 0x3c8440, 0x1f5a3c)
            .with(Material.WALL, 0xf4e4c0, 0xe88a70, 0xf0c860, 0xd8e4e8, 0xf4b8b0)
            .with(Material.CLOTH, 0xd83c34, 0x2c5ca8, 0xf0b830, 0x8a4a9a, 0xf0f0e4)
            .with(Material.ANIMAL, 0xf0e8dc, 0x5a3820, 0xd89040, 0x2c2824);
    double horizon = chance.between(0.25, 0.42);
    Scene scene = new Scene().add(Material.SKY, Canvas.WHOLE);
    scene.next().add(Material.SUN, Shapes.disc(chance.between(0.12, 0.88), 0.1, 0.055));
    Landscapes.clouds(scene, chance, 2, 0.2);
    scene.next().add(Material.HILL, Shapes.ridge(chance, horizon, 0.04, 5, false));
    for (int row = 0; row < 3; row++) {
      double foot = horizon + 0.13 + row * 0.22;
      scene
          .next()
          .add(
              row % 2 == 0 ? Material.GROUND : Material.HILL,
              Shapes.ridge(chance, foot - 0.08, 0.015, 5, false));
      naiveRow(scene, chance, foot);
    }
    Coloring coloring = new Coloring(palette, chance, 0.02);
    new Flat(Colors.rgb(0x2c2c24), 0.005).paint(canvas, scene, coloring);
    leaves(canvas, chance, scene);
    for (int i = 0; i < 70; i++) {
      double y = chance.between(horizon + 0.08, 1);
      canvas.fill(
          Shapes.disc(chance.unit(), y, 0.007),
          chance.pick(Colors.list(0xf4f0e0, 0xe84c3c, 0xf4d040, 0xe890b8)));
    }
  }

  /** Large single leaves, one before the other up to the sky, and a moon and a beast among them. */
  private static void jungle(Canvas canvas, Chance chance) {
    Color sky = chance.pick(Colors.list(0xa8d0dc, 0xf0d8a0, 0x7ab0d0, 0x2c4a7c));
    canvas.wash(Canvas.gradient(0, 0, 0, 0.6, sky, Colors.lighter(sky, 0.3)));
    canvas.fill(
        Shapes.disc(chance.between(0.15, 0.85), 0.14, 0.06),
        chance.pick(Colors.list(0xf8f0d8, 0xe85c3c)));
    Palette beasts = Palette.DAYLIGHT.with(Material.ANIMAL, 0xd89040, 0x5a3820, 0xe8dcc0, 0x2c2824);
    for (int row = 0; row < 4; row++) {
      double foot = 0.5 + 0.19 * row;
      for (int plant = 0; plant < 6; plant++) {
        fronds(canvas, chance, (plant + chance.unit()) / 6, foot + chance.around(0.04));
      }
      if (row < 3) {
        Scene beast = new Scene();
        if (chance.happens(0.6)) {
          People.animal(
              beast, chance, chance.between(0.2, 0.8), foot + 0.1, chance.between(0.16, 0.24));
        } else {
          People.standing(beast, chance, chance.between(0.2, 0.8), foot + 0.12, 0.3);
        }
        new Flat(Colors.rgb(0x1c2418), 0.005)
            .paint(canvas, beast, new Coloring(beasts.saturated(1.3), chance, 0.03));
      }
    }
  }

  private static void fronds(Canvas canvas, Chance chance, double x, double foot) {
    Color green =
        chance.pick(Colors.list(0x1f5a34, 0x2f7a3c, 0x4c9a48, 0x7aac3c, 0x1c4a3c, 0x3c8460));
    double length = chance.between(0.2, 0.36);
    double plumpness = chance.between(0.12, 0.3);
    for (int i = -3; i <= 3; i++) {
      double angle = -StrictMath.PI / 2 + i * 0.33 + chance.around(0.08);
      Shape leaf = Shapes.leaf(x, foot, length * chance.between(0.75, 1), angle, plumpness);
      canvas.fill(leaf, Colors.varied(green, chance, 0.04));
      canvas.line(leaf, Colors.darker(green, 0.5), 0.004);
    }
    if (chance.happens(0.35)) {
      canvas.fill(
          Shapes.star(x, foot - length, 0.035, 0.018, 6, 0),
          chance.pick(Colors.list(0xf0e8d8, 0xe8584c, 0xf4c83c, 0xe890b8)));
    }
  }

  private static void naiveRow(Scene scene, Chance chance, double foot) {
    for (double x = chance.between(0.02, 0.1); x < 0.95; x += chance.between(0.14, 0.22)) {
      switch (chance.count(0, 4)) {
        case 0 -> Landscapes.house(scene, chance, x - 0.06, foot, 0.14);
        case 1 -> People.animal(scene, chance, x, foot, 0.13);
        case 2 -> People.standing(scene, chance, x, foot + 0.02, 0.2);
        default -> Landscapes.tree(scene, chance, x, foot, 0.2, chance.count(0, 2));
      }
    }
  }

  /** Every tree gets its leaves one by one. */
  private static void leaves(Canvas canvas, Chance chance, Scene scene) {
    for (Patch patch : scene.patches()) {
      if (patch.material() == Material.FOLIAGE) {
        var bounds = patch.shape().getBounds2D();
        for (int i = 0; i < 16; i++) {
          double x = bounds.getMinX() + bounds.getWidth() * chance.unit();
          double y = bounds.getMinY() + bounds.getHeight() * chance.unit();
          if (patch.shape().contains(x, y)) {
            canvas.fill(
                Shapes.leaf(x, y, 0.022, chance.between(0, 6), 0.5),
                chance.pick(Colors.list(0x7cc05a, 0xa8d060, 0x4c9a4c)));
          }
        }
      }
    }
  }

  /**
   * Loud even colours, thick black outlines and printer's dots; or one picture four to nine times.
   */
  static void popArt(Canvas canvas, Chance chance) {
    if (chance.happens(0.35)) {
      repeated(canvas, chance);
    } else {
      comic(canvas, chance);
    }
  }

  private static Scene icon(Chance chance) {
    Scene scene = new Scene();
    switch (chance.count(0, 3)) {
      case 0, 1 -> People.bust(scene, chance, 0.5, 0.42, 0.18);
      case 2 -> can(scene, chance);
      default -> Interiors.bouquet(scene, chance, 0.5, 0.95, 0.85);
    }
    return scene;
  }

  private static void can(Scene scene, Chance chance) {
    double half = chance.between(0.16, 0.25);
    double top = chance.between(0.14, 0.26);
    double foot = chance.between(0.78, 0.9);
    double seam = chance.between(top + 0.2, foot - 0.2);
    scene.next().add(Material.CLOTH, Shapes.box(0.5 - half, top, 2 * half, seam - top));
    scene.add(Material.LINEN, Shapes.box(0.5 - half, seam, 2 * half, foot - seam));
    scene.add(Material.METAL, Shapes.oval(0.5, top, half, 0.25 * half));
    scene.add(Material.METAL, Shapes.oval(0.5, foot, half, 0.25 * half));
    scene.add(Material.FRUIT, Shapes.disc(0.5, seam, chance.between(0.05, 0.1)));
  }

  private static Palette loud(Chance chance) {
    List<Color> inks =
        Colors.list(0xee1c2e, 0xffd800, 0x0a5cd8, 0xffffff, 0xff5aa8, 0x00b8d8, 0xff7a00, 0x18b04c);
    Palette palette = Palette.DAYLIGHT;
    for (Material material : Material.values()) {
      palette = palette.with(material, chance.pick(inks));
    }
    return palette
        .with(Material.EYE, 0x101010)
        .with(Material.SHADE, 0x101010)
        .with(Material.LIP, 0xee1c2e);
  }

  private static void repeated(Canvas canvas, Chance chance) {
    Scene icon = icon(chance);
    int side = chance.count(2, 3);
    List<Color> grounds =
        Colors.list(0xffd800, 0xff5aa8, 0x00b8d8, 0xee1c2e, 0x18b04c, 0xff7a00, 0x7a3cc8);
    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        double cell = 1.0 / side;
        Shape box = Shapes.box(column * cell, row * cell, cell, cell);
        canvas.fill(box, chance.pick(grounds));
        var place = new AffineTransform(cell, 0, 0, cell, column * cell, row * cell);
        Scene print = icon.moved(place);
        Palette palette = loud(chance);
        canvas.within(
            box,
            () ->
                new Flat(Colors.rgb(0x101010), 0.008)
                    .paint(canvas, print, new Coloring(palette, chance, 0)));
      }
    }
  }

  private static void comic(Canvas canvas, Chance chance) {
    Color ground = chance.pick(Colors.list(0xffd800, 0x0a5cd8, 0xee1c2e, 0xffffff, 0x00b8d8));
    canvas.wash(ground);
    if (chance.happens(0.4)) {
      for (int i = 0; i < 12; i++) {
        double a = i * StrictMath.PI / 6;
        double b = a + StrictMath.PI / 12;
        canvas.fill(
            Shapes.polygon(
                0.5,
                0.5,
                0.5 + StrictMath.cos(a),
                0.5 + StrictMath.sin(a),
                0.5 + StrictMath.cos(b),
                0.5 + StrictMath.sin(b)),
            chance.happens(0.5) ? Color.WHITE : Colors.rgb(0xffd800));
      }
    } else {
      dots(canvas, 0.032, Colors.luminance(ground) > 0.5 ? Colors.rgb(0xee1c2e) : Color.WHITE);
    }
    Scene icon = icon(chance);
    if (chance.happens(0.45)) {
      double x = chance.pick(0.2, 0.8);
      Shape bang = Shapes.star(x, 0.2, 0.24, 0.13, 11, chance.unit());
      canvas.fill(bang, Colors.rgb(0xffd800));
      canvas.line(bang, Color.BLACK, 0.014);
    }
    Palette palette = loud(chance).with(Material.SKIN, 0xffd8c0);
    new Flat(Colors.rgb(0x101010), 0.018).paint(canvas, icon, new Coloring(palette, chance, 0));
    for (Patch patch : icon.patches()) {
      if (patch.material() == Material.SKIN || patch.material() == Material.LINEN) {
        var bounds = patch.shape().getBounds2D();
        dotsWithin(canvas, patch.shape(), bounds, Colors.rgb(0xee4458));
      }
    }
    Scene features = icon.only(material -> material == Material.EYE || material == Material.LIP);
    Flat.PLAIN.paint(canvas, features, new Coloring(palette, chance, 0));
  }

  /** Ben Day's dots: one size, one spacing, every second row half a step aside. */
  private static void dots(Canvas canvas, double step, Color color) {
    Brush brush = new Brush(canvas);
    int row = 0;
    for (double y = 0; y < 1 + step; y += step * 0.866, row++) {
      for (double x = row % 2 * step / 2; x < 1 + step; x += step) {
        brush.dot(x, y, step * 0.3, color);
      }
    }
  }

  private static void dotsWithin(Canvas canvas, Shape shape, Rectangle2D bounds, Color color) {
    Brush brush = new Brush(canvas);
    double step = 0.026;
    int first = (int) (bounds.getMinY() / (step * 0.866));
    for (int row = first; row * step * 0.866 < bounds.getMaxY(); row++) {
      for (double x = Math.floor(bounds.getMinX() / step) * step + (row & 1) * step / 2;
          x < bounds.getMaxX();
          x += step) {
        if (shape.contains(x, row * step * 0.866)) {
          brush.dot(x, row * step * 0.866, step * 0.27, color);
        }
      }
    }
  }
}
