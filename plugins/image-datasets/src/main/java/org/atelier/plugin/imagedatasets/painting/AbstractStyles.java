package org.atelier.plugin.imagedatasets.painting;

import java.awt.Color;
import java.awt.Shape;
import java.util.List;

/** Styles of the twentieth century that show nothing but paint. */
final class AbstractStyles {

  private static final List<List<Color>> GESTURE_PALETTES =
      List.of(
          Colors.list(0xe9e2d0, 0x15130f, 0x15130f, 0xe9e2d0, 0xb8322a),
          Colors.list(0xe8d9c2, 0xd9694a, 0xe6b54a, 0x3b6ea0, 0x1d1b1a, 0xe8a0a0),
          Colors.list(0xd9d2c3, 0x476b57, 0x8aa37b, 0x2a2f33, 0xd8b45a, 0xefe9dc),
          Colors.list(0x2b2a33, 0xc9463d, 0xefe6d2, 0x4f6fb0, 0xe2b13c, 0x101014),
          Colors.list(0xefe4cf, 0x9a4f86, 0xe0784c, 0x39507a, 0xf2c9b8, 0x222025));

  private static final List<List<Color>> FIELD_PALETTES =
      List.of(
          Colors.list(0xa3281c, 0xe2611c, 0xf0a020, 0x6a1522),
          Colors.list(0x27305e, 0x4657a0, 0x1c1d38, 0x6f7cc0),
          Colors.list(0xe8c23a, 0xf0dfa0, 0xe58a2a, 0xf5efe0),
          Colors.list(0x3a1a22, 0x581f28, 0x1f1418, 0x7a2b2e),
          Colors.list(0x2f6b4f, 0x86b07a, 0x1f3d42, 0xd3d9b0),
          Colors.list(0xd9a4b4, 0xe9d4d0, 0xc2627a, 0x8f6f9c));

  private AbstractStyles() {}

  /** Wide, loaded brush strokes all over, at every angle, over one another. */
  static void abstractExpressionism(Canvas canvas, Chance chance) {
    List<Color> palette = chance.pick(GESTURE_PALETTES);
    canvas.wash(palette.get(0));
    Brush brush = new Brush(canvas);
    boolean bars = chance.happens(0.3);
    int strokes = bars ? chance.count(7, 12) : chance.count(30, 55);
    for (int i = 0; i < strokes; i++) {
      Color color = bars && i > 2 ? palette.get(1) : chance.pick(palette);
      double wide = 0.22 - 0.16 * i / strokes;
      double thickness = bars ? chance.between(0.08, 0.17) : chance.between(0.35, 1) * wide;
      gesture(brush, chance, thickness, Colors.varied(color, chance, 0.05));
    }
  }

  private static void gesture(Brush brush, Chance chance, double thickness, Color color) {
    double x = chance.between(-0.1, 1.1);
    double y = chance.between(-0.1, 1.1);
    double angle = chance.between(0, 2 * StrictMath.PI);
    double bend = chance.around(0.5);
    int parts = chance.count(2, 5);
    double[] points = new double[2 * parts + 2];
    points[0] = x;
    points[1] = y;
    for (int i = 1; i <= parts; i++) {
      x += 0.14 * StrictMath.cos(angle);
      y += 0.14 * StrictMath.sin(angle);
      angle += bend;
      points[2 * i] = x;
      points[2 * i + 1] = y;
    }
    brush.stroke(points, thickness, 0.8, color);
  }

  /** Thrown paint: long looping drips and splashes over raw canvas, no middle and no edge. */
  static void actionPainting(Canvas canvas, Chance chance) {
    Color ground = chance.pick(Colors.list(0xcfc3a8, 0xbfb193, 0xe4dccb, 0x8d8474, 0x2b2b2e));
    canvas.wash(ground);
    Brush brush = new Brush(canvas);
    List<Color> paints =
        chance.pick(
            Colors.list(0x121212, 0xf4f1e8, 0x8c8f92),
            Colors.list(0x121212, 0xf4f1e8, 0xc99a2c, 0x3f6f78),
            Colors.list(0x121212, 0xb5382a, 0xe8dfc8, 0x2f4f86),
            Colors.list(0x1a1a1a, 0xd8d3c5, 0xd06a28, 0x5d6b4a));
    for (int skein = 0; skein < 13; skein++) {
      drip(brush, chance, chance.pick(paints), chance.between(0.004, 0.013));
    }
    for (int i = 0; i < 260; i++) {
      double size = chance.between(0.002, 0.009);
      brush.dot(
          chance.unit(),
          chance.unit(),
          chance.happens(0.06) ? 2.4 * size : size,
          chance.pick(paints));
    }
  }

  private static void drip(Brush brush, Chance chance, Color color, double thickness) {
    double x = chance.unit();
    double y = chance.unit();
    double angle = chance.between(0, 2 * StrictMath.PI);
    double turn = chance.around(0.4);
    for (int step = 0; step < 70; step++) {
      double flowing = thickness * chance.between(0.5, 1.5);
      double nextX = x + 0.032 * StrictMath.cos(angle);
      double nextY = y + 0.032 * StrictMath.sin(angle);
      brush.stroke(x, y, nextX, nextY, flowing, 0, color);
      turn = 0.85 * turn + chance.around(0.16);
      double inward =
          0.5 * ((0.5 - x) * -StrictMath.sin(angle) + (0.5 - y) * StrictMath.cos(angle));
      angle += turn + inward;
      x = nextX;
      y = nextY;
    }
  }

  /** A few large fields of pure colour: floating blocks, stripes or poured veils. */
  static void colorField(Canvas canvas, Chance chance) {
    List<Color> palette = chance.pick(FIELD_PALETTES);
    Color ground = Colors.varied(palette.get(chance.count(0, 3)), chance, 0.06);
    canvas.wash(ground);
    Brush brush = new Brush(canvas);
    int kind = chance.count(0, 5);
    if (kind <= 2) {
      floatingBlocks(canvas, chance, palette);
      brush.soften(0.022);
    } else if (kind == 3) {
      zips(canvas, chance, palette);
    } else if (kind == 4) {
      veils(canvas, chance, palette);
      brush.soften(0.012);
    } else {
      rings(canvas, chance, palette);
      brush.soften(0.006);
    }
    brush.grain(chance, 150, 0.015);
  }

  private static void floatingBlocks(Canvas canvas, Chance chance, List<Color> palette) {
    double margin = chance.between(0.06, 0.12);
    int blocks = chance.count(2, 3);
    double y = margin;
    for (int i = 0; i < blocks; i++) {
      double height =
          i == blocks - 1 ? 1 - margin - y : (1 - 2 * margin) * chance.between(0.2, 0.55);
      Color color = Colors.varied(chance.pick(palette), chance, 0.08);
      canvas.fill(
          Shapes.box(margin, y, 1 - 2 * margin, height - 0.03),
          Canvas.gradient(0, y, 0.2, y + height, Colors.lighter(color, 0.1), color));
      y += height;
    }
  }

  private static void zips(Canvas canvas, Chance chance, List<Color> palette) {
    for (int i = chance.count(1, 3); i > 0; i--) {
      double width = chance.between(0.01, 0.05);
      canvas.fill(
          Shapes.box(chance.between(0.08, 0.9), 0, width, 1),
          Colors.lighter(chance.pick(palette), chance.pick(0.0, 0.6)));
    }
  }

  private static void veils(Canvas canvas, Chance chance, List<Color> palette) {
    int count = chance.count(5, 9);
    canvas.wash(Colors.rgb(0xece4d2));
    for (int i = 0; i < count; i++) {
      double x = 0.1 + 0.75 * i / count;
      double lean = 0.6 * (x - 0.45);
      canvas.fill(
          Shapes.polygon(x, 0, x + 0.16, 0, x + 0.16 + lean, 1, x + lean, 1),
          Colors.transparent(Colors.varied(chance.pick(palette), chance, 0.1), 0.75));
    }
  }

  private static void rings(Canvas canvas, Chance chance, List<Color> palette) {
    int count = chance.count(3, 5);
    for (int i = 0; i < count; i++) {
      canvas.fill(
          Shapes.disc(0.5, 0.5, 0.46 * (count - i) / count),
          Colors.varied(palette.get((i + 1) % palette.size()), chance, 0.08));
    }
  }

  /** One or two exact shapes, or one regular rhythm, in an empty plane of grey, white or black. */
  static void minimalism(Canvas canvas, Chance chance) {
    Color ground =
        Colors.varied(
            chance.pick(
                Colors.list(0xf3f2ee, 0xe9e7e1, 0xdcdcda, 0xc9cac9, 0xf7f6f2, 0x3c3d40, 0xe8dfcd)),
            chance,
            0.05);
    Color mark =
        Colors.luminance(ground) < 0.4
            ? chance.pick(Colors.list(0xdedede, 0x8f9194, 0x17181a))
            : chance.pick(Colors.list(0x1b1c1e, 0x6d6f72, 0xa9abac, 0xb3392f, 0x2c4f8f, 0xffffff));
    Color ink = Colors.varied(mark, chance, 0.04);
    canvas.wash(ground);
    switch (chance.count(0, 5)) {
      case 0 -> stripes(canvas, chance, ink);
      case 1 -> lattice(canvas, chance, ink);
      case 2 -> nested(canvas, chance, ground, ink);
      case 3 -> canvas.fill(single(chance), ink);
      case 4 -> halves(canvas, chance, ink);
      default -> boxes(canvas, chance, ink);
    }
  }

  /** The plane divided once, at any slant, or a band across it. */
  private static void halves(Canvas canvas, Chance chance, Color ink) {
    double left = chance.between(0.2, 0.8);
    double right = chance.happens(0.5) ? left : chance.between(0.2, 0.8);
    double depth = chance.happens(0.5) ? 1 : chance.between(0.04, 0.2);
    if (chance.happens(0.5)) {
      canvas.fill(Shapes.polygon(0, left, 1, right, 1, right + depth, 0, left + depth), ink);
    } else {
      canvas.fill(Shapes.polygon(left, 0, right, 1, right + depth, 1, left + depth, 0), ink);
    }
  }

  private static Shape single(Chance chance) {
    double size = chance.between(0.2, 0.45);
    double x = 0.5 + chance.around(0.15);
    double y = 0.5 + chance.around(0.15);
    return switch (chance.count(0, 3)) {
      case 0 -> Shapes.box(x - size / 2, y - size / 2, size, size);
      case 1 -> Shapes.disc(x, y, size / 2);
      case 2 ->
          Shapes.polygon(x, y - size / 2, x + size / 2, y + size / 2, x - size / 2, y + size / 2);
      default -> Shapes.polygon(0.1, 0.9, 0.1, 0.9 - size, 0.1 + 1.6 * size, 0.9);
    };
  }

  private static void stripes(Canvas canvas, Chance chance, Color ink) {
    int count = chance.count(4, 14);
    boolean upright = chance.happens(0.5);
    double share = chance.between(0.15, 0.6);
    double margin = chance.between(0.02, 0.12);
    double room = 1 - 2 * margin;
    for (int i = 0; i < count; i++) {
      double at = margin + room * i / count;
      double width = room / count * share;
      canvas.fill(
          upright ? Shapes.box(at, margin, width, room) : Shapes.box(margin, at, room, width), ink);
    }
  }

  private static void lattice(Canvas canvas, Chance chance, Color ink) {
    int count = chance.count(5, 12);
    double margin = chance.between(0.03, 0.15);
    double thickness = chance.between(0.004, 0.01);
    for (int i = 0; i <= count; i++) {
      double at = margin + (1 - 2 * margin) * i / count;
      canvas.line(at, margin, at, 1 - margin, ink, thickness);
      canvas.line(margin, at, 1 - margin, at, ink, thickness);
    }
  }

  private static void nested(Canvas canvas, Chance chance, Color ground, Color ink) {
    int count = chance.count(2, 6);
    double margin = chance.between(0, 0.12);
    double reach = chance.between(0.3, 0.47) - margin;
    for (int i = 0; i < count; i++) {
      double inset = margin + reach * i / count;
      canvas.fill(
          Shapes.box(inset, inset, 1 - 2 * inset, 1 - 2 * inset), i % 2 == 0 ? ink : ground);
    }
  }

  private static void boxes(Canvas canvas, Chance chance, Color ink) {
    int count = chance.count(3, 6);
    double left = chance.between(0.2, 0.4);
    double depth = chance.between(0.3, 0.65);
    for (int i = 0; i < count; i++) {
      double y = 0.06 + 0.9 * i / count;
      double height = depth / count;
      canvas.fill(
          Shapes.box(left, y, 0.4, height),
          Canvas.gradient(0, y, 0, y + height, Colors.lighter(ink, 0.2), ink));
      canvas.fill(
          Shapes.box(left + 0.02, y + height, 0.42, 0.012), Colors.transparent(Color.BLACK, 0.25));
    }
  }
}
