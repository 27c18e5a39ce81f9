package org.atelier.plugin.imagedatasets.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.atelier.api.Resize;
import org.atelier.runner.plan.SpecBinder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageFolderSettingsTest {
  @Test
  void hasDefaultsForAllButThePath() {
    assertThat(SpecBinder.bind(ImageFolderSettings.class, Map.of("path", "/images")))
        .isEqualTo(
            new ImageFolderSettings(
                Path.of("/images"),
                224,
                Resize.CROP,
                Optional.empty(),
                OnBroken.SKIP,
                Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 4096})
  void takesSizesFrom8To4096(int size) {
    Map<String, ?> settings = Map.of("path", "/images", "image-size", size);

    assertThat(
            ((ImageFolderSettings) SpecBinder.bind(ImageFolderSettings.class, settings))
                .imageSize())
        .isEqualTo(size);
  }

  @ParameterizedTest
  @ValueSource(ints = {7, 4097})
  void refusesOtherSizes(int size) {
    Map<String, ?> settings = Map.of("path", "/images", "image-size", size);

    assertThatThrownBy(() -> SpecBinder.bind(ImageFolderSettings.class, settings))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("image-size");
  }
}
