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
import org.junit.jupiter.params.provider.CsvSource;
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
                Optional.empty(),
                Optional.empty(),
                OnBroken.SKIP,
                Optional.empty()));
  }

  @Test
  void takesAnExpressionWithOneGroup() {
    Map<String, ?> settings = Map.of("path", "/images", "group", "^(?:the-)?([^_]{1,250})_");

    assertThat(((ImageFolderSettings) SpecBinder.bind(ImageFolderSettings.class, settings)).group())
        .hasValue("^(?:the-)?([^_]{1,250})_");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          ^[^_]+_    ; has 0 (use
          ^(a{251})_ ; the counts in braces of '^(a{251})_' multiply to more than 250
          ^(a+)_(b+) ; has 2 (use
          ^([^_+_    ; group is no regular expression of RE2's syntax (missing closing ]): '^([^_+_'
          (a)\\1      ; group is no regular expression of RE2's syntax (invalid escape sequence): '(a)\\1'
          ((a{1000}){1000}){1000} ; group repeats too often: the counts in braces of '((a{1000}){1000}){1000}' multiply to more than 250
          """)
  void refusesOtherExpressions(String expression, String message) {
    Map<String, ?> settings = Map.of("path", "/images", "group", expression);

    assertThatThrownBy(() -> SpecBinder.bind(ImageFolderSettings.class, settings))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
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
