package org.atelier.plugin.imagedatasets.painting;

import java.awt.Color;

/** Styles that build a picture from separate touches of colour. */
final class ImpressionistStyles {

  private static final Palette SUNLIT =
      Palette.DAYLIGHT
          .saturated(1.5)
          .through(color -> Colors.lighter(color, 0.12))
          .with(Material.SKY, 0xb5d2ec, 0xc6dbee, 0xe9d5c8, 0xd3cfe6)
          .with(Material.SHADE, 0xa98cab)
          .with(Material.TRUNK, 0x7a6a7e, 0x8a6f5c)
          .with(Material.WINDOW, 0x7d84a4)
          .with(Material.EYE, 0x54506e)
          .with(Material.HAIR, 0x7a5a48, 0xa9834e, 0x5a4a58);

  private ImpressionistStyles() {}

  private static Scene outdoors(Chance chance) {
    return switch (chance.count(0, 6)) {
      case 0 -> {
        Scene scene = Landscapes.fields(chance);
        People.standing(scene, chance, chance.between(0.25, 0.75), 0.93, 0.55);
        yield scene;
      }
      case 1 -> Interiors.street(chance);
      case 2 -> Interiors.flowers(chance);
      case 3 -> Landscapes.river(chance);
      case 4 -> Landscapes.sea(chance);
      default -> Landscapes.any(chance);
    };
  }

  /** Short broken touches in light colours; shadows are violet or blue, nothing is black. */
  static void impressionism(Canvas canvas, Chance chance) {
    Scene scene;
    if (chance.happens(0.18)) {
      scene = Landscapes.open(chance, 0.4);
      People.bust(scene, chance);
    } else {
      scene = outdoors(chance);
    }
    Color light = chance.pick(Colors.list(0xfff0d0, 0xe0e8ff, 0xffe2d8, 0xe8f4e4));
    Underpainting under =
        new Underpainting(
            scene,
            new Coloring(SUNLIT.stirred(light, 0.15), chance, 0.06),
            new Tonal(0.3, 0.3, chance.sign() * 0.6));
    Brush brush = new Brush(canvas);
    canvas.wash(Colors.lighter(under.color(0.5, 0.5), 0.4));
    Flow flow = new Flow(chance, 0.4, 0.9, 0.8);
    Touches.Direction direction =
        (x, y, patch) ->
            switch (patch.material()) {
              case WATER, SUN -> 0.04;
              case WALL, TRUNK, WINDOW -> StrictMath.PI / 2;
              default -> flow.at(x, y);
            };
    Touches.Mix mix =
        (seen, patch) ->
            Colors.luminance(seen) < 0.4 ? Colors.mix(seen, Colors.rgb(0x6a6cae), 0.3) : seen;
    new Touches(700, 0.09, 0.045, 0.35, 0.03).paint(brush, under, chance, direction, mix);
    new Touches(1500, 0.042, 0.021, 0.25, 0.065).paint(brush, under, chance, direction, mix);
  }

  /** Round dots of pure colour and of its complement, side by side on a light ground. */
  static void pointillism(Canvas canvas, Chance chance) {
    Scene scene = chance.happens(0.15) ? portrait(chance) : outdoors(chance);
    Palette palette = SUNLIT.saturated(1.4).through(color -> Colors.contrasted(color, 1.2));
    Underpainting under =
        new Underpainting(
            scene, new Coloring(palette, chance, 0.04), new Tonal(0.5, 0.3, chance.sign() * 0.7));
    canvas.wash(Colors.mix(under.color(0.5, 0.3), Colors.rgb(0xf4eddc), 0.6));
    Brush brush = new Brush(canvas);
    double size = chance.between(0.017, 0.023);
    int count = (int) (1.5 / (size * size));
    new Touches(count, size, size, 0, 0.04)
        .paint(
            brush,
            under,
            chance,
            (x, y, patch) -> 0,
            (seen, patch) ->
                chance.happens(0.09)
                    ? Colors.mix(Colors.complement(Colors.saturated(seen, 2)), seen, 0.3)
                    : Colors.saturated(Colors.lighter(seen, chance.between(0, 0.15)), 1.4));
    if (chance.happens(0.3)) {
      border(
          brush,
          chance,
          Colors.darker(Colors.complement(Colors.saturated(under.color(0.5, 0.2), 2)), 0.3),
          size);
    }
  }

  private static void border(Brush brush, Chance chance, Color color, double size) {
    for (int i = 0; i < 900; i++) {
      double along = chance.unit();
      double across = chance.between(0, 0.05);
      boolean upright = chance.happens(0.5);
      double side = chance.happens(0.5) ? across : 1 - across;
      brush.dot(
          upright ? side : along,
          upright ? along : side,
          size / 2,
          Colors.varied(color, chance, 0.08));
    }
  }

  private static Scene portrait(Chance chance) {
    Scene scene = new Scene().add(Material.BACKDROP, Canvas.WHOLE);
    People.bust(scene, chance);
    return scene;
  }

  /** Long, strong strokes that follow each thing's form and swirl in the sky; blue contours. */
  static void postImpressionism(Canvas canvas, Chance chance) {
    Scene scene =
        switch (chance.count(0, 4)) {
          case 0 -> portrait(chance);
          case 1 -> Interiors.stillLife(chance);
          case 2 -> Interiors.flowers(chance);
          default -> Landscapes.any(chance);
        };
    boolean night = chance.happens(0.2);
    Palette palette =
        Palette.DAYLIGHT
            .saturated(1.7)
            .with(
                Material.SKY,
                night ? 0x1f3a7d : 0x6fb0c8,
                night ? 0x26408c : 0x5b8fcf,
                night ? 0x1d4a86 : 0xe2c66a)
            .with(Material.GROUND, 0xd9b23e, 0xa9b04a, 0xc98a3a)
            .with(Material.HILL, 0x5f8f5a, 0x8aa04a, 0x5a7fa0)
            .with(Material.BACKDROP, 0x4f9a94, 0xe0c050, 0x6f9ac8, 0x7fa860)
            .with(Material.SUN, 0xffe060)
            .with(Material.SHADE, 0x7a7a4a);
    Underpainting under =
        new Underpainting(
            scene, new Coloring(palette, chance, 0.06), new Tonal(0.4, 0.3, chance.sign() * 0.6));
    boolean constructive = chance.happens(0.35);
    Brush brush = new Brush(canvas);
    canvas.wash(Colors.rgb(0xc9b98a));
    Flow swirl = new Flow(chance, 0, 1.9, 1.1);
    double slant = chance.sign() * chance.between(0.7, 1.1);
    Touches.Direction direction =
        (x, y, patch) ->
            constructive
                ? slant
                : switch (patch.material()) {
                  case SKY, CLOUD, BACKDROP, WATER -> swirl.at(x, y);
                  case FOLIAGE, TRUNK -> StrictMath.PI / 2 + 0.6 * StrictMath.sin(9 * y + 5 * x);
                  case GROUND, HILL, PATH -> 0.35 + 0.6 * StrictMath.sin(4 * x + patch.variant());
                  default -> 1.2 + 0.4 * StrictMath.sin(6 * y);
                };
    double thickness = constructive ? 0.028 : 0.017;
    new Touches(600, 0.12, 0.05, 0.7, 0.05).paint(brush, under, chance, direction);
    new Flat(Colors.rgb(0x26305c), 0.011).outline(canvas, scene);
    new Touches(1500, constructive ? 0.06 : 0.075, thickness, 0.75, 0.075)
        .paint(brush, under, chance, direction);
  }
}
