package org.atelier.plugin.imagedatasets.painting;

import static org.atelier.plugin.imagedatasets.painting.Shapes.blob;
import static org.atelier.plugin.imagedatasets.painting.Shapes.box;
import static org.atelier.plugin.imagedatasets.painting.Shapes.disc;
import static org.atelier.plugin.imagedatasets.painting.Shapes.polygon;
import static org.atelier.plugin.imagedatasets.painting.Shapes.smooth;

/** Rooms, tables and what stands on them, and streets of houses. */
final class Interiors {

  private Interiors() {}

  /** A table against a wall with fruit, vessels and sometimes flowers. */
  static Scene stillLife(Chance chance) {
    double edge = chance.between(0.55, 0.7);
    Scene scene = new Scene().add(Material.BACKDROP, Canvas.WHOLE);
    scene.next().add(Material.TABLE, box(-0.1, edge, 1.2, 1));
    if (chance.happens(0.6)) {
      double left = chance.between(0.05, 0.3);
      scene
          .next()
          .add(
              Material.LINEN,
              polygon(
                  left,
                  edge + 0.05,
                  left + 0.5,
                  edge + 0.04,
                  left + 0.62,
                  0.93,
                  left + 0.45,
                  1.05,
                  left - 0.1,
                  0.95));
    }
    double x = chance.between(0.12, 0.25);
    for (int i = chance.count(2, 3); i > 0 && x < 0.9; i--) {
      double size = chance.between(0.28, 0.42);
      vessel(scene, chance, x, edge + chance.between(0.06, 0.14), size);
      x += chance.between(0.2, 0.36);
    }
    for (int i = chance.count(4, 9); i > 0; i--) {
      fruit(
          scene,
          chance,
          chance.between(0.12, 0.88),
          edge + chance.between(0.1, 0.27),
          chance.between(0.045, 0.07));
    }
    return chance.happens(0.5) ? scene.mirrored() : scene;
  }

  static void fruit(Scene scene, Chance chance, double x, double y, double radius) {
    scene.next().add(Material.FRUIT, blob(chance, x, y, radius, radius * 0.93, 0.05));
    scene.add(
        Material.TRUNK,
        polygon(
            x,
            y - radius * 0.7,
            x + 0.2 * radius,
            y - 1.3 * radius,
            x + 0.3 * radius,
            y - 1.25 * radius,
            x + 0.1 * radius,
            y - 0.65 * radius));
  }

  static void vessel(Scene scene, Chance chance, double x, double foot, double height) {
    double h = height;
    scene.next();
    switch (chance.count(0, 3)) {
      case 0 -> {
        scene.add(
            Material.POT,
            smooth(
                x - 0.14 * h,
                foot,
                x - 0.15 * h,
                foot - 0.55 * h,
                x - 0.05 * h,
                foot - 0.75 * h,
                x - 0.05 * h,
                foot - h,
                x + 0.05 * h,
                foot - h,
                x + 0.05 * h,
                foot - 0.75 * h,
                x + 0.15 * h,
                foot - 0.55 * h,
                x + 0.14 * h,
                foot));
        scene.add(Material.LINEN, box(x - 0.11 * h, foot - 0.4 * h, 0.22 * h, 0.2 * h));
      }
      case 1 -> {
        scene.add(
            Material.POT,
            Shapes.ribbon(
                0.04 * h,
                x + 0.17 * h,
                foot - 0.65 * h,
                x + 0.36 * h,
                foot - 0.55 * h,
                x + 0.22 * h,
                foot - 0.25 * h));
        scene.add(
            Material.POT,
            smooth(
                x - 0.15 * h,
                foot,
                x - 0.27 * h,
                foot - 0.3 * h,
                x - 0.12 * h,
                foot - 0.62 * h,
                x - 0.16 * h,
                foot - 0.8 * h,
                x + 0.16 * h,
                foot - 0.8 * h,
                x + 0.12 * h,
                foot - 0.62 * h,
                x + 0.27 * h,
                foot - 0.3 * h,
                x + 0.15 * h,
                foot));
      }
      case 2 -> {
        scene.add(
            Material.POT,
            smooth(
                x - 0.1 * h,
                foot,
                x - 0.35 * h,
                foot - 0.32 * h,
                x + 0.35 * h,
                foot - 0.32 * h,
                x + 0.1 * h,
                foot));
        for (int i = -1; i <= 1; i++) {
          fruit(
              scene, chance, x + i * 0.19 * h, foot - 0.36 * h - (i == 0 ? 0.07 * h : 0), 0.13 * h);
        }
      }
      default -> bouquet(scene, chance, x, foot, h);
    }
  }

  /** Flowers in a vase; the whole is about as wide as high. */
  static void bouquet(Scene scene, Chance chance, double x, double foot, double height) {
    double h = height;
    scene.next();
    for (int i = 0; i < 7; i++) {
      double angle = -StrictMath.PI * chance.between(0.1, 0.9);
      scene.add(
          Material.FOLIAGE,
          Shapes.leaf(x, foot - 0.35 * h, h * chance.between(0.4, 0.6), angle, 0.25));
    }
    scene.add(
        Material.POT,
        smooth(
            x - 0.1 * h,
            foot,
            x - 0.17 * h,
            foot - 0.22 * h,
            x - 0.08 * h,
            foot - 0.42 * h,
            x + 0.08 * h,
            foot - 0.42 * h,
            x + 0.17 * h,
            foot - 0.22 * h,
            x + 0.1 * h,
            foot));
    int kinds = chance.count(7, 12);
    for (int i = 0; i < kinds; i++) {
      double angle = -StrictMath.PI * (i + 0.5) / kinds;
      double reach = h * chance.between(0.12, 0.5);
      double fx = x + reach * StrictMath.cos(angle);
      double fy = foot - 0.5 * h + reach * StrictMath.sin(angle);
      double r = h * chance.between(0.05, 0.1);
      scene
          .next()
          .add(
              Material.FLOWER,
              chance.happens(0.5)
                  ? Shapes.star(fx, fy, r * 1.2, r * 0.75, 7, chance.unit())
                  : disc(fx, fy, r));
      scene.add(Material.METAL, disc(fx, fy, r * 0.35));
    }
  }

  /** A vase of flowers that fills the picture. */
  static Scene flowers(Chance chance) {
    Scene scene = new Scene().add(Material.BACKDROP, Canvas.WHOLE);
    scene.next().add(Material.TABLE, box(-0.1, chance.between(0.75, 0.85), 1.2, 1));
    bouquet(scene, chance, 0.5 + chance.around(0.08), 0.93, chance.between(0.75, 0.9));
    return scene;
  }

  /** A bare room: walls, a floor, a window on one side. */
  static Scene room(Chance chance) {
    double corner = chance.between(0.22, 0.4);
    double floor = chance.between(0.68, 0.78);
    Scene scene = new Scene().add(Material.BACKDROP, Canvas.WHOLE);
    scene
        .next()
        .add(
            Material.BACKDROP,
            polygon(-0.1, -0.1, corner, -0.1, corner, floor, -0.1, floor + 0.25));
    scene
        .next()
        .add(
            Material.TABLE,
            polygon(-0.1, floor + 0.25, corner, floor, 1.1, floor, 1.1, 1.1, -0.1, 1.1));
    scene
        .next()
        .add(
            Material.SKY,
            polygon(
                0.06, 0.16, corner - 0.08, 0.2, corner - 0.08, floor - 0.22, 0.06, floor - 0.16));
    return scene;
  }

  /** A street that runs away between two rows of houses. */
  static Scene street(Chance chance) {
    double eye = chance.between(0.45, 0.6);
    double vanish = chance.between(0.35, 0.65);
    Scene scene = new Scene().add(Material.SKY, Canvas.WHOLE);
    Landscapes.clouds(scene, chance, chance.count(0, 2), eye);
    scene
        .next()
        .add(Material.PATH, polygon(-0.1, 1.1, vanish - 0.02, eye, vanish + 0.02, eye, 1.1, 1.1));
    for (int side = -1; side <= 1; side += 2) {
      for (double near = 0.16; near < 1; near += chance.between(0.2, 0.3)) {
        facade(scene, chance, vanish, eye, side, near);
      }
    }
    People.crowd(scene, chance, chance.count(1, 5), 0.25, 0.75, 0.85, 0.16);
    return scene;
  }

  private static void facade(
      Scene scene, Chance chance, double vanish, double eye, int side, double near) {
    double far = near - 0.13;
    double wide = near + 0.22;
    double top = chance.between(0.5, 0.75);
    scene
        .next()
        .add(
            Material.WALL,
            polygon(
                vanish + side * far * 0.6,
                eye - far * top,
                vanish + side * wide * 0.6,
                eye - wide * top,
                vanish + side * wide * 0.6,
                eye + wide * 0.55,
                vanish + side * far * 0.6,
                eye + far * 0.55));
    scene.add(
        Material.ROOF,
        polygon(
            vanish + side * far * 0.6,
            eye - far * top,
            vanish + side * wide * 0.6,
            eye - wide * top,
            vanish + side * wide * 0.6,
            eye - wide * top - 0.05,
            vanish + side * far * 0.6,
            eye - far * top - 0.03));
    for (int i = 0; i < 3; i++) {
      double at = far + (wide - far) * (0.25 + 0.25 * i);
      scene.add(
          Material.WINDOW,
          box(
              vanish + side * at * 0.6 - 0.02 * at,
              eye - at * top * 0.6,
              0.05 * at + 0.005,
              at * 0.16));
    }
  }

  /** The fronts of a row of town houses, square to the eye. */
  static Scene row(Chance chance) {
    double foot = chance.between(0.75, 0.85);
    Scene scene = new Scene().add(Material.SKY, Canvas.WHOLE);
    scene.next().add(Material.PATH, box(-0.1, foot, 1.2, 1));
    double x = -0.1;
    while (x < 1) {
      double width = chance.between(0.25, 0.45);
      double top = chance.between(0.08, 0.35);
      scene.next().add(Material.WALL, box(x, top, width, foot - top));
      scene.add(Material.ROOF, box(x - 0.01, top - 0.03, width + 0.02, 0.05));
      int columns = chance.count(2, 3);
      for (int row = 0; row < 3; row++) {
        for (int column = 0; column < columns; column++) {
          double wx = x + width * (column + 0.3) / columns;
          scene.add(
              Material.WINDOW,
              box(
                  wx,
                  top + 0.07 + row * (foot - top) * 0.3,
                  width * 0.4 / columns,
                  (foot - top) * 0.17));
        }
      }
      x += width;
    }
    return scene;
  }

  /** Columns and an arch with a floor of tiles in perspective. */
  static Scene hall(Chance chance) {
    double floor = chance.between(0.66, 0.74);
    Scene scene = new Scene().add(Material.WALL, Canvas.WHOLE);
    int arches = chance.pick(1, 3);
    for (int i = 0; i < arches; i++) {
      double width = 0.84 / arches;
      double x = 0.08 + i * width;
      scene.next().add(Material.STONE, Shapes.arch(x, 0.08, width, floor - 0.08));
      scene.add(Material.SKY, Shapes.arch(x + 0.03, 0.12, width - 0.06, floor - 0.12));
      scene.add(
          Material.HILL,
          smooth(
              x + 0.03,
              floor - 0.1,
              x + width / 2,
              floor - 0.16,
              x + width - 0.03,
              floor - 0.1,
              x + width - 0.03,
              floor,
              x + 0.03,
              floor));
    }
    scene.next().add(Material.PATH, box(-0.1, floor, 1.2, 1));
    for (int row = 0; row < 4; row++) {
      double near = floor + (1 - floor) * (row + 1) * (row + 1) / 16.0;
      double far = floor + (1 - floor) * row * row / 16.0;
      for (int column = row % 2 - 8; column < 8; column += 2) {
        double a = 0.08 + 0.5 * (far - floor);
        double b = 0.08 + 0.5 * (near - floor);
        scene.add(
            Material.STONE,
            polygon(
                0.5 + column * a,
                far,
                0.5 + (column + 1) * a,
                far,
                0.5 + (column + 1) * b,
                near,
                0.5 + column * b,
                near));
      }
    }
    return scene;
  }
}
