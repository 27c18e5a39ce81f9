package org.atelier.plugin.imagedatasets.painting;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PaintingStyleTest {

  @Test
  void theStylesAreThe27OfWikiArtInTheOrderOfTheirNames() {
    assertThat(PaintingStyle.labels())
        .containsExactly(
            "Abstract_Expressionism",
            "Action_painting",
            "Analytical_Cubism",
            "Art_Nouveau_Modern",
            "Baroque",
            "Color_Field_Painting",
            "Contemporary_Realism",
            "Cubism",
            "Early_Renaissance",
            "Expressionism",
            "Fauvism",
            "High_Renaissance",
            "Impressionism",
            "Mannerism_Late_Renaissance",
            "Minimalism",
            "Naive_Art_Primitivism",
            "New_Realism",
            "Northern_Renaissance",
            "Pointillism",
            "Pop_Art",
            "Post_Impressionism",
            "Realism",
            "Rococo",
            "Romanticism",
            "Symbolism",
            "Synthetic_Cubism",
            "Ukiyo_e")
        .isSorted();
    assertThat(PaintingStyle.named("Cubism")).contains(PaintingStyle.CUBISM);
    assertThat(PaintingStyle.named("cubism")).isEmpty();
  }

  @Test
  void theDocumentationHasEveryStyleWithItsRule() throws IOException {
    List<String> lines = Files.readAllLines(Path.of("../../docs/sample-paintings.md"));
    for (PaintingStyle style : PaintingStyle.values()) {
      assertThat(lines)
          .contains(
              "| `%s` | %d | %s |".formatted(style.label(), style.wikiArtCount(), style.rule()));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aSeedIsAlwaysTheSamePaintingAndNoOther(PaintingStyle style) {
    assertThat(pixels(style.paint(7, 64, 64))).isEqualTo(pixels(style.paint(7, 64, 64)));
    Set<Integer> seen = new HashSet<>();
    for (long seed = 0; seed < 16; seed++) {
      assertThat(seen.add(Arrays.hashCode(pixels(style.paint(seed, 64, 64)))))
          .as("seed %d repeats a painting", seed)
          .isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void anySizeIsPainted(PaintingStyle style) {
    for (int[] size : new int[][] {{1, 1}, {16, 16}, {37, 53}, {416, 416}}) {
      BufferedImage painting = style.paint(3, size[0], size[1]);
      assertThat(painting.getWidth()).isEqualTo(size[0]);
      assertThat(painting.getHeight()).isEqualTo(size[1]);
      assertThat(painting.getType()).isEqualTo(BufferedImage.TYPE_INT_RGB);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPaintingIsTheSameAtEverySize(PaintingStyle style) {
    for (long seed = 0; seed < 4; seed++) {
      double[] small = cells(style.paint(seed, 64, 64));
      double[] large = cells(style.paint(seed, 160, 160));
      double same = distance(small, large);
      double other = distance(small, cells(style.paint(seed + 100, 160, 160)));
      assertThat(same).as("seed %d", seed).isLessThan(9).isLessThan(other);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPaintingIsNeitherEmptyNorBlackNorWhite(PaintingStyle style) {
    double light = 0;
    for (long seed = 0; seed < 20; seed++) {
      int[] pixels = pixels(style.paint(seed, 48, 48));
      assertThat(Arrays.stream(pixels).distinct().count()).isGreaterThan(1);
      light += Arrays.stream(cells(style.paint(seed, 48, 48))).average().orElseThrow() / 20;
    }
    assertThat(light).isBetween(25.0, 235.0);
  }

  /** The means of the three channels in an 8 by 8 grid, 0 to 255. */
  private static double[] cells(BufferedImage painting) {
    int side = painting.getWidth() / 8;
    double[] means = new double[192];
    for (int y = 0; y < 8 * side; y++) {
      for (int x = 0; x < 8 * side; x++) {
        int rgb = painting.getRGB(x, y);
        int cell = 3 * (y / side * 8 + x / side);
        means[cell] += (rgb >> 16 & 0xff) / (double) (side * side);
        means[cell + 1] += (rgb >> 8 & 0xff) / (double) (side * side);
        means[cell + 2] += (rgb & 0xff) / (double) (side * side);
      }
    }
    return means;
  }

  private static double distance(double[] first, double[] second) {
    double sum = 0;
    for (int i = 0; i < first.length; i++) {
      sum += Math.abs(first[i] - second[i]);
    }
    return sum / first.length;
  }

  private static int[] pixels(BufferedImage painting) {
    return painting.getRGB(
        0, 0, painting.getWidth(), painting.getHeight(), null, 0, painting.getWidth());
  }
}
