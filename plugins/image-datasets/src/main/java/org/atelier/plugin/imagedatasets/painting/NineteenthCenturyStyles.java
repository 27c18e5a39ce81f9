package org.atelier.plugin.imagedatasets.painting;

import java.awt.Color;
import java.awt.Shape;
import java.util.Set;

/** The nineteenth century apart from the impressionists. */
final class NineteenthCenturyStyles {

  private static final Set<Material> HEAVENS = Set.of(Material.SKY, Material.CLOUD, Material.SUN);

  /** What a painter leaves in broad strokes; people, animals and things get a small brush. */
  private static final Set<Material> BROAD =
      Set.of(
          Material.SKY,
          Material.CLOUD,
          Material.GROUND,
          Material.HILL,
          Material.FAR_HILL,
          Material.BACKDROP,
          Material.PATH,
          Material.WATER,
          Material.TABLE);

  private NineteenthCenturyStyles() {}

  /** The sublime: storm or burning sky over mountains, sea or ruins, and one small dark figure. */
  static void romanticism(Canvas canvas, Chance chance) {
    boolean fire = chance.happens(0.5);
    Palette palette =
        Palette.DAYLIGHT
            .stirred(fire ? Colors.rgb(0x6a3a20) : Colors.rgb(0x24303c), 0.42)
            .with(
                Material.SKY,
                fire
                    ? Colors.list(0x8a5a40, 0x6a5058, 0xa87040)
                    : Colors.list(0x44525e, 0x3a4450, 0x5a6468))
            .with(
                Material.CLOUD,
                fire
                    ? Colors.list(0xc88a50, 0x5a4448, 0xe0a868)
                    : Colors.list(0x6c7880, 0x2c343c, 0x8a949a))
            .with(Material.SUN, 0xffe0a0);
    Scene scene = chance.happens(0.5) ? Landscapes.mountains(chance) : Landscapes.sea(chance);
    Tonal tonal = new Tonal(0.75, 0.4, chance.sign() * 0.7);
    Coloring coloring = new Coloring(palette, chance, 0.04);
    double glowX = chance.between(0.25, 0.75);
    tonal.paint(canvas, scene.only(HEAVENS::contains), coloring);
    stormClouds(canvas, chance, glowX, fire);
    new Brush(canvas).soften(0.012);
    tonal.paint(canvas, scene.only(material -> !HEAVENS.contains(material)), coloring);
    canvas.glow(glowX, 0.4, 0.4, fire ? Colors.rgb(0xffc060) : Colors.rgb(0xe8e4c8), 0.3);
    Scene front = new Scene();
    if (chance.happens(0.2)) {
      People.bust(front, chance);
    } else {
      front.next().add(Material.STONE, Shapes.ridge(chance, 0.88, 0.05, 6, true));
      People.distant(front, chance, chance.between(0.25, 0.75), 0.88, chance.between(0.14, 0.24));
      if (chance.happens(0.4)) {
        ruin(front, chance);
      }
    }
    new Tonal(0.8, 0.15, glowX > 0.5 ? 0.8 : -0.8)
        .paint(
            canvas, front, new Coloring(palette.stirred(Colors.rgb(0x0c0a0a), 0.5), chance, 0.03));
    canvas.vignette(Colors.rgb(0x0a0806), 0.7);
    new Brush(canvas).grain(chance, 150, 0.04);
  }

  private static void stormClouds(Canvas canvas, Chance chance, double glowX, boolean fire) {
    Brush brush = new Brush(canvas);
    double glowY = chance.between(0.25, 0.4);
    Color light = fire ? Colors.rgb(0xffc060) : Colors.rgb(0xe8e4c8);
    canvas.glow(glowX, glowY, 0.5, light, 0.75);
    for (int i = 0; i < 120; i++) {
      double around = chance.between(0, 2 * StrictMath.PI);
      double away = chance.between(0.16, 0.55);
      double x = glowX + away * 1.3 * StrictMath.cos(around);
      double y = glowY + away * 0.75 * StrictMath.sin(around);
      if (y < 0.6) {
        Color dark = fire ? Colors.rgb(0x4a2c2c) : Colors.rgb(0x2a323a);
        Color color = Colors.mix(light, dark, away * 1.9 + chance.around(0.2));
        double turn = around + StrictMath.PI / 2;
        double dx = 0.08 * StrictMath.cos(turn);
        double dy = 0.05 * StrictMath.sin(turn);
        brush.stroke(x - dx, y - dy, x + dx, y + dy, 0.055, 0.5, color);
      }
    }
  }

  private static void ruin(Scene scene, Chance chance) {
    double x = chance.pick(0.08, 0.7);
    scene.next().add(Material.STONE, Shapes.box(x, 0.5, 0.045, 0.45));
    scene.add(
        Material.STONE,
        Shapes.polygon(
            x + 0.17, 0.95, x + 0.17, 0.6, x + 0.19, 0.56, x + 0.215, 0.6, x + 0.215, 0.95));
    scene.add(
        Material.STONE,
        Shapes.ribbon(0.035, x + 0.02, 0.52, x + 0.06, 0.44, x + 0.12, 0.41, x + 0.15, 0.43));
  }

  /** Plain working life in sober earth colours under an even grey daylight. */
  static void realism(Canvas canvas, Chance chance) {
    Palette palette =
        Palette.DAYLIGHT
            .saturated(0.6)
            .stirred(Colors.rgb(0x6e6450), 0.25)
            .with(Material.SKY, 0xb4b8b4, 0xc0bca8, 0xa4acb0)
            .with(Material.BACKDROP, 0x5a5040, 0x4c4a44, 0x6a5c48)
            .with(Material.CLOTH, 0x4a4a50, 0x5c4a3a, 0x6a6654, 0x38414a, 0x7a5a48)
            .with(Material.SECOND_CLOTH, 0x847458, 0x54585a, 0xb4a68a);
    Scene scene =
        switch (chance.count(0, 4)) {
          case 0 -> {
            Scene room = new Scene().add(Material.BACKDROP, Canvas.WHOLE);
            People.bust(room, chance);
            yield room;
          }
          case 1 -> Interiors.stillLife(chance);
          case 2 -> {
            Scene pasture = Landscapes.fields(chance);
            for (int i = chance.count(1, 3); i > 0; i--) {
              People.animal(
                  pasture, chance, chance.between(0.15, 0.85), chance.between(0.72, 0.92), 0.2);
            }
            yield pasture;
          }
          default -> {
            Scene field = Landscapes.open(chance, chance.between(0.3, 0.42));
            for (int i = chance.count(1, 3); i > 0; i--) {
              People.standing(
                  field,
                  chance,
                  chance.between(0.15, 0.85),
                  chance.between(0.85, 0.95),
                  chance.between(0.45, 0.6));
            }
            yield field;
          }
        };
    Coloring coloring = new Coloring(palette, chance, 0.04);
    Tonal tonal = new Tonal(0.55, 0.18, chance.sign() * 0.5);
    Underpainting under = new Underpainting(scene, coloring, tonal);
    tonal.paint(canvas, scene, coloring);
    Brush brush = new Brush(canvas);
    new Touches(420, 0.06, 0.03, 0.6, 0.03)
        .paint(
            brush,
            under,
            chance,
            (x, y, patch) -> patch.material() == Material.SKY ? 0.1 : 0.5 * StrictMath.sin(8 * x));
    tonal.paint(canvas, scene.only(material -> !BROAD.contains(material)), coloring);
    brush.soften(0.003);
    canvas.vignette(Colors.rgb(0x1c1810), 0.35);
    brush.grain(chance, 130, 0.035);
  }

  /**
   * A dream at dusk: one colour of haze, a pale moon or halo, still water and a lone pale figure.
   */
  static void symbolism(Canvas canvas, Chance chance) {
    Color haze =
        chance.pick(Colors.list(0x3c4878, 0x5a4474, 0x2f5a64, 0x6a5a3c, 0x7a4a5c, 0x44604c));
    Palette palette =
        Palette.DAYLIGHT
            .saturated(0.7)
            .through(color -> Colors.contrasted(color, 1.3))
            .stirred(haze, 0.55)
            .with(
                Material.SKIN,
                Colors.mix(Colors.rgb(0xf0e4d4), haze, 0.15),
                Colors.mix(Colors.rgb(0xe4dcdc), haze, 0.25));
    double horizon = chance.between(0.45, 0.6);
    Scene scene = new Scene().add(Material.SKY, Canvas.WHOLE);
    scene.next().add(Material.FAR_HILL, Shapes.ridge(chance, horizon - 0.06, 0.05, 5, false));
    Landscapes.trees(scene, chance, chance.count(2, 6), horizon, 0.3);
    scene.next().add(Material.WATER, Shapes.box(-0.1, horizon + 0.06, 1.2, 1));
    new Tonal(0.5, 0.25, 0.3).paint(canvas, scene, new Coloring(palette, chance, 0.03));
    double moonX = chance.between(0.25, 0.75);
    double moonY = chance.between(0.12, 0.3);
    Color pale = Colors.mix(Colors.rgb(0xfff4d0), haze, 0.15);
    canvas.glow(moonX, moonY, 0.42, pale, 0.55);
    canvas.fill(Shapes.disc(moonX, moonY, chance.between(0.035, 0.07)), pale);
    for (int i = 0; i < 9; i++) {
      canvas.fill(
          Shapes.oval(
              moonX + chance.around(0.03),
              horizon + 0.1 + i * 0.045,
              0.02 + 0.07 * chance.unit(),
              0.006),
          Colors.transparent(pale, 0.5));
    }
    new Brush(canvas).soften(0.01);
    Scene figure = new Scene();
    People.Head head =
        chance.happens(0.5)
            ? People.bust(figure, chance, chance.between(0.35, 0.65), 0.45, 0.12)
            : People.standing(
                figure, chance, chance.between(0.3, 0.7), 0.95, chance.between(0.5, 0.65));
    canvas.glow(head.x(), head.y(), head.radius() * 3.4, pale, 0.6);
    new Tonal(0.55, 0.35, moonX > 0.5 ? 0.7 : -0.7)
        .paint(
            canvas,
            figure,
            new Coloring(
                palette.with(
                    Material.CLOTH,
                    Colors.mix(pale, haze, 0.5),
                    Colors.mix(haze, Color.BLACK, 0.3)),
                chance,
                0.03));
    canvas.glaze(haze, 0.12);
    new Brush(canvas).soften(0.005);
    canvas.vignette(Colors.darker(haze, 0.75), 0.65);
    new Brush(canvas).grain(chance, 110, 0.04);
  }

  /** Whiplash lines of even weight, a halo behind a head with streaming hair, a flowered border. */
  static void artNouveau(Canvas canvas, Chance chance) {
    Color paper = chance.pick(Colors.list(0xf0e2c0, 0xe6d8b0, 0xd8dcb8, 0xecd4b4));
    Color line = chance.pick(Colors.list(0x3a2c1c, 0x2c3a2c, 0x4a2c20));
    Color accent = chance.pick(Colors.list(0x9a6a2c, 0x6f8a5a, 0xb8643c, 0x4f7a7c, 0xc49a3a));
    Color second = chance.pick(Colors.list(0xd8a860, 0xa8b880, 0xe0b090, 0x88a8a0));
    canvas.wash(paper);
    canvas.fill(Shapes.box(0.09, 0.09, 0.82, 0.82), Colors.mix(paper, second, 0.5));
    if (chance.happens(0.7)) {
      woman(canvas, chance, line, accent, second);
    } else {
      lilies(canvas, chance, line, accent, second);
    }
    border(canvas, chance, paper, line, accent);
    new Brush(canvas).grain(chance, 140, 0.02);
  }

  private static void woman(Canvas canvas, Chance chance, Color line, Color accent, Color second) {
    double x = 0.5 + chance.around(0.06);
    double r = chance.between(0.085, 0.115);
    double y = chance.between(0.34, 0.42);
    canvas.fill(Shapes.disc(x, y, 3 * r), Colors.mix(accent, Color.WHITE, 0.35));
    canvas.line(Shapes.disc(x, y, 3 * r), line, 0.012);
    canvas.line(Shapes.disc(x, y, 2.6 * r), line, 0.006);
    for (int i = 0; i < 20; i++) {
      double angle = i * StrictMath.PI / 10;
      canvas.fill(
          Shapes.disc(
              x + 2.8 * r * StrictMath.cos(angle), y + 2.8 * r * StrictMath.sin(angle), 0.1 * r),
          second);
    }
    Color hair = chance.pick(Colors.list(0xb0602c, 0x7a4424, 0xd8a048, 0x3c2a20));
    hair(canvas, chance, x, y, r, hair, line);
    Scene scene = new Scene();
    People.bust(scene, chance, x, y, r);
    Palette palette =
        Palette.DAYLIGHT
            .with(Material.HAIR, Colors.varied(hair, chance, 0))
            .with(Material.CLOTH, accent, second, Colors.rgb(0xe8dcc4))
            .with(Material.SECOND_CLOTH, second)
            .with(Material.SKIN, 0xf2d8b8);
    new Flat(line, 0.009).paint(canvas, scene, new Coloring(palette, chance, 0.02));
    for (int i = -2; i <= 2; i++) {
      canvas.fill(
          Shapes.star(x + i * 0.45 * r, y - 1.2 * r + 0.12 * r * i * i, 0.3 * r, 0.14 * r, 5, i),
          Colors.lighter(second, 0.4));
    }
  }

  private static void hair(
      Canvas canvas, Chance chance, double x, double y, double r, Color color, Color line) {
    int side = chance.sign();
    for (int i = 0; i < 9; i++) {
      double start = x + (i - 4) * 0.25 * r;
      double out = side * (1.2 + 0.28 * i) * r;
      double drop = y + (1 + 0.45 * i) * r;
      Shape lock =
          Shapes.curve(
              start,
              y - 0.9 * r,
              x + out,
              y + 0.2 * r,
              x + out * 0.75,
              drop,
              x + out * 1.5,
              drop + 1.2 * r,
              x + out * 1.9,
              drop + 0.5 * r,
              x + out * 1.6,
              drop + 0.3 * r);
      canvas.line(lock, line, 0.4 * r);
      canvas.line(lock, Colors.varied(color, chance, 0.05), 0.28 * r);
    }
  }

  private static void lilies(Canvas canvas, Chance chance, Color line, Color accent, Color second) {
    int stems = chance.count(3, 6);
    for (int i = 0; i < stems; i++) {
      double foot = 0.2 + 0.6 * (i + 0.5) / stems;
      double top = chance.between(0.2, 0.5);
      double lean = chance.sign() * chance.between(0.08, 0.16);
      Shape stem =
          Shapes.curve(
              foot, 0.9, foot + lean, 0.7, foot - lean * 0.6, top + 0.14, foot + lean * 0.5, top);
      canvas.line(stem, line, 0.026);
      canvas.line(stem, Colors.rgb(0x6f8a4c), 0.014);
      double hx = foot + lean * 0.5;
      Color petal =
          chance.pick(
              Colors.lighter(accent, 0.4), Colors.lighter(second, 0.5), Colors.rgb(0xf4ead8));
      for (int p = -2; p <= 2; p++) {
        Shape shape = Shapes.leaf(hx, top + 0.03, 0.15, -StrictMath.PI / 2 + p * 0.55, 0.42);
        canvas.fill(shape, Colors.varied(petal, chance, 0.03));
        canvas.line(shape, line, 0.008);
      }
      Shape blade = Shapes.leaf(foot, 0.92, 0.35, -StrictMath.PI / 2 - lean * 6, 0.22);
      canvas.fill(blade, Colors.rgb(0x8aa066));
      canvas.line(blade, line, 0.008);
    }
  }

  private static void border(Canvas canvas, Chance chance, Color paper, Color line, Color accent) {
    for (Shape strip :
        new Shape[] {
          Shapes.box(0, 0, 1, 0.09),
          Shapes.box(0, 0.91, 1, 0.09),
          Shapes.box(0, 0, 0.09, 1),
          Shapes.box(0.91, 0, 0.09, 1)
        }) {
      canvas.fill(strip, paper);
    }
    canvas.line(Shapes.box(0.09, 0.09, 0.82, 0.82), line, 0.011);
    canvas.line(Shapes.box(0.02, 0.02, 0.96, 0.96), line, 0.007);
    double swing = chance.between(0.02, 0.03);
    for (int side = 0; side < 4; side++) {
      double[] vine = new double[26];
      for (int i = 0; i < 13; i++) {
        double along = 0.05 + 0.9 * i / 12;
        double across = 0.055 + (i % 2 == 0 ? swing : -swing);
        double far = side % 2 == 0 ? across : 1 - across;
        vine[2 * i] = side < 2 ? along : far;
        vine[2 * i + 1] = side < 2 ? far : along;
        canvas.fill(Shapes.leaf(vine[2 * i], vine[2 * i + 1], 0.045, i * 2.4, 0.5), accent);
      }
      canvas.line(Shapes.curve(vine), line, 0.008);
    }
    for (int sx = -1; sx <= 1; sx += 2) {
      double x = 0.5 + sx * 0.4;
      canvas.line(
          Shapes.curve(
              x,
              0.88,
              x - sx * 0.14,
              0.8,
              x - sx * 0.02,
              0.62,
              x - sx * 0.1,
              0.52,
              x - sx * 0.14,
              0.6,
              x - sx * 0.09,
              0.62),
          line,
          0.011);
    }
  }
}
