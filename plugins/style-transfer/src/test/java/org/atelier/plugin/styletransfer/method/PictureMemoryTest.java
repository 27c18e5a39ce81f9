package org.atelier.plugin.styletransfer.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import java.util.OptionalLong;
import org.atelier.api.UserException;
import org.atelier.api.result.RgbImage;
import org.junit.jupiter.api.Test;

class PictureMemoryTest {
  private static final String NAME = "'boats.jpg' as 'Cubism'";
  private static final RgbImage PICTURE = RgbImage.of(200, 300, new byte[3 * 200 * 300]);

  @Test
  void saysWhatIsNeededWhatIsFreeAndWhatWouldFit() {
    // 60,000 pixels of 1,100 bytes; half as high and wide is a quarter of it.
    PictureMemory memory = new PictureMemory(LittleMemory.of(16_500_000), 1000, 100);
    assertThatThrownBy(() -> memory.check(PICTURE, NAME))
        .isInstanceOfSatisfying(
            UserException.class,
            e ->
                assertThat(e.remedy())
                    .isEqualTo(
                        "make the image smaller, so that no side is longer than about 150 pixels"
                            + " (image-size of a dataset, --longest-side of stylize), or use"
                            + " method: fast, which makes large pictures tile by tile"))
        .hasMessage(
            "'boats.jpg' as 'Cubism' cannot be made: a picture of 300 x 200 pixels takes about 66"
                + " MB of memory, but only 17 MB is free");
  }

  @Test
  void onAGpuTheEngineHasItsOwnMemory() {
    PictureMemory enough =
        new PictureMemory(new LittleMemory(Device.gpu(), OptionalLong.of(60_000_000)), 1000, 100);
    assertThatCode(() -> enough.check(PICTURE, NAME)).doesNotThrowAnyException();
    PictureMemory little =
        new PictureMemory(new LittleMemory(Device.gpu(), OptionalLong.of(59_999_999)), 1000, 100);
    assertThatThrownBy(() -> little.check(PICTURE, NAME))
        .hasMessageEndingWith("takes about 60 MB of memory of the GPU, but only 60 MB is free");
  }

  @Test
  void javaHasALimitOfItsOwn() {
    PictureMemory memory =
        new PictureMemory(new LittleMemory(Device.cpu(), OptionalLong.empty()), 1, 1L << 40);
    assertThatThrownBy(() -> memory.check(PICTURE, NAME))
        .hasMessageContaining("takes about 65970697.7 GB of Java's memory, but only ");
  }
}
