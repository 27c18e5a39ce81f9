package org.atelier.plugin.imagedatasets.painting;

import static org.atelier.plugin.imagedatasets.painting.Shapes.blob;
import static org.atelier.plugin.imagedatasets.painting.Shapes.box;
import static org.atelier.plugin.imagedatasets.painting.Shapes.disc;
import static org.atelier.plugin.imagedatasets.painting.Shapes.polygon;
import static org.atelier.plugin.imagedatasets.painting.Shapes.ridge;
import static org.atelier.plugin.imagedatasets.painting.Shapes.smooth;

import java.awt.Shape;

/** Land, sea, trees and houses. */
final class Landscapes {

  private Landscapes() {}

  /** Any of the landscapes here. */
  static Scene any(Chance chance) {
    Scene scene =
        switch (chance.count(0, 4)) {
          case 0 -> fields(chance);
          case 1 -> river(chance);
          case 2 -> mountains(chance);
          case 3 -> sea(chance);
          default -> village(chance);
        };
    return chance.happens(0.5) ? scene.mirrored() : scene;
  }

  /** Sky over hills, in front of which a style puts its own things. */
  static Scene open(Chance chance, double horizon) {
    Scene scene = new Scene().add(Material.SKY, Canvas.WHOLE);
    clouds(scene, chance, chance.count(0, 4), horizon);
    if (chance.happens(0.3)) {
      scene
          .next()
          .add(
              Material.SUN,
              disc(chance.between(0.15, 0.85), horizon * chance.between(0.3, 0.9), 0.05));
    }
    scene.next().add(Material.FAR_HILL, ridge(chance, horizon - 0.05, 0.06, 6, false));
    if (chance.happens(0.6)) {
      scene.next().add(Material.HILL, ridge(chance, horizon, 0.04, 5, false));
    }
    return scene.next().add(Material.GROUND, ridge(chance, horizon + 0.06, 0.025, 5, false));
  }

  static Scene fields(Chance chance) {
    double horizon = chance.between(0.3, 0.6);
    Scene scene = open(chance, horizon);
    int bands = chance.count(1, 3);
    for (int i = 1; i <= bands; i++) {
      double y = horizon + 0.06 + (0.94 - horizon) * i / (bands + 1.5);
      scene
          .next()
          .add(i % 2 == 0 ? Material.GROUND : Material.HILL, ridge(chance, y, 0.04, 4, false));
    }
    if (chance.happens(0.5)) {
      path(scene, chance, horizon + 0.08);
    }
    trees(scene, chance, chance.count(1, 5), horizon + 0.1, 0.22);
    if (chance.happens(0.5)) {
      stacks(scene, chance, horizon);
    }
    return scene;
  }

  static Scene river(Chance chance) {
    double horizon = chance.between(0.3, 0.5);
    Scene scene = open(chance, horizon);
    double bank = horizon + 0.12;
    trees(scene, chance, chance.count(3, 7), bank, 0.18);
    scene.next().add(Material.WATER, polygon(-0.1, bank, 1.1, bank, 1.1, 1.1, -0.1, 1.1));
    for (int i = 0; i < 5; i++) {
      double x = chance.unit();
      scene.next().add(Material.FOLIAGE, blob(chance, x, bank + 0.05, 0.07, 0.05, 0.2));
    }
    if (chance.happens(0.6)) {
      boat(scene, chance, chance.between(0.2, 0.8), chance.between(bank + 0.1, 0.85), 0.12);
    }
    if (chance.happens(0.6)) {
      scene
          .next()
          .add(Material.GROUND, smooth(-0.1, 0.75, 0.25, 0.82, 0.55, 0.97, 0.5, 1.15, -0.1, 1.15));
    }
    if (chance.happens(0.4)) {
      bridge(scene, chance, bank);
    }
    return scene;
  }

  static Scene mountains(Chance chance) {
    double horizon = chance.between(0.45, 0.65);
    Scene scene = new Scene().add(Material.SKY, Canvas.WHOLE);
    clouds(scene, chance, chance.count(1, 4), 0.3);
    scene.next().add(Material.FAR_HILL, ridge(chance, horizon - 0.25, 0.14, 8, true));
    scene.next().add(Material.STONE, ridge(chance, horizon - 0.08, 0.12, 7, true));
    scene.next().add(Material.HILL, ridge(chance, horizon, 0.05, 5, false));
    scene.next().add(Material.GROUND, ridge(chance, horizon + 0.12, 0.05, 4, false));
    trees(scene, chance, chance.count(2, 6), horizon + 0.2, 0.25);
    return scene;
  }

  static Scene sea(Chance chance) {
    double horizon = chance.between(0.4, 0.65);
    Scene scene = new Scene().add(Material.SKY, Canvas.WHOLE);
    clouds(scene, chance, chance.count(2, 5), horizon);
    double sun = chance.between(0.2, 0.8);
    if (chance.happens(0.6)) {
      scene.next().add(Material.SUN, disc(sun, horizon - chance.between(0.02, 0.25), 0.045));
    }
    scene.next().add(Material.WATER, box(-0.1, horizon, 1.2, 1));
    for (int i = 0; i < 5; i++) {
      double y = horizon + (1 - horizon) * (i + 0.7) / 5.5;
      scene.add(
          Material.SUN,
          Shapes.oval(sun + chance.around(0.03), y, 0.03 + 0.03 * chance.unit(), 0.006));
    }
    if (chance.happens(0.5)) {
      scene
          .next()
          .add(
              Material.STONE,
              polygon(
                  -0.1,
                  horizon - 0.25,
                  0.12,
                  horizon - 0.22,
                  0.2,
                  horizon - 0.05,
                  0.3,
                  horizon + 0.03,
                  -0.1,
                  horizon + 0.12));
    }
    for (int i = chance.count(1, 3); i > 0; i--) {
      double depth = chance.between(0.02, 0.3);
      boat(scene, chance, chance.between(0.25, 0.9), horizon + depth, 0.09 + 0.5 * depth);
    }
    if (chance.happens(0.4)) {
      scene.next().add(Material.PATH, smooth(-0.1, 0.9, 0.4, 0.88, 1.1, 0.97, 1.1, 1.2, -0.1, 1.2));
    }
    return scene;
  }

  static Scene village(Chance chance) {
    double horizon = chance.between(0.35, 0.5);
    Scene scene = open(chance, horizon);
    for (int i = chance.count(3, 6); i > 0; i--) {
      house(
          scene,
          chance,
          chance.between(0.02, 0.85),
          horizon + chance.between(0.1, 0.2),
          chance.between(0.12, 0.22));
    }
    if (chance.happens(0.5)) {
      church(scene, chance.between(0.2, 0.7), horizon + 0.14, 0.3);
    }
    if (chance.happens(0.7)) {
      path(scene, chance, horizon + 0.2);
    }
    trees(scene, chance, chance.count(1, 4), horizon + 0.28, 0.2);
    return scene;
  }

  static void clouds(Scene scene, Chance chance, int count, double horizon) {
    for (int i = 0; i < count; i++) {
      double x = chance.unit();
      double y = chance.between(0.05, StrictMath.max(0.1, horizon - 0.1));
      double size = chance.between(0.06, 0.13);
      scene.next();
      for (int puff = 0; puff < 4; puff++) {
        scene.add(
            Material.CLOUD,
            Shapes.oval(
                x + chance.around(size * 1.6),
                y + chance.around(size * 0.25),
                size * chance.between(0.7, 1.3),
                size * 0.45));
      }
    }
  }

  static void trees(Scene scene, Chance chance, int count, double foot, double height) {
    int kind = chance.count(0, 2);
    for (int i = 0; i < count; i++) {
      double scale = chance.between(0.6, 1.4) * height;
      tree(scene, chance, chance.unit(), foot + scale * 0.35 + chance.around(0.03), scale, kind);
    }
  }

  /**
   * A tree.
   *
   * @param kind 0 round, 1 slim as a poplar or cypress, 2 a fir
   */
  static void tree(Scene scene, Chance chance, double x, double foot, double height, int kind) {
    double h = height;
    scene
        .next()
        .add(
            Material.TRUNK,
            polygon(
                x - 0.04 * h,
                foot,
                x - 0.02 * h,
                foot - 0.6 * h,
                x + 0.02 * h,
                foot - 0.6 * h,
                x + 0.04 * h,
                foot));
    if (kind == 0) {
      for (int i = 0; i < 4; i++) {
        scene.add(
            Material.FOLIAGE,
            blob(
                chance,
                x + chance.around(0.2 * h),
                foot - h * chance.between(0.55, 0.85),
                0.26 * h,
                0.22 * h,
                0.15));
      }
    } else if (kind == 1) {
      scene.add(
          Material.FOLIAGE,
          smooth(
              x,
              foot - 1.25 * h,
              x + 0.13 * h,
              foot - 0.6 * h,
              x + 0.1 * h,
              foot - 0.1 * h,
              x - 0.1 * h,
              foot - 0.1 * h,
              x - 0.13 * h,
              foot - 0.6 * h));
    } else {
      for (int i = 0; i < 3; i++) {
        double base = foot - 0.15 * h - 0.25 * h * i;
        double half = (0.32 - 0.07 * i) * h;
        scene.add(Material.FOLIAGE, polygon(x - half, base, x, base - 0.5 * h, x + half, base));
      }
    }
  }

  static void house(Scene scene, Chance chance, double x, double foot, double width) {
    double w = width;
    double wall = w * chance.between(0.5, 0.9);
    double peak = w * chance.between(0.3, 0.6);
    scene.next().add(Material.WALL, box(x, foot - wall, w, wall));
    scene.add(
        Material.ROOF,
        polygon(
            x - 0.06 * w,
            foot - wall,
            x + 0.15 * w,
            foot - wall - peak,
            x + 0.85 * w,
            foot - wall - peak,
            x + 1.06 * w,
            foot - wall));
    scene.add(Material.WINDOW, box(x + 0.15 * w, foot - wall * 0.7, 0.16 * w, 0.25 * wall));
    scene.add(Material.WINDOW, box(x + 0.68 * w, foot - wall * 0.7, 0.16 * w, 0.25 * wall));
    scene.add(Material.WINDOW, box(x + 0.42 * w, foot - wall * 0.5, 0.17 * w, 0.5 * wall));
  }

  private static void church(Scene scene, double x, double foot, double height) {
    double h = height;
    scene.next().add(Material.WALL, box(x, foot - 0.3 * h, 0.5 * h, 0.3 * h));
    scene.add(
        Material.ROOF,
        polygon(
            x,
            foot - 0.3 * h,
            x + 0.08 * h,
            foot - 0.5 * h,
            x + 0.5 * h,
            foot - 0.5 * h,
            x + 0.55 * h,
            foot - 0.3 * h));
    scene.add(Material.WALL, box(x - 0.1 * h, foot - 0.6 * h, 0.18 * h, 0.6 * h));
    scene.add(
        Material.ROOF,
        polygon(
            x - 0.12 * h,
            foot - 0.6 * h,
            x - 0.01 * h,
            foot - 1.05 * h,
            x + 0.1 * h,
            foot - 0.6 * h));
    scene.add(Material.WINDOW, Shapes.arch(x - 0.05 * h, foot - 0.5 * h, 0.07 * h, 0.14 * h));
  }

  static void boat(Scene scene, Chance chance, double x, double y, double size) {
    double s = size;
    scene
        .next()
        .add(
            Material.TRUNK,
            smooth(
                x - 0.5 * s,
                y - 0.12 * s,
                x,
                y - 0.05 * s,
                x + 0.5 * s,
                y - 0.14 * s,
                x + 0.3 * s,
                y + 0.1 * s,
                x - 0.35 * s,
                y + 0.1 * s));
    if (chance.happens(0.8)) {
      scene.add(
          Material.SAIL,
          polygon(
              x - 0.02 * s, y - 0.15 * s, x - 0.02 * s, y - 1.1 * s, x + 0.42 * s, y - 0.2 * s));
      scene.add(
          Material.SAIL,
          polygon(x - 0.07 * s, y - 0.15 * s, x - 0.07 * s, y - 0.9 * s, x - 0.4 * s, y - 0.2 * s));
    }
  }

  private static void bridge(Scene scene, Chance chance, double water) {
    double top = water - 0.06;
    scene.next().add(Material.STONE, box(-0.1, top, 1.2, 0.05));
    int piers = chance.count(2, 4);
    for (int i = 0; i < piers; i++) {
      scene.add(Material.STONE, box((i + 0.4) / piers, top, 0.06, 0.17));
    }
  }

  private static void path(Scene scene, Chance chance, double horizon) {
    double end = chance.between(0.3, 0.7);
    double start = chance.between(0.2, 0.8);
    double middle = (end + start) / 2 + chance.around(0.15);
    Shape path =
        smooth(
            end,
            horizon,
            end + 0.02,
            horizon,
            middle + 0.09,
            (1 + horizon) / 2,
            start + 0.22,
            1.1,
            start - 0.22,
            1.1,
            middle - 0.06,
            (1 + horizon) / 2);
    scene.next().add(Material.PATH, path);
  }

  private static void stacks(Scene scene, Chance chance, double horizon) {
    for (int i = chance.count(1, 3); i > 0; i--) {
      double s = chance.between(0.07, 0.16);
      double x = chance.unit();
      double y = horizon + chance.between(0.25, 0.4);
      scene
          .next()
          .add(
              Material.ROOF,
              smooth(
                  x - s,
                  y,
                  x - 0.9 * s,
                  y - 0.5 * s,
                  x,
                  y - 1.5 * s,
                  x + 0.9 * s,
                  y - 0.5 * s,
                  x + s,
                  y,
                  x,
                  y + 0.12 * s));
    }
  }
}
