package org.atelier.plugin.imagedatasets.painting;

import java.awt.Color;
import java.awt.geom.AffineTransform;
import java.util.List;

/** Styles that take a thing apart and show its sides at once. */
final class CubistStyles {

  private static final List<Color> OCHRES =
      Colors.list(0xa07c3c, 0xb8924c, 0x86683a, 0x8a8472, 0xc8a868, 0x70562c, 0x9c9480);

  private CubistStyles() {}

  private static Scene subject(Chance chance) {
    return switch (chance.count(0, 2)) {
      case 0 -> Interiors.stillLife(chance);
      case 1 -> {
        Scene scene = new Scene().add(Material.BACKDROP, Canvas.WHOLE);
        People.bust(scene, chance, 0.5 + chance.around(0.08), 0.36, 0.16);
        yield scene;
      }
      default -> instruments(chance);
    };
  }

  /** A guitar or violin among a bottle, a glass and sheets of music on a table. */
  private static Scene instruments(Chance chance) {
    Scene scene = new Scene().add(Material.BACKDROP, Canvas.WHOLE);
    scene.next().add(Material.TABLE, Shapes.oval(0.5, 0.75, 0.52, 0.36));
    scene.next().add(Material.LINEN, Shapes.polygon(0.12, 0.45, 0.42, 0.38, 0.5, 0.7, 0.2, 0.78));
    Interiors.vessel(scene, chance, chance.between(0.68, 0.8), 0.72, 0.5);
    guitar(scene, chance.between(0.4, 0.55), chance.between(0.55, 0.62), chance.between(0.5, 0.65));
    return chance.happens(0.5) ? scene.mirrored() : scene;
  }

  private static void guitar(Scene scene, double x, double y, double size) {
    double s = size;
    scene
        .next()
        .add(
            Material.FRUIT,
            Shapes.smooth(
                x - 0.1 * s,
                y - 0.2 * s,
                x + 0.1 * s,
                y - 0.2 * s,
                x + 0.17 * s,
                y - 0.08 * s,
                x + 0.11 * s,
                y + 0.06 * s,
                x + 0.24 * s,
                y + 0.26 * s,
                x,
                y + 0.42 * s,
                x - 0.24 * s,
                y + 0.26 * s,
                x - 0.11 * s,
                y + 0.06 * s,
                x - 0.17 * s,
                y - 0.08 * s));
    scene.add(Material.EYE, Shapes.disc(x, y + 0.06 * s, 0.075 * s));
    scene.add(Material.TRUNK, Shapes.box(x - 0.035 * s, y - 0.75 * s, 0.07 * s, 0.75 * s));
    scene.add(Material.TRUNK, Shapes.box(x - 0.07 * s, y - 0.85 * s, 0.14 * s, 0.12 * s));
    scene.add(Material.EYE, Shapes.box(x - 0.09 * s, y + 0.25 * s, 0.18 * s, 0.025 * s));
  }

  /** Everything in ochre and grey, broken into many small shaded facets over a dark scaffold. */
  static void analytical(Canvas canvas, Chance chance) {
    Color tone = chance.pick(OCHRES);
    Palette palette =
        Palette.DAYLIGHT
            .saturated(0.15)
            .through(color -> Colors.contrasted(color, 1.25))
            .stirred(tone, 0.42)
            .with(Material.BACKDROP, 0x9c8450, 0x86744c, 0x8c8468);
    Canvas seen = canvas.another();
    new Tonal(0.7, 0.4, -0.7).paint(seen, subject(chance), new Coloring(palette, chance, 0.05));
    canvas.copyFrom(seen);
    facets(canvas, seen, chance, chance.count(44, 64), 0.075, 0.3, 0.004);
    scaffold(canvas, chance);
    canvas.glow(0.5, 0.5, 0.35, Colors.rgb(0xd8c79a), 0.25);
    canvas.vignette(Colors.rgb(0x8a8068), 0.55);
    new Brush(canvas).grain(chance, 120, 0.05);
  }

  /** The lines that hold an analytical picture together: uprights, slants and a few arcs. */
  private static void scaffold(Canvas canvas, Chance chance) {
    Color ink = Colors.transparent(Colors.rgb(0x231d14), 0.75);
    double lean = chance.between(0.15, 0.4);
    for (int i = 0; i < 16; i++) {
      double x = 0.5 + chance.bell() * 0.2;
      double y = 0.5 + chance.bell() * 0.2;
      double length = chance.between(0.08, 0.25);
      double slant = chance.pick(0.0, lean, -lean, 1.8);
      canvas.line(x, y, x + slant * length, y + length * (slant > 1 ? 0.3 : 1), ink, 0.006);
    }
    for (int i = 0; i < 4; i++) {
      double x = 0.5 + chance.around(0.25);
      double y = 0.5 + chance.around(0.25);
      canvas.line(Shapes.curve(x, y, x + 0.06, y - 0.03, x + 0.1, y + 0.03), ink, 0.006);
    }
  }

  /**
   * Large clear facets with dark edges; what lies behind each is shifted, as seen from elsewhere.
   */
  static void cubism(Canvas canvas, Chance chance) {
    Palette palette =
        Palette.DAYLIGHT
            .saturated(chance.between(0.9, 1.5))
            .through(color -> Colors.contrasted(color, 1.2))
            .stirred(chance.pick(Colors.list(0xc8984c, 0x6b8f6a, 0x6a80a8, 0xc07048)), 0.25)
            .with(Material.BACKDROP, 0x7d8468, 0x8a6a4c, 0x66788a);
    Scene scene = chance.happens(0.25) ? Landscapes.village(chance) : subject(chance);
    Canvas seen = canvas.another();
    new Tonal(0.55, 0.3, 0.6).paint(seen, scene, new Coloring(palette, chance, 0.06));
    canvas.copyFrom(seen);
    facets(canvas, seen, chance, chance.count(16, 28), 0.12, 0.26, 0.008);
  }

  private static void facets(
      Canvas canvas,
      Canvas seen,
      Chance chance,
      int count,
      double shift,
      double shade,
      double edge) {
    for (double[] piece : Shapes.shards(chance, count, 0.2)) {
      var facet = Shapes.polygon(piece);
      double[] centre = Shapes.centre(piece);
      double zoom = chance.between(0.9, 1.2);
      double moveX = chance.around(shift) - (zoom - 1) * centre[0];
      double moveY = chance.around(shift) - (zoom - 1) * centre[1];
      canvas.fill(facet, seen.asPaint(moveX, moveY, zoom));
      double angle = chance.pick(0.3, 1.2, 2.1, 3.6, 4.9);
      double reach = 0.12;
      double dx = reach * StrictMath.cos(angle);
      double dy = reach * StrictMath.sin(angle);
      canvas.fill(
          facet,
          Canvas.gradient(
              centre[0] - dx,
              centre[1] - dy,
              centre[0] + dx,
              centre[1] + dy,
              Colors.transparent(Color.BLACK, shade * chance.between(0.6, 1.5)),
              Colors.transparent(Color.WHITE, shade * chance.between(0.1, 0.9))));
      canvas.line(facet, Colors.transparent(Colors.rgb(0x1c1712), 0.7), edge);
    }
  }

  /** Cut and pasted paper: a few bright flat planes, newsprint, wood grain, dots, and a guitar. */
  static void synthetic(Canvas canvas, Chance chance) {
    List<Color> papers =
        chance.pick(
            Colors.list(0xd8c49a, 0x2f5d8a, 0xb5442f, 0xece4d0, 0x3b6b4a, 0x1e1c1a, 0xe0b83e),
            Colors.list(0xe8ddc4, 0x6c8fb5, 0x9c6b3f, 0xd98f8a, 0x20242b, 0x8aa06a, 0xf1ead8));
    canvas.wash(
        Colors.varied(chance.pick(papers.get(0), papers.get(3), papers.get(1)), chance, 0.04));
    for (int i = chance.count(6, 9); i > 0; i--) {
      paper(canvas, chance, chance.pick(papers));
    }
    Scene things = new Scene();
    guitar(things, 0.42 + chance.around(0.1), 0.55, 0.62);
    Interiors.vessel(things, chance, chance.between(0.65, 0.8), 0.85, 0.5);
    if (chance.happens(0.5)) {
      things = things.mirrored();
    }
    Palette palette = Palette.DAYLIGHT;
    for (Material material : Material.values()) {
      palette = palette.with(material, papers);
    }
    new Flat(Colors.rgb(0x1c1a18), 0.008)
        .paint(canvas, things, new Coloring(palette, chance, 0.02));
    paper(canvas, chance, chance.pick(papers));
    half(canvas, chance, things);
  }

  /** One half of the things again, drawn only as a white or black line beside themselves. */
  private static void half(Canvas canvas, Chance chance, Scene things) {
    Scene shifted = things.moved(AffineTransform.getTranslateInstance(chance.sign() * 0.06, -0.02));
    new Flat(chance.pick(Colors.list(0xf4efe2, 0x1c1a18)), 0.006).outline(canvas, shifted);
  }

  private static void paper(Canvas canvas, Chance chance, Color color) {
    double x = 0.5 + chance.around(0.4);
    double y = 0.5 + chance.around(0.4);
    double w = chance.between(0.12, 0.26);
    double h = chance.between(0.15, 0.34);
    double lean = chance.around(0.08);
    var sheet =
        Shapes.polygon(
            x - w + lean,
            y - h,
            x + w + lean,
            y - h + lean,
            x + w - lean,
            y + h,
            x - w - lean,
            y + h - lean);
    canvas.fill(sheet, Colors.varied(color, chance, 0.04));
    int pattern = chance.count(0, 4);
    canvas.within(sheet, () -> pattern(canvas, chance, pattern, x, y, w, h));
  }

  private static void pattern(
      Canvas canvas, Chance chance, int kind, double x, double y, double w, double h) {
    Color ink = Colors.transparent(Colors.rgb(0x1c1a18), 0.7);
    if (kind == 0) {
      for (double line = y - h; line < y + h; line += 0.025) {
        canvas.line(x - 0.8 * w, line, x + w * chance.between(0.3, 0.8), line, ink, 0.006);
      }
    } else if (kind == 1) {
      for (double line = x - w; line < x + w; line += 0.022) {
        double sway = chance.around(0.01);
        canvas.line(
            Shapes.curve(line, y - 1.2 * h, line + sway, y, line - sway, y + 1.2 * h),
            Colors.transparent(Colors.rgb(0x5c3a1c), 0.6),
            0.004);
      }
    } else if (kind == 2) {
      for (double row = y - h; row < y + h; row += 0.04) {
        for (double column = x - w; column < x + w; column += 0.04) {
          canvas.fill(Shapes.disc(column, row, 0.009), Colors.rgb(0xf1ead8));
        }
      }
    }
  }
}
