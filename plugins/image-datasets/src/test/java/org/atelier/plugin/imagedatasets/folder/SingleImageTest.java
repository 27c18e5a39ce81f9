package org.atelier.plugin.imagedatasets.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.atelier.api.DatasetContents;
import org.atelier.api.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SingleImageTest {
  @TempDir Path folder;

  @Test
  void keepsSizeAndProportions() throws IOException {
    BufferedImage image = new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB);
    image.setRGB(2, 0, new Color(10, 20, 30).getRGB());
    image.setRGB(0, 1, Color.WHITE.getRGB());

    SingleImage dataset = dataset(image, Optional.empty());

    DatasetContents contents = dataset.contents();
    assertThat(contents.height()).isEqualTo(2);
    assertThat(contents.width()).isEqualTo(3);
    assertThat(contents.classNames()).containsExactly("unlabelled");
    assertThat(contents.images().get(0).id()).isEqualTo(folder.resolve("image.png").toString());
    byte white = (byte) 255;
    assertThat(pixels(dataset))
        .containsExactly(
            0, 0, 10, white, 0, 0, //
            0, 0, 20, white, 0, 0, //
            0, 0, 30, white, 0, 0);
  }

  @Test
  void bringsALargerImageToTheLongestSideInItsProportions() throws IOException {
    SingleImage dataset =
        dataset(new BufferedImage(40, 20, BufferedImage.TYPE_BYTE_GRAY), Optional.of(10));

    assertThat(dataset.contents().height()).isEqualTo(5);
    assertThat(dataset.contents().width()).isEqualTo(10);
    assertThat(pixels(dataset)).hasSize(150).containsOnly(0);
  }

  @Test
  void doesNotEnlarge() throws IOException {
    SingleImage dataset =
        dataset(new BufferedImage(9, 12, BufferedImage.TYPE_INT_RGB), Optional.of(100));

    assertThat(dataset.contents().height()).isEqualTo(12);
    assertThat(dataset.contents().width()).isEqualTo(9);
  }

  @Test
  void laysWhatIsTransparentOnWhite() throws IOException {
    BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_INT_ARGB);

    assertThat(pixels(dataset(image, Optional.empty()))).containsOnly((byte) 255);
  }

  @Test
  void saysWhyAFileCannotBeRead() throws IOException {
    Path missing = folder.resolve("missing.png");
    Path text = Files.writeString(folder.resolve("text.png"), "no image");

    assertThatThrownBy(() -> new SingleImage(settings(missing, Optional.empty())).contents())
        .isInstanceOf(UserException.class)
        .hasMessage("image-file: '%s' cannot be read: there is no such file".formatted(missing));
    assertThatThrownBy(() -> new SingleImage(settings(text, Optional.empty())).contents())
        .isInstanceOf(UserException.class)
        .hasMessage(
            "image-file: '%s' cannot be read: it is not an image of a known format"
                .formatted(text));
  }

  private SingleImage dataset(BufferedImage image, Optional<Integer> longestSide)
      throws IOException {
    Path file = folder.resolve("image.png");
    ImageIO.write(image, "png", file.toFile());
    return new SingleImage(settings(file, longestSide));
  }

  private static SingleImage.Settings settings(Path file, Optional<Integer> longestSide) {
    return new SingleImage.Settings(file, longestSide);
  }

  private static byte[] pixels(SingleImage dataset) {
    DatasetContents contents = dataset.contents();
    byte[] pixels = new byte[3 * contents.height() * contents.width()];
    dataset.read(0, ByteBuffer.wrap(pixels));
    return pixels;
  }
}
