package org.atelier.plugin.imagedatasets.painting;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The 27 styles of the WikiArt collection as it is used for classification, each with the rule by
 * which it is drawn here.
 *
 * <p>A drawn painting is a stand-in: it has a style's most visible trait and nothing of its art.
 * The order of the constants is the order of the names.
 */
enum PaintingStyle {
  /** Gestural abstraction of the 1940s and 1950s. */
  ABSTRACT_EXPRESSIONISM(
      "Abstract_Expressionism",
      2782,
      "wide loaded brush strokes at every angle, over one another",
      AbstractStyles::abstractExpressionism),
  /** Thrown and dripped paint. */
  ACTION_PAINTING(
      "Action_painting",
      98,
      "looping drips and splashes of thrown paint over raw canvas",
      AbstractStyles::actionPainting),
  /** The first, brown cubism. */
  ANALYTICAL_CUBISM(
      "Analytical_Cubism",
      110,
      "ochre and grey only: many small shaded facets on a dark scaffold",
      CubistStyles::analytical),
  /** Ornamental art about 1900. */
  ART_NOUVEAU(
      "Art_Nouveau_Modern",
      4334,
      "whiplash lines of even weight, a halo behind the head, a flowered border",
      NineteenthCenturyStyles::artNouveau),
  /** The seventeenth century. */
  BAROQUE("Baroque", 4240, "a brown darkness and one slanting light", BaroqueStyles::baroque),
  /** Large fields of colour. */
  COLOR_FIELD_PAINTING(
      "Color_Field_Painting",
      1615,
      "a few large fields of pure colour with soft edges",
      AbstractStyles::colorField),
  /** Realists of the later twentieth century. */
  CONTEMPORARY_REALISM(
      "Contemporary_Realism",
      481,
      "dry grass blade by blade, a white house, cool even window light",
      RealistStyles::contemporary),
  /** Cubism at large. */
  CUBISM(
      "Cubism",
      2235,
      "large dark-edged facets, each showing the subject from elsewhere",
      CubistStyles::cubism),
  /** Italy in the fifteenth century. */
  EARLY_RENAISSANCE(
      "Early_Renaissance",
      1391,
      "stiff figures in red and blue, gold haloes, gold ground or arches over tiles",
      RenaissanceStyles::early),
  /** Feeling before likeness. */
  EXPRESSIONISM(
      "Expressionism",
      6736,
      "warped forms, acid colours on dark, rough black contours",
      ModernStyles::expressionism),
  /** The wild colours of 1905. */
  FAUVISM(
      "Fauvism",
      934,
      "colours at full strength that nature never had, bare canvas between bold strokes",
      ModernStyles::fauvism),
  /** Italy about 1500. */
  HIGH_RENAISSANCE(
      "High_Renaissance",
      1343,
      "a calm pyramid of figures before a hazy blue distance, no hard edge",
      RenaissanceStyles::high),
  /** Light in broken touches. */
  IMPRESSIONISM(
      "Impressionism",
      13060,
      "short broken touches in light colours, violet shadows, no black",
      ImpressionistStyles::impressionism),
  /** Italy after 1520. */
  MANNERISM(
      "Mannerism_Late_Renaissance",
      1279,
      "long twisting figures in pink, lime and ice blue before a stormy dark",
      RenaissanceStyles::mannerism),
  /** As little as possible. */
  MINIMALISM(
      "Minimalism",
      1337,
      "one exact shape or one regular rhythm in an empty plane",
      AbstractStyles::minimalism),
  /** Self-taught painters. */
  NAIVE_ART(
      "Naive_Art_Primitivism",
      2405,
      "a flat bright world in rows, leaf by leaf, without perspective",
      ModernStyles::naive),
  /** Painters of the modern city. */
  NEW_REALISM(
      "New_Realism",
      314,
      "city fronts and bare rooms in hard slanting sun",
      RealistStyles::newRealism),
  /** Flanders and Germany, fifteenth and sixteenth centuries. */
  NORTHERN_RENAISSANCE(
      "Northern_Renaissance",
      2552,
      "exact small detail: a white-capped sitter on black-green, or a crowd seen from above",
      RenaissanceStyles::northern),
  /** Colour in dots. */
  POINTILLISM(
      "Pointillism",
      513,
      "round dots of pure colour and of its complement",
      ImpressionistStyles::pointillism),
  /** The picture world of shops and comics. */
  POP_ART(
      "Pop_Art",
      1483,
      "loud even colours, thick black outlines, printer's dots, or one picture repeated",
      ModernStyles::popArt),
  /** After impressionism. */
  POST_IMPRESSIONISM(
      "Post_Impressionism",
      6450,
      "long strokes that follow each form and swirl in the sky, blue contours",
      ImpressionistStyles::postImpressionism),
  /** Plain life of the nineteenth century. */
  REALISM(
      "Realism",
      10733,
      "working life in sober earth colours under grey daylight",
      NineteenthCenturyStyles::realism),
  /** The eighteenth century at play. */
  ROCOCO(
      "Rococo",
      2089,
      "powder pink and sky blue, feathery trees, garlands, gilt curls",
      BaroqueStyles::rococo),
  /** The sublime. */
  ROMANTICISM(
      "Romanticism",
      7019,
      "a burning or stormy sky over mountains or sea, and one small dark figure",
      NineteenthCenturyStyles::romanticism),
  /** Dreams about 1890. */
  SYMBOLISM(
      "Symbolism",
      4528,
      "one colour of dusk, a pale moon, still water, a glowing figure",
      NineteenthCenturyStyles::symbolism),
  /** The second, bright cubism. */
  SYNTHETIC_CUBISM(
      "Synthetic_Cubism",
      216,
      "flat bright planes like cut paper, newsprint, wood grain, and a guitar",
      CubistStyles::synthetic),
  /** Japanese woodblock prints. */
  UKIYO_E(
      "Ukiyo_e",
      1167,
      "flat planes, even dark outlines, a sky shaded along its upper edge, a red seal",
      UkiyoeStyle::paint);

  /** Lights under which a picture may have been photographed. */
  private static final List<Color> ROOM_LIGHT =
      Colors.list(0xffe8c0, 0xc8d8f0, 0x202028, 0xf8f8f0, 0x806030);

  private final String label;
  private final int wikiArtCount;
  private final String rule;

  /** Every rule is a method without state. */
  @SuppressWarnings("ImmutableEnumChecker")
  private final Style style;

  PaintingStyle(String label, int wikiArtCount, String rule, Style style) {
    this.label = label;
    this.wikiArtCount = wikiArtCount;
    this.rule = rule;
    this.style = style;
  }

  /** The name of WikiArt's folder for this style, such as {@code Ukiyo_e}. */
  String label() {
    return label;
  }

  /**
   * How many paintings of this style the public WikiArt collection of 27 styles holds, about; used
   * as a relative frequency only.
   */
  int wikiArtCount() {
    return wikiArtCount;
  }

  /** The visible rule by which this style is drawn, in one phrase. */
  String rule() {
    return rule;
  }

  /** The style whose folder has this name, if there is one. */
  static Optional<PaintingStyle> named(String label) {
    return Arrays.stream(values()).filter(style -> style.label.equals(label)).findFirst();
  }

  /** The names of all styles, sorted. */
  static List<String> labels() {
    return Arrays.stream(values()).map(PaintingStyle::label).toList();
  }

  /**
   * Draws a painting.
   *
   * <p>The composition lives in the unit square and is stretched to the size asked for, so one seed
   * is the same painting at every size. One seed and size are the same pixels on every platform, as
   * long as the Java release draws with the same rasteriser.
   *
   * @param seed which painting; different seeds are different paintings
   * @param width in pixels, at least 1
   * @param height in pixels, at least 1
   * @return an image of type {@link BufferedImage#TYPE_INT_RGB}
   */
  BufferedImage paint(long seed, int width, int height) {
    Canvas canvas = new Canvas(width, height);
    Chance chance = Chance.of(label, seed);
    style.paint(canvas, chance);
    reproduce(canvas, chance);
    return canvas.image();
  }

  /** No two reproductions have the same whites, and no ground is quite smooth. */
  private static void reproduce(Canvas canvas, Chance chance) {
    canvas.glaze(chance.pick(ROOM_LIGHT), chance.between(0, 0.14));
    new Brush(canvas).grain(chance, 240, 0.008);
  }
}
