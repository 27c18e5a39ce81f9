package org.atelier.plugin.imagedatasets.painting;

import java.awt.Color;

/** Twentieth-century painters who went on showing the world as it stands. */
final class RealistStyles {

  private RealistStyles() {}

  /**
   * The city in hard slanting sun: brick fronts, rows of windows, long sharp shadows, few people.
   */
  static void newRealism(Canvas canvas, Chance chance) {
    Palette palette =
        Palette.DAYLIGHT
            .with(Material.SKY, 0x86b0c4, 0xa8c4c4, 0xd8d0a0, 0x5a7a94)
            .with(Material.WALL, 0xa8503a, 0xc8a468, 0xe0d4b4, 0x8a4434, 0x6a7a74)
            .with(Material.ROOF, 0x4a4a44, 0x3c4c48, 0x6a3c30)
            .with(Material.PATH, 0xc8b88c, 0xa8a090, 0xb4a478)
            .with(Material.WINDOW, 0x28343c, 0xe8d890)
            .with(Material.BACKDROP, 0x7a9a84, 0xb8b078, 0x8aa0a0)
            .with(Material.TABLE, 0x8a5a3a, 0x6a4a38)
            .with(Material.CLOTH, 0xa8402c, 0x2c4a5c, 0x3c3c3c);
    int kind = chance.count(0, 3);
    Scene scene =
        switch (kind) {
          case 0 -> Interiors.room(chance);
          case 1 -> Interiors.street(chance);
          default -> Interiors.row(chance);
        };
    Coloring coloring = new Coloring(palette, chance, 0.03);
    Tonal tonal = new Tonal(0.15, 0.1, -0.6);
    tonal.paint(canvas, scene, coloring);
    slantingLight(canvas, chance, kind == 0);
    Scene people = new Scene();
    if (kind == 0) {
      People.standing(people, chance, chance.between(0.5, 0.75), 0.93, chance.between(0.5, 0.6));
    } else {
      People.crowd(people, chance, chance.count(0, 2), 0.2, 0.8, 0.9, 0.17);
    }
    new Tonal(0.5, 0.2, -0.8).paint(canvas, people, coloring);
    new Brush(canvas).grain(chance, 150, 0.03);
  }

  private static void slantingLight(Canvas canvas, Chance chance, boolean inside) {
    Color sun = Colors.transparent(Colors.rgb(0xfff0a8), 0.5);
    Color shadow = Colors.transparent(Colors.rgb(0x141c30), 0.52);
    double slant = chance.between(0.15, 0.35);
    if (inside) {
      double x = chance.between(0.42, 0.55);
      canvas.fill(Shapes.polygon(x, 0.2, x + 0.3, 0.28, x + 0.3, 0.62, x, 0.55), sun);
      canvas.fill(Shapes.polygon(x - 0.1, 0.8, x + 0.25, 0.8, x + 0.45, 0.98, x, 0.98), sun);
    } else {
      double edge = chance.between(0.3, 0.65);
      canvas.fill(
          Shapes.polygon(-0.1, edge - 0.2, 1.1, edge + slant, 1.1, 1.1, -0.1, 1.1),
          Colors.transparent(Colors.rgb(0x141c30), 0.28));
      canvas.fill(Shapes.polygon(-0.1, 0.86, 0.7, 0.82, 1.1, 0.93, 1.1, 1.1, -0.1, 1.1), shadow);
      canvas.fill(
          Shapes.polygon(-0.1, -0.1, 1.1, -0.1, 1.1, edge + slant, -0.1, edge - 0.2),
          Colors.transparent(Colors.rgb(0xfff0a8), 0.16));
    }
  }

  /**
   * Quiet country, blade by blade: dry grass to a high horizon, a lone white house, a cold pale
   * sky.
   */
  static void contemporary(Canvas canvas, Chance chance) {
    Palette palette =
        Palette.DAYLIGHT
            .saturated(0.65)
            .with(Material.SKY, 0xdcdcd4, 0xcfd6da, 0xe4e0d4)
            .with(Material.GROUND, 0xa08a58, 0x8c7a50, 0xb09a68, 0x7c7450)
            .with(Material.HILL, 0x84784c, 0x9a8858)
            .with(Material.FAR_HILL, 0x8a8c80, 0x9a9684)
            .with(Material.WALL, 0xeceae0, 0xe0dcd0, 0xa8a49a)
            .with(Material.ROOF, 0x5a5650, 0x6a625a)
            .with(Material.BACKDROP, 0xdcd8cc, 0xc4c4bc, 0xd0c8b4)
            .with(Material.TABLE, 0x8a7458, 0x6c5c48)
            .with(Material.CLOTH, 0x5a6c80, 0xd8b8b0, 0x6a6a58, 0x3c4654, 0xb4b8b4);
    switch (chance.count(0, 4)) {
      case 0 -> sitter(canvas, chance, palette);
      case 1 -> window(canvas, chance, palette);
      default -> grassland(canvas, chance, palette);
    }
    new Brush(canvas).grain(chance, 210, 0.03);
  }

  private static void sitter(Canvas canvas, Chance chance, Palette palette) {
    Scene scene = new Scene().add(Material.BACKDROP, Canvas.WHOLE);
    People.bust(scene, chance);
    Coloring coloring = new Coloring(palette, chance, 0.02);
    int side = chance.sign();
    new Tonal(0.5, 0.25, side * 0.9).paint(canvas, scene, coloring);
    canvas.fill(
        Shapes.polygon(
            0.5 - side * 0.2,
            -0.1,
            0.5 - side * 0.6,
            -0.1,
            0.5 - side * 0.6,
            1.1,
            0.5 - side * 0.42,
            1.1),
        Colors.transparent(Colors.rgb(0x3c4450), 0.3));
  }

  private static void window(Canvas canvas, Chance chance, Palette palette) {
    Scene scene = new Scene().add(Material.BACKDROP, Canvas.WHOLE);
    double x = chance.between(0.15, 0.4);
    scene.next().add(Material.LINEN, Shapes.box(x - 0.03, 0.12, 0.46, 0.58));
    scene.next().add(Material.SKY, Shapes.box(x, 0.15, 0.4, 0.52));
    scene.next().add(Material.GROUND, Shapes.box(x, 0.48, 0.4, 0.19));
    scene.next().add(Material.LINEN, Shapes.box(x + 0.185, 0.15, 0.03, 0.52));
    scene.add(Material.LINEN, Shapes.box(x, 0.4, 0.4, 0.03));
    scene.next().add(Material.TABLE, Shapes.box(-0.1, 0.82, 1.2, 0.3));
    Interiors.vessel(scene, chance, chance.between(0.6, 0.8), 0.9, 0.3);
    new Tonal(0.25, 0.2, -0.5).paint(canvas, scene, new Coloring(palette, chance, 0.02));
    canvas.fill(
        Shapes.polygon(x + 0.1, 0.86, x + 0.5, 0.86, x + 0.65, 1.05, x + 0.1, 1.05),
        Colors.transparent(Color.WHITE, 0.35));
    if (chance.happens(0.6)) {
      Color lace = Colors.transparent(Color.WHITE, 0.55);
      canvas.fill(
          Shapes.smooth(
              x - 0.02, 0.13, x + 0.12, 0.14, x + 0.2, 0.45, x + 0.1, 0.72, x - 0.02, 0.7),
          lace);
    }
  }

  private static void grassland(Canvas canvas, Chance chance, Palette palette) {
    double horizon = chance.between(0.18, 0.36);
    Scene scene = new Scene().add(Material.SKY, Canvas.WHOLE);
    if (chance.happens(0.5)) {
      scene.next().add(Material.FAR_HILL, Shapes.ridge(chance, horizon, 0.03, 5, false));
    }
    scene.next().add(Material.GROUND, Shapes.ridge(chance, horizon + 0.05, 0.025, 4, false));
    for (int i = chance.count(1, 2); i > 0; i--) {
      Landscapes.house(
          scene, chance, chance.between(0.1, 0.75), horizon + 0.08, chance.between(0.13, 0.22));
    }
    Coloring coloring = new Coloring(palette, chance, 0.03);
    new Tonal(0.25, 0.2, chance.sign() * 0.8).paint(canvas, scene, coloring);
    grass(canvas, chance, palette, horizon + 0.1);
    if (chance.happens(0.5)) {
      bareTree(
          canvas,
          chance,
          chance.between(0.1, 0.9),
          chance.between(0.6, 0.95),
          chance.between(0.35, 0.6));
    }
    if (chance.happens(0.4)) {
      Scene someone = new Scene();
      People.standing(someone, chance, chance.between(0.3, 0.7), 0.9, chance.between(0.3, 0.45));
      new Tonal(0.4, 0.2, 0.7).paint(canvas, someone, coloring);
    }
  }

  private static void grass(Canvas canvas, Chance chance, Palette palette, double top) {
    Brush brush = new Brush(canvas);
    double wind = chance.around(0.5);
    for (int i = 0; i < 1500; i++) {
      double depth = i / 1500.0;
      double y = top + (1.05 - top) * depth;
      double x = chance.unit();
      double tall = 0.012 + 0.05 * depth;
      Color blade = Colors.varied(chance.pick(palette.of(Material.GROUND)), chance, 0.09);
      brush.touch(x, y, tall / 2, 0.0022, -StrictMath.PI / 2 + wind + chance.around(0.35), blade);
    }
  }

  private static void bareTree(Canvas canvas, Chance chance, double x, double foot, double height) {
    branch(canvas, chance, x, foot, -StrictMath.PI / 2, height * 0.38, 0.024, 4);
  }

  private static void branch(
      Canvas canvas,
      Chance chance,
      double x,
      double y,
      double angle,
      double length,
      double thickness,
      int forks) {
    double endX = x + length * StrictMath.cos(angle);
    double endY = y + length * StrictMath.sin(angle);
    canvas.line(x, y, endX, endY, Colors.rgb(0x4a4238), thickness);
    for (int i = 0; i < 2 && forks > 0; i++) {
      double turn = (i == 0 ? -1 : 1) * chance.between(0.25, 0.7);
      branch(canvas, chance, endX, endY, angle + turn, length * 0.7, thickness * 0.6, forks - 1);
    }
  }
}
