package org.atelier.plugin.imagedatasets.painting;

import java.awt.Color;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The colours that each material can have in one style. */
final class Palette {

  /** Colours as daylight shows them; most palettes start here and lean one way. */
  static final Palette DAYLIGHT =
      new Palette(Map.of())
          .with(Material.SKY, 0x9dbfdc, 0xb9cfdd, 0x8fb0d0, 0xc9d3d6)
          .with(Material.CLOUD, 0xf2f0ea, 0xe3e3e2)
          .with(Material.SUN, 0xfff3c4)
          .with(Material.FAR_HILL, 0x8ba3b5, 0x93a8a4, 0x9aa0b4)
          .with(Material.HILL, 0x7d9463, 0x6f8a62, 0x93975e)
          .with(Material.GROUND, 0x87995a, 0x9c9a5b, 0x7c8f4d, 0xb09a63)
          .with(Material.PATH, 0xc9b38a, 0xbda27c)
          .with(Material.WATER, 0x6f98b4, 0x7fa3ad, 0x5f86a5)
          .with(Material.FOLIAGE, 0x4e7040, 0x5f7d3f, 0x3f6244, 0x71803b)
          .with(Material.TRUNK, 0x5d4732, 0x4c3c30)
          .with(Material.WALL, 0xd9c9a8, 0xc7b090, 0xe2dccb, 0xb98f6e)
          .with(Material.ROOF, 0xa5583c, 0x8c5a49, 0x75655c)
          .with(Material.WINDOW, 0x4b4f58)
          .with(Material.SAIL, 0xf0e6d0, 0xd8b48a)
          .with(Material.STONE, 0xa9a295, 0x8f8a82, 0xbcb2a0)
          .with(Material.BACKDROP, 0x8d8468, 0x76706a, 0x6e7a78, 0x9a8468)
          .with(Material.TABLE, 0x8a6242, 0x73523a, 0xa07a52)
          .with(Material.LINEN, 0xeee8da, 0xe2dccf)
          .with(Material.CLOTH, 0x7b3b38, 0x37506e, 0x4a5b3f, 0x5a4a5e, 0x3a3a40)
          .with(Material.SECOND_CLOTH, 0xa68a52, 0x6d7f8c, 0x93604c, 0x53604a)
          .with(Material.SKIN, 0xe4b998, 0xd7a682, 0xecc9ab, 0xc08a66)
          .with(Material.SHADE, 0x8d5f48)
          .with(Material.HAIR, 0x3a2a20, 0x5c4028, 0x8c6a3c, 0x241d1b, 0x8f8a84)
          .with(Material.LIP, 0xb05a50)
          .with(Material.EYE, 0x2a2422)
          .with(Material.FRUIT, 0xc8402e, 0xe0a030, 0x8a9a38, 0xd8722e, 0x6e2c44)
          .with(Material.POT, 0x6d5340, 0x3f5560, 0xa7552f, 0x56623f)
          .with(Material.FLOWER, 0xd8536b, 0xf0e6dc, 0xe4b23c, 0x7e62a8, 0xcf3f33)
          .with(Material.METAL, 0xc9a54a)
          .with(Material.ANIMAL, 0x7a5a3e, 0xd8d2c6, 0x3d342e);

  private final Map<Material, List<Color>> colors;

  private Palette(Map<Material, List<Color>> colors) {
    this.colors = colors;
  }

  Palette with(Material material, int... rgb) {
    return with(material, Colors.list(rgb));
  }

  Palette with(Material material, Color... choices) {
    return with(material, List.of(choices));
  }

  Palette with(Material material, List<Color> choices) {
    Map<Material, List<Color>> copy = new EnumMap<>(Material.class);
    copy.putAll(colors);
    copy.put(material, choices);
    return new Palette(copy);
  }

  /** Every colour seen through {@code change}. */
  Palette through(UnaryOperator<Color> change) {
    Map<Material, List<Color>> copy = new EnumMap<>(Material.class);
    colors.forEach((material, list) -> copy.put(material, list.stream().map(change).toList()));
    return new Palette(copy);
  }

  /** Every colour with {@code amount} of one colour stirred in. */
  Palette stirred(Color color, double amount) {
    return through(own -> Colors.mix(own, color, amount));
  }

  Palette saturated(double factor) {
    return through(own -> Colors.saturated(own, factor));
  }

  List<Color> of(Material material) {
    return colors.get(material);
  }
}
