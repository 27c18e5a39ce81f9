package org.atelier.plugin.imagedatasets.painting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.atelier.api.DatasetContents;
import org.atelier.plugin.imagedatasets.painting.SamplePaintingsSettings.Imbalance;
import org.atelier.plugin.imagedatasets.painting.SamplePaintingsSettings.Split;
import org.junit.jupiter.api.Test;

class SamplePaintingsTest {

  @Test
  void paintingsStandStyleByStyleInTheOrderOfTheNames() {
    DatasetContents contents =
        paintings(settings(List.of("Ukiyo_e", "Cubism"), 5, Split.TRAIN, 16, 1)).contents();

    assertThat(contents.classNames()).containsExactly("Cubism", "Ukiyo_e");
    assertThat(contents.images().stream().map(image -> image.id() + " " + image.label()))
        .containsExactly(
            "Cubism/000000 0",
            "Cubism/000001 0",
            "Cubism/000002 0",
            "Ukiyo_e/000000 1",
            "Ukiyo_e/000001 1");
    assertThat(contents.height()).isEqualTo(16);
    assertThat(contents.width()).isEqualTo(16);
  }

  @Test
  void allStylesInWikiArtsProportions() {
    SamplePaintings dataset =
        new SamplePaintings(
            new SamplePaintingsSettings(
                Optional.empty(), 300, Split.TEST, Imbalance.WIKIART, 16, Optional.empty()),
            purpose -> 5);

    DatasetContents contents = dataset.contents();
    assertThat(contents.size()).isEqualTo(300);
    assertThat(contents.classNames()).hasSize(27);
    assertThat(contents.classNames().get(contents.classCounts().majority()))
        .isEqualTo("Impressionism");
    assertThat(dataset.contents()).isSameAs(contents);
  }

  @Test
  void readPutsThePlanesOfThePaintingOneAfterAnother() {
    SamplePaintings dataset =
        paintings(settings(List.of("Fauvism", "Pop_Art"), 6, Split.TEST, 16, 9));
    ByteBuffer target = ByteBuffer.allocate(2 + 3 * 256);
    target.position(2);
    dataset.read(4, target);

    assertThat(target.hasRemaining()).isFalse();
    // the second Pop Art painting of the test part: an odd seed
    long seed = (new SplittableRandom(9).nextLong() + 1) << 1 | 1;
    int rgb = PaintingStyle.POP_ART.paint(seed, 16, 16).getRGB(3, 5);
    int at = 2 + 5 * 16 + 3;
    assertThat(target.get(at)).isEqualTo((byte) (rgb >> 16));
    assertThat(target.get(at + 256)).isEqualTo((byte) (rgb >> 8));
    assertThat(target.get(at + 512)).isEqualTo((byte) rgb);
    assertThatThrownBy(() -> dataset.read(6, ByteBuffer.allocate(768)))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void trainAndTestNeverShareAPainting() {
    for (long testSeed : new long[] {1, 2}) {
      Set<ByteBuffer> seen = new HashSet<>();
      addAll(seen, paintings(settings(PaintingStyle.labels(), 405, Split.TRAIN, 24, 1)));
      addAll(seen, paintings(settings(PaintingStyle.labels(), 405, Split.TEST, 24, testSeed)));
      assertThat(seen).hasSize(810);
    }
  }

  @Test
  void theSparestStylesDoNotRepeatThemselvesEither() {
    List<String> sparest = List.of("Minimalism", "Color_Field_Painting");
    Set<ByteBuffer> seen = new HashSet<>();
    addAll(seen, paintings(settings(sparest, 2000, Split.TRAIN, 24, 1)));
    addAll(seen, paintings(settings(sparest, 2000, Split.TEST, 24, 1)));
    assertThat(seen).hasSize(4000);
  }

  @Test
  void aSecondDatasetIsTheSameAndSeveralThreadsReadTheSame() {
    SamplePaintingsSettings settings = settings(PaintingStyle.labels(), 54, Split.TRAIN, 24, 3);
    SamplePaintings first = paintings(settings);
    SamplePaintings second = paintings(settings);

    List<ByteBuffer> alone =
        IntStream.range(0, 54).mapToObj(position -> read(first, position)).toList();
    List<ByteBuffer> together =
        IntStream.range(0, 54).parallel().mapToObj(position -> read(second, position)).toList();
    assertThat(together).isEqualTo(alone);
    assertThat(second.contents()).isEqualTo(first.contents());
  }

  @Test
  void theFingerprintTellsEveryDifference() {
    List<String> two = List.of("Cubism", "Fauvism");
    Set<String> fingerprints = new HashSet<>();
    for (SamplePaintingsSettings settings :
        List.of(
            settings(two, 10, Split.TRAIN, 16, 1),
            settings(two, 11, Split.TRAIN, 16, 1),
            settings(two, 10, Split.TEST, 16, 1),
            settings(two, 10, Split.TRAIN, 17, 1),
            settings(two, 10, Split.TRAIN, 16, 2),
            settings(List.of("Cubism", "Baroque"), 10, Split.TRAIN, 16, 1))) {
      String fingerprint = paintings(settings).contents().fingerprint();
      assertThat(fingerprint).matches("[0-9a-f]{64}");
      assertThat(fingerprints.add(fingerprint)).isTrue();
    }
  }

  @Test
  void withoutASeedThePipelinesSeedDecides() {
    SamplePaintingsSettings settings =
        new SamplePaintingsSettings(
            Optional.of(List.of("Cubism")), 1, Split.TRAIN, Imbalance.NONE, 16, Optional.empty());
    ByteBuffer five = read(new SamplePaintings(settings, purpose -> 5), 0);
    ByteBuffer six = read(new SamplePaintings(settings, purpose -> 6), 0);
    assertThat(five)
        .isEqualTo(read(paintings(settings(List.of("Cubism"), 1, Split.TRAIN, 16, 5)), 0));
    assertThat(six).isNotEqualTo(five);
  }

  @Test
  void mistakesInTheSettingsAreNamed() {
    assertThatThrownBy(() -> settings(List.of("Cubist"), 5, Split.TRAIN, 16, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "'Cubist' is no style; the styles are: Abstract_Expressionism, Action_painting,"
                + " Analytical_Cubism, Art_Nouveau_Modern, Baroque, Color_Field_Painting,"
                + " Contemporary_Realism, Cubism, Early_Renaissance, Expressionism, Fauvism,"
                + " High_Renaissance, Impressionism, Mannerism_Late_Renaissance, Minimalism,"
                + " Naive_Art_Primitivism, New_Realism, Northern_Renaissance, Pointillism, Pop_Art,"
                + " Post_Impressionism, Realism, Rococo, Romanticism, Symbolism, Synthetic_Cubism,"
                + " Ukiyo_e");
    assertThatThrownBy(() -> settings(List.of("Cubism", "Cubism"), 5, Split.TRAIN, 16, 1))
        .hasMessage("style 'Cubism' is listed twice");
    assertThatThrownBy(() -> settings(List.of(), 5, Split.TRAIN, 16, 1))
        .hasMessage("styles is empty: name a style, or leave it out for all 27");
    assertThatThrownBy(() -> settings(PaintingStyle.labels(), 26, Split.TRAIN, 16, 1))
        .hasMessage(
            "count 26 is less than one painting for each of the 27 styles: raise count or list"
                + " fewer styles");
  }

  private static SamplePaintingsSettings settings(
      List<String> styles, int count, Split split, int size, long seed) {
    return new SamplePaintingsSettings(
        Optional.of(styles), count, split, Imbalance.NONE, size, Optional.of(seed));
  }

  private static SamplePaintings paintings(SamplePaintingsSettings settings) {
    return new SamplePaintings(
        settings,
        purpose -> {
          throw new AssertionError("the settings give the seed");
        });
  }

  private static void addAll(Set<ByteBuffer> seen, SamplePaintings dataset) {
    for (int position = 0; position < dataset.contents().size(); position++) {
      seen.add(read(dataset, position));
    }
  }

  private static ByteBuffer read(SamplePaintings dataset, int position) {
    int size = dataset.contents().height();
    ByteBuffer bytes = ByteBuffer.allocate(3 * size * size);
    dataset.read(position, bytes);
    return bytes.flip();
  }
}
