package org.atelier.plugin.autoencoder.reconstruct;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.types.Shape;
import org.atelier.api.result.RgbImage;
import org.junit.jupiter.api.Test;

class CodePictureTest {
  @Test
  void threeChannelsAreStretchedEachToItsOwnColour() {
    float[] code = {
      0, 1, 2, 4, /* green */ -1, -1, 1, 1, /* blue */ 5, 5, 5, 5, /* more */ 9, 9, 9, 9
    };
    RgbImage picture = CodePicture.of(code, new Shape(4, 2, 2), 2);
    assertThat(picture)
        .isEqualTo(RgbImage.of(2, 2, new byte[] {0, 64, (byte) 128, -1, 0, 0, -1, -1, 0, 0, 0, 0}));
  }

  @Test
  void oneChannelIsGreyAndEnlarged() {
    RgbImage picture = CodePicture.of(new float[] {3, 7}, new Shape(1, 1, 2), 5);
    assertThat(picture.width()).isEqualTo(4);
    assertThat(picture.height()).isEqualTo(2);
    assertThat(picture.rgb(1, 1)).isZero();
    assertThat(picture.rgb(1, 2)).isEqualTo(0xFFFFFF);
  }

  @Test
  void aListOfNumbersIsLaidOutInRows() {
    RgbImage picture = CodePicture.of(new float[] {0, 1, 0, 0, 1}, new Shape(5), 3);
    assertThat(picture.width()).isEqualTo(3);
    assertThat(picture.rgb(0, 1)).isEqualTo(0xFFFFFF);
    assertThat(picture.rgb(1, 1)).isEqualTo(0xFFFFFF);
    assertThat(picture.rgb(2, 2)).isZero();
  }
}
