package org.atelier.runner.training.augmentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import org.atelier.api.training.Augmentation;
import org.atelier.runner.plan.SpecBinder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AugmenterTest {
  private static final ImageSize SIZE = new ImageSize(20, 30);

  @Test
  void changingNothingGivesTheSameBits() {
    byte[] image = image(SIZE);
    float[] unchanged = new float[image.length];
    for (int at = 0; at < image.length; at++) {
      unchanged[at] = (image[at] & 0xff) / 255f;
    }
    Augmenter augmenter = new Augmenter(Augmentation.NOTHING, 5, SIZE);
    for (int place = 0; place < 100; place++) {
      assertThat(augmenter.change(image, place)).isEqualTo(unchanged);
    }
  }

  @Test
  void theSamePlaceAndSeedGiveTheSameChangesWhateverCameBefore() {
    Augmentation augmentation = usual(Map.of("hue", 20, "rotation", 10, "cutout", 0.3));
    float[] alone = new Augmenter(augmentation, 5, SIZE).change(image(SIZE), 7);
    Augmenter augmenter = new Augmenter(augmentation, 5, SIZE);
    for (int place = 20; place > 7; place--) {
      assertThat(augmenter.change(image(SIZE), place)).isNotEqualTo(alone);
    }
    assertThat(augmenter.change(image(SIZE), 7)).isEqualTo(alone);
    assertThat(new Augmenter(augmentation, 6, SIZE).change(image(SIZE), 7)).isNotEqualTo(alone);
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 20, 64})
  void anySizeOfCropIsFilledWithNumbersFromZeroToOne(int cropSize) {
    Augmentation augmentation =
        usual(
            Map.of(
                "crop-size",
                cropSize,
                "rotation",
                180,
                "aspect",
                10,
                "smallest-crop",
                0.01,
                "flip",
                "both",
                "brightness",
                1,
                "contrast",
                1,
                "saturation",
                1,
                "hue",
                180));
    Augmenter augmenter = new Augmenter(augmentation, 1, SIZE);
    for (int place = 0; place < 200; place++) {
      float[] changed = augmenter.change(image(SIZE), place);
      assertThat(changed).hasSize(3 * cropSize * cropSize);
      for (float value : changed) {
        assertThat(value >= 0 && value <= 1).isTrue();
      }
    }
  }

  private static Augmentation usual(Map<String, Object> settings) {
    return (Augmentation) SpecBinder.bind(Augmentation.class, settings);
  }

  private static byte[] image(ImageSize size) {
    byte[] image = new byte[3 * size.pixels()];
    new Random(3).nextBytes(image);
    return image;
  }
}
