package org.atelier.plugin.imagedatasets.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.atelier.api.Resize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ResizerTest {
  @Test
  void averagesAreasWhenItShrinks() {
    // 4 x 4 to 2 x 2: means of (0 10 40 50), (20 30 60 70), (1 2 5 7), (3 4 250 255)
    byte[] planes =
        planes(
            Resize.STRETCH,
            2,
            grey(
                4,
                new int[] {0, 10, 20, 30},
                new int[] {40, 50, 60, 70},
                new int[] {1, 2, 3, 4},
                new int[] {5, 7, 250, 255}));

    assertThat(firstPlane(planes, 4)).containsExactly(25, 45, 4, 128);
  }

  @Test
  void countsPartsOfPixelsWhenItShrinks() {
    // 3 to 2: each target pixel covers one and a half; (30 + 60 / 2) / 1.5 and (60 / 2 + 90) / 1.5
    byte[] planes =
        planes(
            Resize.STRETCH,
            2,
            grey(3, new int[] {30, 60, 90}, new int[] {30, 60, 90}, new int[] {30, 60, 90}));

    assertThat(firstPlane(planes, 4)).containsExactly(40, 80, 40, 80);
  }

  @Test
  void interpolatesCubicallyWhenItEnlarges() {
    AxisWeights weights = AxisWeights.of(8, 16);

    // Target pixel 7 lies a quarter before source pixel 4's left neighbour's centre: 3.25.
    assertThat(weights.first(7)).isEqualTo(2);
    assertThat(weights.weights(7))
        .containsExactly(
            new float[] {-0.0703125f, 0.8671875f, 0.2265625f, -0.0234375f}, within(1e-6f));
  }

  @ParameterizedTest
  @CsvSource({"1, 7", "2, 5", "7, 3", "100, 64", "64, 100", "5, 5", "1000, 1"})
  void weightsSumToOneAndStayInside(int source, int target) {
    AxisWeights weights = AxisWeights.of(source, target);

    for (int i = 0; i < target; i++) {
      float sum = 0;
      for (float weight : weights.weights(i)) {
        sum += weight;
      }
      assertThat(sum).isCloseTo(1, within(1e-4f));
      assertThat(weights.first(i)).isNotNegative();
      assertThat(weights.first(i) + weights.weights(i).length).isLessThanOrEqualTo(source);
    }
  }

  @Test
  void copiesWhatHasTheSizeAlready() {
    BufferedImage image = noise(9, 9);

    byte[] planes = planes(Resize.CROP, 9, image);

    assertThat(Drawings.pixel(planes, 9, 3, 5)).isEqualTo(rgb(image, 3, 5));
  }

  @Test
  void cropsTheMiddle() {
    byte[] planes = planes(Resize.CROP, 1, grey(4, new int[] {0, 100, 200, 0}, new int[4]));

    // columns 1 and 2, both rows
    assertThat(firstPlane(planes, 1)).containsExactly(75);
  }

  @Test
  void padsWithBlackOnBothSides() {
    byte[] planes =
        planes(
            Resize.PAD, 4, grey(4, new int[] {200, 200, 200, 200}, new int[] {200, 200, 200, 200}));

    assertThat(firstPlane(planes, 16))
        .containsExactly(0, 0, 0, 0, 200, 200, 200, 200, 200, 200, 200, 200, 0, 0, 0, 0);
  }

  @Test
  void keepsAnImageOfOneRowVisibleWhenItPads() {
    byte[] planes = planes(Resize.PAD, 8, grey(1000, filled(1000, 90)));

    assertThat(firstPlane(planes, 64)).contains(90).containsOnly(0, 90);
  }

  @Test
  void stretchesEachSideApart() {
    byte[] planes = planes(Resize.STRETCH, 2, grey(4, new int[] {10, 30, 50, 70}));

    assertThat(firstPlane(planes, 4)).containsExactly(20, 60, 20, 60);
  }

  @ParameterizedTest
  @EnumSource(Resize.class)
  void aMirroredImageGivesMirroredPlanes(Resize resize) {
    BufferedImage image = noise(30, 22);
    BufferedImage mirrored = new BufferedImage(30, 22, BufferedImage.TYPE_3BYTE_BGR);
    for (int y = 0; y < 22; y++) {
      for (int x = 0; x < 30; x++) {
        mirrored.setRGB(x, y, image.getRGB(29 - x, y));
      }
    }

    for (int size : new int[] {8, 44}) {
      byte[] seen = new Orientation(false, true, false).apply(planes(resize, size, mirrored), size);
      assertThat(differences(seen, planes(resize, size, image))).isLessThanOrEqualTo(1);
    }
  }

  @Test
  void aShiftOfTheImageShiftsThePlanes() {
    BufferedImage image = noise(40, 40);
    BufferedImage left = image.getSubimage(0, 0, 32, 32);
    BufferedImage right = image.getSubimage(4, 0, 32, 32);

    // At half size four pixels become two: column x of the right one is x + 2 of the left one.
    byte[] of = planes(Resize.CROP, 16, left);
    byte[] shifted = planes(Resize.CROP, 16, right);
    for (int y = 0; y < 16; y++) {
      for (int x = 0; x < 14; x++) {
        assertThat(Drawings.pixel(shifted, 16, x, y)).isEqualTo(Drawings.pixel(of, 16, x + 2, y));
      }
    }
  }

  private static int differences(byte[] left, byte[] right) {
    int largest = 0;
    for (int i = 0; i < left.length; i++) {
      largest = Math.max(largest, Math.abs((left[i] & 0xff) - (right[i] & 0xff)));
    }
    return largest;
  }

  private static byte[] planes(Resize resize, int size, BufferedImage image) {
    return new Resizer(size, resize).planes(PixelRows.of(image));
  }

  private static int[] firstPlane(byte[] planes, int pixels) {
    int[] values = new int[pixels];
    Arrays.setAll(values, i -> planes[i] & 0xff);
    return values;
  }

  private static int[] filled(int length, int value) {
    int[] row = new int[length];
    Arrays.fill(row, value);
    return row;
  }

  private static BufferedImage grey(int width, int[]... rows) {
    BufferedImage image = new BufferedImage(width, rows.length, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < rows.length; y++) {
      image.getRaster().setPixels(0, y, width, 1, rows[y]);
    }
    return image;
  }

  private static BufferedImage noise(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    SplittableRandom random = new SplittableRandom(1);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, random.nextInt());
      }
    }
    return image;
  }

  private static String rgb(BufferedImage image, int x, int y) {
    int color = image.getRGB(x, y);
    return (color >> 16 & 0xff) + " " + (color >> 8 & 0xff) + " " + (color & 0xff);
  }
}
