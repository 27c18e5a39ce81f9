package org.atelier.plugin.imagedatasets.painting;

import static org.atelier.plugin.imagedatasets.painting.Shapes.curve;
import static org.atelier.plugin.imagedatasets.painting.Shapes.oval;
import static org.atelier.plugin.imagedatasets.painting.Shapes.polygon;
import static org.atelier.plugin.imagedatasets.painting.Shapes.ribbon;
import static org.atelier.plugin.imagedatasets.painting.Shapes.smooth;

import java.awt.BasicStroke;

/** People, near and far. */
final class People {

  /** Where a head is, for what a style puts around it. */
  record Head(double x, double y, double radius) {}

  private People() {}

  /** Head and shoulders, and sometimes folded hands; the head's radius is about a seventh. */
  static Head bust(Scene scene, Chance chance) {
    return bust(
        scene,
        chance,
        0.5 + chance.around(0.07),
        chance.between(0.3, 0.4),
        chance.between(0.115, 0.15));
  }

  static Head bust(Scene scene, Chance chance, double x, double y, double r) {
    boolean longHair = chance.happens(0.5);
    double turn = chance.around(0.35) * r;
    scene.next();
    if (longHair) {
      scene.add(
          Material.HAIR,
          smooth(
              x - 1.15 * r,
              y - 0.3 * r,
              x,
              y - 1.5 * r,
              x + 1.15 * r,
              y - 0.3 * r,
              x + 1.25 * r,
              y + 1.7 * r,
              x,
              y + 1.2 * r,
              x - 1.25 * r,
              y + 1.7 * r));
    }
    scene.add(
        Material.SKIN,
        polygon(
            x - 0.45 * r,
            y + 0.6 * r,
            x + 0.45 * r,
            y + 0.6 * r,
            x + 0.6 * r,
            y + 2.3 * r,
            x - 0.6 * r,
            y + 2.3 * r));
    torso(scene, chance, x, y, r);
    face(scene, chance, x, y, r, turn);
    hairOrHat(scene, chance, x, y, r, turn);
    if (chance.happens(0.4)) {
      scene.add(
          Material.SKIN,
          smooth(
              x - 1.3 * r,
              0.93,
              x - 0.2 * r,
              0.86,
              x + 0.9 * r,
              0.9,
              x + 0.6 * r,
              0.97,
              x - 0.6 * r,
              0.98));
    }
    return new Head(x, y, r);
  }

  private static void torso(Scene scene, Chance chance, double x, double y, double r) {
    double shoulder = chance.between(1.9, 2.5) * r;
    scene.add(
        Material.CLOTH,
        smooth(
            x - 0.55 * r,
            y + 1.75 * r,
            x - shoulder,
            y + 2.5 * r,
            x - shoulder - 0.7 * r,
            1.15,
            x + shoulder + 0.7 * r,
            1.15,
            x + shoulder,
            y + 2.5 * r,
            x + 0.55 * r,
            y + 1.75 * r));
    int neckline = chance.count(0, 2);
    if (neckline == 0) {
      scene.add(
          Material.SKIN,
          smooth(x - 0.7 * r, y + 1.75 * r, x + 0.7 * r, y + 1.75 * r, x, y + 2.9 * r));
    } else if (neckline == 1) {
      scene.add(
          Material.LINEN,
          polygon(
              x - 0.75 * r,
              y + 1.6 * r,
              x,
              y + 1.9 * r,
              x + 0.75 * r,
              y + 1.6 * r,
              x + 0.6 * r,
              y + 2.3 * r,
              x,
              y + 2.6 * r,
              x - 0.6 * r,
              y + 2.3 * r));
    } else {
      scene.add(
          Material.SECOND_CLOTH,
          polygon(
              x - 0.6 * r,
              y + 1.7 * r,
              x,
              y + 3.6 * r,
              x + 0.6 * r,
              y + 1.7 * r,
              x + 0.9 * r,
              y + 2 * r,
              x + 0.2 * r,
              1.1,
              x - 0.2 * r,
              1.1,
              x - 0.9 * r,
              y + 2 * r));
    }
  }

  private static void face(Scene scene, Chance chance, double x, double y, double r, double turn) {
    scene.add(
        Material.SKIN,
        smooth(
            x - 0.92 * r,
            y - 0.3 * r,
            x,
            y - 1.25 * r,
            x + 0.92 * r,
            y - 0.3 * r,
            x + 0.7 * r,
            y + 0.75 * r,
            x,
            y + 1.3 * r,
            x - 0.7 * r,
            y + 0.75 * r));
    double cx = x + turn;
    boolean closed = chance.happens(0.12);
    for (int side = -1; side <= 1; side += 2) {
      double ex = cx + side * 0.4 * r;
      if (!closed) {
        scene.add(Material.LINEN, oval(ex, y - 0.08 * r, 0.2 * r, 0.1 * r));
        scene.add(Material.EYE, oval(ex + turn * 0.15, y - 0.08 * r, 0.1 * r, 0.1 * r));
      }
      scene.add(
          Material.EYE,
          ribbon(
              0.06 * r,
              ex - 0.22 * r,
              y - (closed ? 0.05 : 0.28) * r,
              ex,
              y - (closed ? 0 : 0.36) * r,
              ex + 0.22 * r,
              y - (closed ? 0.05 : 0.28) * r));
    }
    double nose = cx + turn * 0.3;
    scene.add(
        Material.SHADE,
        polygon(
            cx,
            y - 0.1 * r,
            nose + StrictMath.signum(turn) * 0.16 * r,
            y + 0.42 * r,
            nose - 0.12 * r,
            y + 0.46 * r));
    scene.add(Material.LIP, oval(cx + turn * 0.1, y + 0.75 * r, 0.27 * r, 0.09 * r));
  }

  private static void hairOrHat(
      Scene scene, Chance chance, double x, double y, double r, double turn) {
    double part = x + turn * 0.8;
    scene.add(
        Material.HAIR,
        smooth(
            x - 1.02 * r,
            y + 0.1 * r,
            x - 0.9 * r,
            y - 0.95 * r,
            x,
            y - 1.5 * r,
            x + 0.9 * r,
            y - 0.95 * r,
            x + 1.02 * r,
            y + 0.1 * r,
            x + 0.78 * r,
            y - 0.45 * r,
            part,
            y - 0.85 * r,
            x - 0.78 * r,
            y - 0.45 * r));
    int hat = chance.count(0, 6);
    if (hat == 0) {
      scene.add(Material.SECOND_CLOTH, oval(x, y - 0.75 * r, 1.8 * r, 0.28 * r));
      scene.add(
          Material.SECOND_CLOTH,
          smooth(
              x - 0.9 * r,
              y - 0.8 * r,
              x - 0.7 * r,
              y - 1.8 * r,
              x + 0.7 * r,
              y - 1.8 * r,
              x + 0.9 * r,
              y - 0.8 * r));
    } else if (hat == 1) {
      scene.add(
          Material.SECOND_CLOTH,
          smooth(
              x - 1.1 * r,
              y - 0.5 * r,
              x - 1.2 * r,
              y - 1.2 * r,
              x,
              y - 1.9 * r,
              x + 1.3 * r,
              y - 1.3 * r,
              x + 1.05 * r,
              y - 0.6 * r,
              x,
              y - 0.85 * r));
    } else if (hat == 2 && chance.happens(0.6)) {
      scene.add(
          Material.HAIR,
          smooth(
              x - 0.72 * r,
              y + 0.5 * r,
              x,
              y + 0.95 * r,
              x + 0.72 * r,
              y + 0.5 * r,
              x + 0.4 * r,
              y + 1.6 * r,
              x,
              y + 1.8 * r,
              x - 0.4 * r,
              y + 1.6 * r));
      scene.add(Material.LIP, oval(x + turn, y + 0.78 * r, 0.2 * r, 0.07 * r));
    }
  }

  /** A whole standing person: feet at (x, foot), the given height, robed or in trousers. */
  static Head standing(Scene scene, Chance chance, double x, double foot, double height) {
    double h = height;
    double r = h * 0.062;
    double y = foot - h + 1.2 * r;
    double sway = chance.around(0.04) * h;
    scene.next();
    if (chance.happens(0.65)) {
      double hem = chance.between(0.13, 0.22) * h;
      scene.add(
          Material.CLOTH,
          smooth(
              x + sway - 0.1 * h,
              y + 0.14 * h,
              x + sway + 0.1 * h,
              y + 0.14 * h,
              x + 0.09 * h,
              y + 0.42 * h,
              x + hem,
              foot,
              x,
              foot + 0.01 * h,
              x - hem,
              foot,
              x - 0.09 * h,
              y + 0.42 * h));
    } else {
      for (int side = -1; side <= 1; side += 2) {
        scene.add(
            Material.SECOND_CLOTH,
            polygon(
                x,
                y + 0.42 * h,
                x + side * 0.1 * h,
                y + 0.4 * h,
                x + side * 0.1 * h,
                foot,
                x + side * 0.03 * h,
                foot));
      }
      scene.add(
          Material.CLOTH,
          smooth(
              x + sway - 0.11 * h,
              y + 0.13 * h,
              x + sway + 0.11 * h,
              y + 0.13 * h,
              x + 0.11 * h,
              y + 0.5 * h,
              x - 0.11 * h,
              y + 0.5 * h));
    }
    for (int side = -1; side <= 1; side += 2) {
      double reach = chance.between(0.08, 0.22) * h;
      double hand = y + chance.between(0.2, 0.42) * h;
      double sx = x + sway + side * 0.095 * h;
      scene.add(Material.SKIN, Shapes.disc(sx + side * (reach - 0.05 * h), hand, 0.026 * h));
      scene.add(
          Material.CLOTH,
          ribbon(
              0.055 * h,
              sx,
              y + 0.16 * h,
              sx + side * reach * 0.7,
              (y + 0.16 * h + hand) / 2 + 0.04 * h,
              sx + side * (reach - 0.06 * h),
              hand));
    }
    if (chance.happens(0.4)) {
      scene.add(
          Material.SECOND_CLOTH,
          smooth(
              x + sway - 0.1 * h,
              y + 0.13 * h,
              x + sway + 0.04 * h,
              y + 0.13 * h,
              x + 0.12 * h,
              y + 0.5 * h,
              x + 0.14 * h,
              foot - 0.05 * h,
              x - 0.02 * h,
              foot - 0.12 * h,
              x - 0.03 * h,
              y + 0.4 * h));
    }
    double hx = x + sway * 1.2;
    scene.add(
        Material.SKIN,
        polygon(
            hx - 0.45 * r,
            y,
            hx + 0.45 * r,
            y,
            x + sway + 0.5 * r,
            y + 0.15 * h,
            x + sway - 0.5 * r,
            y + 0.15 * h));
    scene.add(Material.HAIR, oval(hx, y - 0.15 * r, r * 1.05, r * 1.25));
    scene.add(Material.SKIN, oval(hx + chance.around(0.25) * r, y + 0.1 * r, 0.82 * r, 1.05 * r));
    return new Head(hx, y, r);
  }

  /** Someone small in the distance. */
  static void distant(Scene scene, Chance chance, double x, double foot, double height) {
    scene.next();
    double h = height;
    scene.add(
        Material.CLOTH,
        polygon(
            x - 0.1 * h,
            foot - 0.75 * h,
            x + 0.1 * h,
            foot - 0.75 * h,
            x + chance.between(0.1, 0.25) * h,
            foot,
            x - chance.between(0.1, 0.25) * h,
            foot));
    scene.add(
        chance.happens(0.5) ? Material.SKIN : Material.HAIR,
        Shapes.disc(x, foot - 0.86 * h, 0.11 * h));
  }

  /** A line of people of one height, spread over [left, right]. */
  static void crowd(
      Scene scene,
      Chance chance,
      int count,
      double left,
      double right,
      double foot,
      double height) {
    for (int i = 0; i < count; i++) {
      double x = left + (right - left) * (i + 0.5 + chance.around(0.3)) / count;
      distant(
          scene,
          chance,
          x,
          foot + chance.around(height * 0.25),
          height * chance.between(0.85, 1.1));
    }
  }

  /** A grazing animal seen from the side. */
  static void animal(Scene scene, Chance chance, double x, double foot, double size) {
    double s = size;
    int way = chance.sign();
    scene.next();
    for (double leg : new double[] {-0.38, -0.25, 0.22, 0.36}) {
      scene.add(
          Material.ANIMAL, Shapes.box(x + leg * s - 0.035 * s, foot - 0.4 * s, 0.07 * s, 0.4 * s));
    }
    scene.add(Material.ANIMAL, oval(x, foot - 0.5 * s, 0.48 * s, 0.22 * s));
    scene.add(
        Material.ANIMAL,
        new BasicStroke((float) (0.16 * s))
            .createStrokedShape(
                curve(x + way * 0.38 * s, foot - 0.55 * s, x + way * 0.55 * s, foot - 0.8 * s)));
    scene.add(Material.ANIMAL, oval(x + way * 0.62 * s, foot - 0.82 * s, 0.16 * s, 0.1 * s));
  }
}
