package org.atelier.plugin.imagedatasets.painting;

import java.awt.Color;
import java.awt.Shape;
import java.util.ArrayList;
import java.util.List;

/** The fifteenth and sixteenth centuries, south and north of the Alps. */
final class RenaissanceStyles {

  private static final Color UMBER = Colors.rgb(0x4a3420);

  private static final Palette TEMPERA =
      Palette.DAYLIGHT
          .with(Material.SKY, 0xa8c4d8, 0xc4d4d8)
          .with(Material.CLOTH, 0xc23a2e, 0x2c4a94, 0xd98a8a, 0x2f6b4e, 0x2c4a94, 0xc23a2e)
          .with(Material.SECOND_CLOTH, 0x25407f, 0xd9a64a, 0xe6d8c0, 0x5c7f56)
          .with(Material.SKIN, 0xecd0a8, 0xe3c29a)
          .with(Material.HAIR, 0xb58a4a, 0x6d4a2c, 0x8a7a68)
          .with(Material.WALL, 0xe3d3c0, 0xd8b8a4, 0xc9c4b4)
          .with(Material.STONE, 0xb58a80, 0xcfc4ae, 0x9a9a90)
          .with(Material.PATH, 0xe6dcc6);

  private static final Palette OIL =
      Palette.DAYLIGHT
          .stirred(Colors.rgb(0x7a5a30), 0.2)
          .with(Material.SKY, 0xa9bcb4, 0xb9b896, 0x98b0b8)
          .with(Material.FAR_HILL, 0x7f9a9c, 0x8ca49a)
          .with(Material.HILL, 0x6f7a4c, 0x7a6a44)
          .with(Material.CLOTH, 0x7a2a24, 0x24406a, 0x3f4a30, 0x5a3a28)
          .with(Material.SECOND_CLOTH, 0x24506a, 0xa8823c, 0x6d3a2c)
          .with(Material.SKIN, 0xe3b98a, 0xd6a878)
          .with(Material.HAIR, 0x4a3220, 0x6a4a28, 0x2e2018);

  private RenaissanceStyles() {}

  /** Stiff figures in clear red and blue, gold haloes, a gold ground or arches over tiles. */
  static void early(Canvas canvas, Chance chance) {
    boolean gold = chance.happens(0.5);
    Scene behind =
        gold
            ? new Scene()
            : chance.happens(0.6) ? Interiors.hall(chance) : Landscapes.open(chance, 0.45);
    Scene front = new Scene();
    List<People.Head> heads = new ArrayList<>();
    if (chance.happens(0.3)) {
      heads.add(People.bust(front, chance));
    } else {
      int count = chance.pick(1, 3, 3, 5);
      for (int i = 0; i < count; i++) {
        double aside = (i - (count - 1) / 2.0) / StrictMath.max(2, count);
        double height = i == count / 2 ? 0.85 : 0.68;
        heads.add(People.standing(front, chance, 0.5 + aside * 0.95, 0.97, height));
      }
    }
    Tonal tonal = new Tonal(0.3, 0.2, -0.6);
    if (gold) {
      goldGround(canvas, chance);
    }
    tonal.paint(canvas, behind, new Coloring(TEMPERA, chance, 0.03));
    for (People.Head head : heads) {
      halo(canvas, head);
    }
    tonal.paint(canvas, front, new Coloring(TEMPERA, chance, 0.03));
    new Flat(Colors.transparent(Colors.rgb(0x5a3a20), 0.7), 0.004).outline(canvas, front);
    if (gold && chance.happens(0.6)) {
      gothicFrame(canvas);
    }
    crackle(canvas, chance, 0.05);
  }

  private static void goldGround(Canvas canvas, Chance chance) {
    canvas.wash(
        Canvas.gradient(
            0, 0, 1, 1, Colors.rgb(0xd8ac4c), Colors.rgb(0xe8c870), Colors.rgb(0xb88a34)));
    new Brush(canvas).grain(chance, 26, 0.05);
    canvas.fill(Shapes.box(0, 0.9, 1, 0.1), chance.pick(Colors.list(0x7a8a5a, 0xb98a7a, 0x8a4038)));
  }

  private static void halo(Canvas canvas, People.Head head) {
    double radius = head.radius() * 2;
    Shape disc = Shapes.disc(head.x(), head.y() - 0.1 * head.radius(), radius);
    canvas.fill(
        disc,
        Canvas.gradient(
            head.x(),
            head.y() - radius,
            head.x() + radius,
            head.y() + radius,
            Colors.rgb(0xf2d67c),
            Colors.rgb(0xc9982c)));
    canvas.line(disc, Colors.rgb(0x8a5f1c), 0.006);
    canvas.line(
        Shapes.disc(head.x(), head.y() - 0.1 * head.radius(), radius * 0.84),
        Colors.rgb(0xa97a28),
        0.004);
  }

  /** The pointed frame of an altarpiece. */
  private static void gothicFrame(Canvas canvas) {
    Color dark = Colors.rgb(0x6a441a);
    for (int side = 0; side <= 1; side++) {
      double edge = side;
      double inward = side == 0 ? 1 : -1;
      Shape corner =
          Shapes.smooth(
              edge - inward * 0.05,
              -0.05,
              edge + inward * 0.5,
              -0.02,
              edge + inward * 0.2,
              0.08,
              edge + inward * 0.05,
              0.3,
              edge - inward * 0.05,
              0.35);
      canvas.fill(corner, Colors.rgb(0xa8742c));
      canvas.line(corner, dark, 0.01);
      canvas.fill(Shapes.box(side == 0 ? 0 : 0.965, 0, 0.035, 1), Colors.rgb(0xa8742c));
      canvas.line(side == 0 ? 0.035 : 0.965, 0, side == 0 ? 0.035 : 0.965, 1, dark, 0.006);
    }
  }

  private static void crackle(Canvas canvas, Chance chance, double strength) {
    Color crack = Colors.transparent(Colors.rgb(0x2c1c10), strength * 3);
    for (int i = 0; i < 18; i++) {
      double x = chance.unit();
      double y = chance.unit();
      canvas.line(x, y, x + chance.around(0.12), y + chance.around(0.12), crack, 0.002);
    }
    new Brush(canvas).grain(chance, 200, strength);
  }

  /** Calm balance: a pyramid of modelled figures before a hazy blue distance; no hard edge. */
  static void high(Canvas canvas, Chance chance) {
    boolean outdoors = chance.happens(0.75);
    Scene scene = outdoors ? Landscapes.mountains(chance) : Interiors.hall(chance);
    Tonal tonal = new Tonal(0.6, 0.3, -0.6);
    tonal.paint(canvas, scene, new Coloring(OIL, chance, 0.03));
    canvas.glaze(Colors.rgb(0x9ab0a8), outdoors ? 0.22 : 0.05);
    new Brush(canvas).soften(0.012);
    Scene front = new Scene();
    if (chance.happens(0.5)) {
      People.bust(front, chance, 0.5 + chance.around(0.03), 0.32, chance.between(0.11, 0.13));
    } else {
      pyramid(front, chance);
    }
    tonal.paint(canvas, front, new Coloring(OIL, chance, 0.03));
    canvas.glow(0.4, 0.3, 0.5, Colors.rgb(0xf0d098), 0.16);
    new Brush(canvas).soften(0.006);
    canvas.glaze(Colors.rgb(0x7a5a28), 0.14);
    canvas.vignette(UMBER, 0.6);
    crackle(canvas, chance, 0.03);
  }

  private static void pyramid(Scene scene, Chance chance) {
    People.standing(scene, chance, 0.3 + chance.around(0.04), 1, 0.5);
    People.standing(scene, chance, 0.7 + chance.around(0.04), 1, 0.5);
    if (chance.happens(0.5)) {
      People.standing(scene, chance, 0.15, 1, 0.38);
      People.standing(scene, chance, 0.85, 1, 0.38);
    }
    People.bust(scene, chance, 0.5, 0.3, 0.075);
  }

  /** Figures drawn long and twisted, in pink, lime and ice blue, before a stormy dark. */
  static void mannerism(Canvas canvas, Chance chance) {
    Palette acid =
        Palette.DAYLIGHT
            .stirred(Colors.rgb(0x3a4450), 0.3)
            .with(Material.SKY, 0x4a5866, 0x5c6470, 0x3e4450)
            .with(Material.CLOUD, 0x9aa4ac, 0x7c8894)
            .with(Material.GROUND, 0x4a4434, 0x544a3c)
            .with(Material.HILL, 0x48503c)
            .with(Material.FAR_HILL, 0x50606a)
            .with(Material.CLOTH, 0xd8688c, 0xb8cc4a, 0x86b8d8, 0xe89a48, 0xb03a50, 0x6a9a8a)
            .with(Material.SECOND_CLOTH, 0x7ac0c8, 0xe0c850, 0xc878b0, 0xe07a50, 0x4a6ab0)
            .with(Material.SKIN, 0xe8d4bc, 0xdcc4b0, 0xd8d0c0)
            .with(Material.BACKDROP, 0x3a3c3a, 0x44382e);
    Scene scene = new Scene();
    if (chance.happens(0.35)) {
      scene.add(Material.BACKDROP, Canvas.WHOLE);
      People.bust(scene, chance, 0.5, 0.4, 0.12);
    } else {
      scene.add(Landscapes.open(chance, 0.62));
      int count = chance.count(2, 5);
      for (int i = 0; i < count; i++) {
        double x = 0.12 + 0.76 * (i + 0.5) / count;
        People.standing(scene, chance, x, chance.between(0.94, 1.02), chance.between(0.68, 0.85));
      }
    }
    double sway = chance.sign() * chance.between(0.05, 0.085);
    double phase = chance.between(0, 3);
    Scene twisted =
        scene.bent(
            point ->
                new double[] {
                  0.5 + (point[0] - 0.5) * 0.86 + sway * StrictMath.sin(5.5 * point[1] + phase),
                  1 - (1 - point[1]) * 1.1
                });
    canvas.wash(acid.of(Material.SKY).get(0));
    new Tonal(0.75, 0.75, chance.sign() * 0.8)
        .paint(canvas, twisted, new Coloring(acid, chance, 0.05));
    canvas.glow(chance.between(0.3, 0.7), 0.1, 0.5, Colors.rgb(0xd8e4e4), 0.28);
    new Brush(canvas).soften(0.004);
    canvas.vignette(Colors.rgb(0x14161c), 0.6);
    new Brush(canvas).grain(chance, 160, 0.03);
  }

  /** Exact small detail: a white-capped sitter on black-green, or a high view over a crowd. */
  static void northern(Canvas canvas, Chance chance) {
    Palette palette =
        Palette.DAYLIGHT
            .stirred(Colors.rgb(0x5a4420), 0.22)
            .with(Material.BACKDROP, 0x16201a, 0x1c1814, 0x203028, 0x12181e)
            .with(Material.CLOTH, 0x7c1c1a, 0x1e3a2c, 0x221c1a, 0x3a2a1e, 0x8a2a1c)
            .with(Material.SECOND_CLOTH, 0xeee6d6, 0x4a2c1c, 0xa02c20, 0xe6ddca)
            .with(Material.SKIN, 0xead0b0, 0xe2c29c)
            .with(Material.SKY, 0xa4bcb4, 0xb8c0a4, 0x8fa8a4)
            .with(Material.GROUND, 0x8a7a48, 0xb0a890, 0x6f7444);
    if (chance.happens(0.5)) {
      sitter(canvas, chance, palette);
    } else {
      panorama(canvas, chance, palette);
    }
    canvas.glaze(Colors.rgb(0x7a5a20), 0.1);
    crackle(canvas, chance, 0.07);
  }

  private static void sitter(Canvas canvas, Chance chance, Palette palette) {
    Scene scene = new Scene().add(Material.BACKDROP, Canvas.WHOLE);
    if (chance.happens(0.45)) {
      scene.next().add(Material.SKY, Shapes.box(0.06, 0.08, 0.24, 0.4));
      scene.add(
          Material.FAR_HILL,
          Shapes.smooth(0.06, 0.4, 0.18, 0.33, 0.3, 0.39, 0.3, 0.48, 0.06, 0.48));
    }
    double x = 0.5 + chance.around(0.05);
    double r = chance.between(0.115, 0.14);
    People.bust(scene, chance, x, 0.37, r);
    if (chance.happens(0.7)) {
      scene
          .next()
          .add(
              Material.LINEN,
              Shapes.smooth(
                  x - 1.05 * r,
                  0.37 + 1.2 * r,
                  x - 1.35 * r,
                  0.37 - 0.7 * r,
                  x,
                  0.37 - 1.75 * r,
                  x + 1.35 * r,
                  0.37 - 0.7 * r,
                  x + 1.05 * r,
                  0.37 + 1.2 * r,
                  x + 0.85 * r,
                  0.37 - 0.3 * r,
                  x,
                  0.37 - 0.95 * r,
                  x - 0.85 * r,
                  0.37 - 0.3 * r));
    }
    Scene seen = chance.happens(0.5) ? scene.mirrored() : scene;
    new Tonal(0.65, 0.3, -0.8).paint(canvas, seen, new Coloring(palette, chance, 0.02));
    new Flat(Colors.transparent(Colors.rgb(0x1c140c), 0.7), 0.003).outline(canvas, seen);
  }

  private static void panorama(Canvas canvas, Chance chance, Palette palette) {
    double horizon = chance.between(0.14, 0.26);
    Scene scene = Landscapes.open(chance, horizon);
    for (int i = 1; i <= 3; i++) {
      double y = horizon + i * 0.19;
      scene
          .next()
          .add(
              i % 2 == 0 ? Material.GROUND : Material.HILL,
              Shapes.ridge(chance, y, 0.05, 5, false));
      Landscapes.house(scene, chance, chance.between(0, 0.85), y + 0.06, 0.07 + 0.05 * i);
      Landscapes.trees(scene, chance, 3, y, 0.06 + 0.05 * i);
      People.crowd(scene, chance, 5 + 2 * i, 0, 1, y + 0.13, 0.04 + 0.026 * i);
    }
    new Tonal(0.45, 0.25, -0.7).paint(canvas, scene, new Coloring(palette, chance, 0.04));
    new Flat(Colors.transparent(Colors.rgb(0x1c140c), 0.65), 0.004).outline(canvas, scene);
  }
}
