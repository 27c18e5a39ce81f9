package org.atelier.plugin.imagedatasets.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ImageSignatureTest {
  @Test
  void isTheHashOfTheDefinition() {
    // 32 x 32 grey pixels: nothing is averaged, so that the transform is all there is
    byte[] grey = new byte[32 * 32];
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < grey.length; i++) {
      grey[i] = (byte) random.nextInt(256);
    }
    byte[] planes = new byte[3 * grey.length];
    for (int plane = 0; plane < 3; plane++) {
      System.arraycopy(grey, 0, planes, plane * grey.length, grey.length);
    }
    double[] spectrum = new double[64];
    for (int v = 1; v <= 8; v++) {
      for (int u = 1; u <= 8; u++) {
        for (int i = 0; i < grey.length; i++) {
          spectrum[(v - 1) * 8 + u - 1] +=
              (grey[i] & 0xff)
                  * Math.cos(Math.PI * u * (2 * (i % 32) + 1) / 64)
                  * Math.cos(Math.PI * v * (2 * (i / 32) + 1) / 64);
        }
      }
    }
    double[] sorted = spectrum.clone();
    Arrays.sort(sorted);
    long expected = 0;
    for (int i = 0; i < 64; i++) {
      expected |= spectrum[i] > (sorted[31] + sorted[32]) / 2 ? 1L << i : 0;
    }

    assertThat(ImageSignature.of(planes, 32, 32).hash()).isEqualTo(expected);
  }

  @Test
  void theMirroredHashIsThatOfTheMirrorImage() {
    for (int seed = 0; seed < 10; seed++) {
      BufferedImage image = Scenes.scene(seed);
      ImageSignature mirror = signature(Scenes.mirrored(image));

      assertThat(signature(image).mirrored()).isEqualTo(mirror.hash());
      assertThat(signature(image).correlation(mirror, true)).isCloseTo(1, within(1e-3));
      assertThat(signature(image).correlation(mirror, false)).isLessThan(0.8);
    }
  }

  @Test
  void differentPicturesAreFarApart() {
    for (int seed = 0; seed < 20; seed++) {
      long difference =
          signature(Scenes.scene(seed)).hash() ^ signature(Scenes.scene(seed + 1)).hash();

      assertThat(Long.bitCount(difference)).isGreaterThan(12);
    }
  }

  @Test
  void whatHasNothingInItIsPlain() {
    BufferedImage image = new BufferedImage(100, 80, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(new Color(200, 200, 200));
    graphics.fillRect(0, 0, 100, 80);
    graphics.setColor(new Color(196, 200, 203));
    graphics.fillRect(20, 20, 30, 30);
    graphics.dispose();

    assertThat(signature(image).plain()).isTrue();
    assertThat(signature(Scenes.scene(1)).plain()).isFalse();
  }

  @Test
  void averagesByTheAreaThatIsCovered() {
    // each of two squares covers a pixel and a half across, and one and a half down
    float[] values = {0, 6, 12, 3, 9, 3, 30, 0, 6};

    double[][] means = AreaMeans.reduce(values, 3, 3, 2);

    assertThat(means[0][0]).isCloseTo((0 + 6 / 2.0 + 3 / 2.0 + 9 / 4.0) / 2.25, within(1e-9));
    assertThat(means[0][1]).isCloseTo((6 / 2.0 + 12 + 9 / 4.0 + 3 / 2.0) / 2.25, within(1e-9));
    assertThat(means[1][0]).isCloseTo((3 / 2.0 + 9 / 4.0 + 30 + 0 / 2.0) / 2.25, within(1e-9));
    assertThat(means[1][1]).isCloseTo((9 / 4.0 + 3 / 2.0 + 0 / 2.0 + 6) / 2.25, within(1e-9));
  }

  @Test
  void enlargesWhatIsSmaller() {
    assertThat(AreaMeans.reduce(new float[] {1, 2, 3, 4}, 2, 2, 4))
        .isDeepEqualTo(new double[][] {{1, 1, 2, 2}, {1, 1, 2, 2}, {3, 3, 4, 4}, {3, 3, 4, 4}});
  }

  private static ImageSignature signature(BufferedImage image) {
    return ImageSignature.of(Scenes.planes(image), image.getHeight(), image.getWidth());
  }
}
