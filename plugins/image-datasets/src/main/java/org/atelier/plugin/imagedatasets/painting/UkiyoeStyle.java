package org.atelier.plugin.imagedatasets.painting;

import java.awt.Color;
import java.awt.Shape;

/**
 * Japanese woodblock prints: flat planes, even dark outlines, a sky shaded along its upper edge.
 */
final class UkiyoeStyle {

  private static final Color INK = Colors.rgb(0x1c2a44);

  private UkiyoeStyle() {}

  static void paint(Canvas canvas, Chance chance) {
    Color paper =
        Colors.varied(chance.pick(Colors.list(0xeadcb8, 0xe4d4ac, 0xf0e6cc)), chance, 0.02);
    canvas.wash(paper);
    switch (chance.count(0, 4)) {
      case 0 -> wave(canvas, chance, paper);
      case 1 -> mountain(canvas, chance, paper);
      case 2 -> rain(canvas, chance, paper);
      default -> beauty(canvas, chance, paper);
    }
    cartouche(canvas, chance);
    canvas.line(Shapes.box(0.015, 0.015, 0.97, 0.97), INK, 0.006);
    new Brush(canvas).grain(chance, 130, 0.02);
  }

  /** The printer's shading (bokashi): ink wiped from dark to nothing along an edge. */
  private static void shadedSky(Canvas canvas, Chance chance, Color paper) {
    Color band = chance.pick(Colors.list(0x1f3f7a, 0x284a5c, 0xc05a48, 0x3a3a54, 0x2f5f8a));
    double reach = chance.between(0.12, 0.3);
    canvas.fill(
        Shapes.box(0, 0, 1, reach),
        Canvas.gradient(0, 0, 0, reach, band, Colors.mix(band, paper, 0.5), paper));
    if (chance.happens(0.4)) {
      canvas.fill(
          Shapes.disc(chance.between(0.2, 0.8), reach + 0.06, 0.055),
          chance.pick(Colors.list(0xd0402c, 0xf4ecd4)));
    }
  }

  private static void plane(Canvas canvas, Shape shape, Color color) {
    canvas.fill(shape, color);
    canvas.line(shape, INK, 0.009);
  }

  private static void wave(Canvas canvas, Chance chance, Color paper) {
    shadedSky(canvas, chance, paper);
    fuji(canvas, chance.between(0.55, 0.7), 0.66, 0.3, Colors.rgb(0x5a7a9a));
    Color deep = chance.pick(Colors.list(0x1f3f7a, 0x28507c, 0x1f4a6a));
    Color mid = Colors.mix(deep, Color.WHITE, 0.45);
    int waves = chance.count(2, 3);
    for (int i = 0; i < waves; i++) {
      double base = 0.62 + 0.16 * i;
      double x = chance.between(-0.05, 0.35) + 0.2 * (i % 2);
      double rise = chance.between(0.28, 0.42) * (1 - 0.2 * i);
      Shape crest =
          Shapes.smooth(
              -0.2,
              1.2,
              -0.2,
              base + 0.12,
              x,
              base,
              x + 0.12,
              base - rise,
              x + 0.3,
              base - rise - 0.03,
              x + 0.36,
              base - rise * 0.6,
              x + 0.27,
              base - rise * 0.72,
              x + 0.24,
              base - rise * 0.3,
              x + 0.42,
              base + 0.08,
              0.9,
              base + 0.02,
              1.2,
              base + 0.1,
              1.2,
              1.2);
      plane(canvas, crest, i % 2 == 0 ? deep : mid);
      for (int band = 1; band <= 3; band++) {
        double d = 0.035 * band;
        canvas.line(
            Shapes.curve(
                x - 0.1,
                base + 0.1 + d,
                x + 0.06 + d * 0.6,
                base - rise * 0.5 + d,
                x + 0.15 + d * 0.3,
                base - rise + 0.6 * d + 0.02,
                x + 0.28,
                base - rise + d),
            paper,
            0.011);
      }
      foam(canvas, chance, x + 0.1, base - rise, paper);
    }
  }

  private static void foam(Canvas canvas, Chance chance, double x, double y, Color paper) {
    for (int i = 0; i < 11; i++) {
      double along = i / 10.0;
      double fx = x + 0.28 * along;
      double fy = y - 0.03 + 0.16 * along * along + chance.around(0.015);
      plane(canvas, Shapes.disc(fx, fy, chance.between(0.014, 0.026)), Colors.lighter(paper, 0.5));
    }
  }

  private static void fuji(Canvas canvas, double x, double foot, double height, Color color) {
    Shape cone =
        Shapes.smooth(
            x - 0.03,
            foot - height,
            x + 0.03,
            foot - height,
            x + height * 0.35,
            foot - height * 0.4,
            x + height * 1.1,
            foot,
            x,
            foot + 0.02,
            x - height * 1.1,
            foot,
            x - height * 0.35,
            foot - height * 0.4);
    plane(canvas, cone, color);
    double h = height;
    plane(
        canvas,
        Shapes.polygon(
            x - 0.04,
            foot - h,
            x + 0.04,
            foot - h,
            x + 0.22 * h,
            foot - 0.62 * h,
            x + 0.1 * h,
            foot - 0.72 * h,
            x + 0.03 * h,
            foot - 0.55 * h,
            x - 0.07 * h,
            foot - 0.7 * h,
            x - 0.2 * h,
            foot - 0.6 * h),
        Colors.rgb(0xf6f0e0));
  }

  private static void mountain(Canvas canvas, Chance chance, Color paper) {
    shadedSky(canvas, chance, paper);
    fuji(
        canvas,
        chance.between(0.35, 0.65),
        0.6,
        chance.between(0.32, 0.42),
        chance.pick(Colors.list(0x6a86a0, 0xa8503c, 0x7a8a80, 0x54708c)));
    for (int i = 0; i < 3; i++) {
      double y = 0.42 + 0.06 * i;
      plane(
          canvas,
          Shapes.smooth(
              -0.1, y, 0.25 + 0.1 * i, y - 0.015, 0.4, y + 0.02, 0.2, y + 0.035, -0.1, y + 0.03),
          Colors.lighter(paper, 0.3));
    }
    plane(
        canvas,
        Shapes.box(-0.1, 0.6, 1.2, 0.5),
        chance.pick(Colors.list(0x5f8fa8, 0x8ab0b4, 0x3f6f94)));
    for (int i = 0; i < 6; i++) {
      double y = 0.66 + 0.05 * i;
      double x = chance.unit();
      canvas.line(
          Shapes.curve(x - 0.12, y, x - 0.04, y - 0.01, x + 0.04, y + 0.01, x + 0.12, y),
          paper,
          0.006);
    }
    plane(
        canvas,
        Shapes.ridge(chance, 0.86, 0.04, 5, false),
        chance.pick(Colors.list(0x6f8a4c, 0x8a8a4c, 0x4c7050)));
    pine(canvas, chance, chance.pick(0.14, 0.84), 0.92, 0.6);
    Scene people = new Scene();
    People.crowd(people, chance, chance.count(0, 4), 0.25, 0.75, 0.93, 0.13);
    new Flat(INK, 0.006).paint(canvas, people, new Coloring(prints(), chance, 0.02));
  }

  private static void pine(Canvas canvas, Chance chance, double x, double foot, double height) {
    double lean = x < 0.5 ? 0.1 : -0.1;
    plane(
        canvas,
        Shapes.ribbon(
            0.035,
            x,
            foot,
            x + lean * 0.8,
            foot - 0.3 * height,
            x - lean * 0.1,
            foot - 0.6 * height,
            x + lean,
            foot - height),
        Colors.rgb(0x6a5040));
    for (int i = 0; i < 5; i++) {
      double y = foot - height * (0.35 + 0.16 * i);
      double px = x + lean * chance.between(-0.4, 1.4);
      plane(
          canvas,
          Shapes.smooth(
              px - 0.12, y + 0.015, px - 0.06, y - 0.03, px + 0.05, y - 0.035, px + 0.12,
              y + 0.015),
          Colors.rgb(0x35604c));
    }
  }

  private static void rain(Canvas canvas, Chance chance, Color paper) {
    canvas.wash(chance.pick(Colors.list(0xa8b4ac, 0xb8b49c, 0x94a4ac)));
    shadedSky(canvas, chance, paper);
    plane(canvas, Shapes.ridge(chance, 0.4, 0.04, 5, false), Colors.rgb(0x6a7c84));
    plane(canvas, Shapes.box(-0.1, 0.48, 1.2, 0.7), chance.pick(Colors.list(0x5a84a0, 0x4c7088)));
    double sag = chance.between(0.06, 0.14);
    Shape deck = Shapes.ribbon(0.07, -0.1, 0.74 + sag, 0.5, 0.7, 1.1, 0.72 + sag);
    for (int i = 0; i < 6; i++) {
      double x = 0.08 + 0.17 * i;
      plane(canvas, Shapes.box(x, 0.72, 0.025, 0.3), Colors.rgb(0x7a5a40));
    }
    plane(canvas, deck, chance.pick(Colors.list(0xd8a850, 0xb8804c)));
    Scene people = new Scene();
    People.crowd(people, chance, chance.count(3, 6), 0.1, 0.9, 0.73, 0.15);
    new Flat(INK, 0.006).paint(canvas, people, new Coloring(prints(), chance, 0.02));
    double slant = chance.around(0.12);
    for (int i = 0; i < 60; i++) {
      double x = chance.between(-0.1, 1.1);
      double y = chance.between(-0.2, 0.8);
      canvas.line(x, y, x + slant * 0.35, y + 0.35, Colors.transparent(INK, 0.55), 0.0025);
    }
  }

  private static Palette prints() {
    return Palette.DAYLIGHT
        .with(Material.SKIN, 0xf2e4cc)
        .with(Material.HAIR, 0x16161c)
        .with(Material.CLOTH, 0xb8503c, 0x3f6090, 0x7a8a58, 0xc89848, 0x6a4a6c)
        .with(Material.SECOND_CLOTH, 0x283c64, 0xd8b468, 0x94a480, 0xc47058);
  }

  /** A lady in a patterned robe, cut by the edge of the sheet. */
  private static void beauty(Canvas canvas, Chance chance, Color paper) {
    if (chance.happens(0.5)) {
      canvas.wash(chance.pick(Colors.list(0xd8b868, 0xc8c0a8, 0xa8b49c, 0xe0c8a0)));
    } else {
      shadedSky(canvas, chance, paper);
    }
    boolean flip = chance.happens(0.5);
    double x = 0.5 + chance.around(0.06);
    double r = chance.between(0.1, 0.14);
    double y = chance.between(0.28, 0.36);
    double way = flip ? -1 : 1;
    Color robe = chance.pick(prints().of(Material.CLOTH));
    Color lining = chance.pick(prints().of(Material.SECOND_CLOTH));
    Color skin = Colors.rgb(0xf4e8d0);
    plane(
        canvas,
        Shapes.smooth(
            x - 0.4 * r,
            y + r,
            x + 0.4 * r,
            y + r,
            x + 0.7 * r,
            y + 2.6 * r,
            x - 0.7 * r,
            y + 2.6 * r),
        skin);
    Shape body =
        Shapes.smooth(
            x - 0.9 * r,
            y + 1.7 * r,
            x - 2.3 * r,
            y + 3 * r,
            x - 3 * r,
            1.1,
            x + 3 * r,
            1.1,
            x + 2.4 * r,
            y + 3 * r,
            x + 0.9 * r,
            y + 1.7 * r,
            x,
            y + 3.6 * r);
    plane(canvas, body, robe);
    canvas.within(body, () -> pattern(canvas, chance, Colors.mix(robe, paper, 0.7)));
    plane(
        canvas,
        Shapes.polygon(
            x - 1.05 * r,
            y + 1.65 * r,
            x + 0.1 * r,
            y + 3.9 * r,
            x + 1.05 * r,
            y + 1.65 * r,
            x + 0.75 * r,
            y + 1.5 * r,
            x,
            y + 3 * r,
            x - 0.75 * r,
            y + 1.5 * r),
        lining);
    plane(
        canvas,
        Shapes.polygon(x - 2.2 * r, 0.86, x + 2.2 * r, 0.84, x + 2.3 * r, 1.05, x - 2.3 * r, 1.05),
        lining);
    ladysHead(canvas, x, y, r, way, skin);
  }

  private static void ladysHead(
      Canvas canvas, double x, double y, double r, double way, Color skin) {
    Color hair = Colors.rgb(0x14141a);
    canvas.fill(
        Shapes.smooth(
            x - 1.35 * r,
            y - 0.1 * r,
            x - 1.2 * r,
            y - 1.1 * r,
            x,
            y - 1.5 * r,
            x + 1.2 * r,
            y - 1.1 * r,
            x + 1.35 * r,
            y - 0.1 * r,
            x + 0.8 * r,
            y + 0.5 * r,
            x - 0.8 * r,
            y + 0.5 * r),
        hair);
    canvas.fill(Shapes.oval(x - way * 0.25 * r, y - 1.65 * r, 0.62 * r, 0.48 * r), hair);
    plane(
        canvas,
        Shapes.smooth(
            x - 0.72 * r,
            y - 0.45 * r,
            x,
            y - 0.85 * r,
            x + 0.72 * r,
            y - 0.45 * r,
            x + 0.66 * r,
            y + 0.5 * r,
            x,
            y + 1.15 * r,
            x - 0.66 * r,
            y + 0.5 * r),
        skin);
    double cx = x + way * 0.18 * r;
    for (int side = -1; side <= 1; side += 2) {
      double ex = cx + side * 0.32 * r;
      canvas.line(
          Shapes.curve(ex - 0.15 * r, y + 0.02 * r, ex, y - 0.04 * r, ex + 0.15 * r, y + 0.02 * r),
          INK,
          0.07 * r);
      canvas.line(
          Shapes.curve(ex - 0.18 * r, y - 0.38 * r, ex, y - 0.44 * r, ex + 0.16 * r, y - 0.38 * r),
          INK,
          0.05 * r);
    }
    canvas.line(
        Shapes.curve(cx, y - 0.05 * r, cx + way * 0.14 * r, y + 0.36 * r, cx, y + 0.4 * r),
        INK,
        0.04 * r);
    canvas.fill(Shapes.oval(cx, y + 0.66 * r, 0.13 * r, 0.08 * r), Colors.rgb(0xc03428));
    for (int side = -1; side <= 1; side += 2) {
      canvas.line(
          x + side * 0.3 * r,
          y - 1.35 * r,
          x + side * 1.7 * r,
          y - 1.75 * r,
          Colors.rgb(0xd8a848),
          0.09 * r);
    }
  }

  private static void pattern(Canvas canvas, Chance chance, Color color) {
    int kind = chance.count(0, 2);
    for (int row = 0; row < 7; row++) {
      for (int column = 0; column < 10; column++) {
        double x = column * 0.11 + row % 2 * 0.055;
        double y = 0.45 + row * 0.085;
        if (kind == 0) {
          canvas.fill(Shapes.star(x, y, 0.026, 0.013, 5, row), color);
        } else if (kind == 1) {
          canvas.line(Shapes.disc(x, y, 0.026), color, 0.007);
        } else {
          canvas.line(x - 0.03, y + 0.03, x + 0.03, y - 0.03, color, 0.009);
        }
      }
    }
  }

  /** A coloured label and a red seal; the strokes on them are not writing. */
  private static void cartouche(Canvas canvas, Chance chance) {
    double x = chance.pick(0.06, 0.86);
    plane(
        canvas,
        Shapes.box(x, 0.06, 0.075, 0.22),
        chance.pick(Colors.list(0xc8443c, 0xe4c878, 0xf0e4c8)));
    for (int i = 0; i < 4; i++) {
      double y = 0.09 + 0.045 * i;
      canvas.line(x + 0.02, y, x + 0.055, y + chance.around(0.01), INK, 0.007);
      canvas.line(x + 0.037, y - 0.012, x + 0.037 + chance.around(0.012), y + 0.016, INK, 0.006);
    }
    double sealX = 0.925 - x;
    canvas.fill(Shapes.box(sealX, 0.88, 0.05, 0.06), Colors.rgb(0xc02c24));
    canvas.line(sealX + 0.012, 0.91, sealX + 0.038, 0.91, Colors.rgb(0xf0e0c0), 0.006);
  }
}
