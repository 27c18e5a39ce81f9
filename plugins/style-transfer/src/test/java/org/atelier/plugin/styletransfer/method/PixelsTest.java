package org.atelier.plugin.styletransfer.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import org.atelier.api.result.RgbImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PixelsTest {
  @Test
  void picturesComeBackAsTheyWere(@TempDir Path folder) throws IOException {
    byte[] planes = new byte[3 * 4 * 5];
    for (int at = 0; at < planes.length; at++) {
      planes[at] = (byte) (at * 37);
    }
    RgbImage picture = RgbImage.of(4, 5, planes);
    assertThat(Pixels.of(picture).picture()).isEqualTo(picture);
    Path file = folder.resolve("picture.png");
    PngFile.write(picture, file);
    assertThat(PngFile.read(file)).isEqualTo(picture);
  }

  @Test
  void colourBeyondTheBoundsBecomesTheNearest() {
    Pixels pixels = new Pixels(1, 1, new float[] {-1, 0.5f, 7});
    assertThat(pixels.picture().rgb(0, 0)).isEqualTo(0x0080FF);
  }

  /** Middles of the new pixels lie a quarter away from those of the old ones. */
  @Test
  void enlargedPixelsLieBetweenTheOldOnes() {
    Pixels row = new Pixels(1, 2, new float[] {0, 1, 1, 1, 0, 0});
    assertThat(row.resized(1, 4).values())
        .containsExactly(new float[] {0, .25f, .75f, 1, 1, 1, 1, 1, 0, 0, 0, 0}, within(1e-6f));
  }

  @Test
  void keptColoursGetTheBrightnessOfThePicture() {
    Pixels red = new Pixels(1, 1, new float[] {0.5f, 0.1f, 0.1f});
    Pixels grey = new Pixels(1, 1, new float[] {0.4f, 0.4f, 0.4f});
    // The red's luminance is 0.1 + 0.299 * 0.4 = 0.2196, so that each colour is 0.1804 brighter.
    assertThat(grey.inColoursOf(red).values())
        .containsExactly(new float[] {.6804f, .2804f, .2804f}, within(1e-5f));
  }
}
