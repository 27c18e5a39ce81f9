package org.atelier.runner.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.atelier.api.training.Augmentation;
import org.atelier.api.training.Augmentation.Flip;
import org.atelier.api.training.TrainingSettings;
import org.atelier.runner.plan.SpecBinder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AugmentationSettingsTest {
  @Test
  void imagesAreShownAsTheyAreUnlessSaidOtherwise() {
    assertThat(bind(Map.of()).augmentation()).isEmpty();
  }

  @Test
  void anEmptyMappingAsksForTheUsualChanges() {
    assertThat(bind(Map.of("augmentation", Map.of())).augmentation())
        .contains(
            new Augmentation(
                Optional.empty(), 0.35, 1.33, Flip.HORIZONTAL, 0.15, 0.15, 0.15, 0, 0, 0, 0));
  }

  @Test
  void eachSettingIsTakenByItsName() {
    Map<String, Object> settings =
        Map.ofEntries(
            Map.entry("crop-size", 128),
            Map.entry("smallest-crop", 0.5),
            Map.entry("aspect", 1.2),
            Map.entry("flip", "both"),
            Map.entry("brightness", 0.1),
            Map.entry("contrast", 0.2),
            Map.entry("saturation", 0.3),
            Map.entry("hue", 5),
            Map.entry("rotation", 10),
            Map.entry("cutout", 0.25),
            Map.entry("mixup", 0.4));
    assertThat(SpecBinder.bind(Augmentation.class, settings))
        .isEqualTo(
            new Augmentation(
                Optional.of(128), 0.5, 1.2, Flip.BOTH, 0.1, 0.2, 0.3, 5, 10, 0.25, 0.4));
  }

  @ParameterizedTest
  @CsvSource({
    "smallest-crop, 0",
    "smallest-crop, 1.1",
    "aspect, 0.9",
    "aspect, 11",
    "brightness, -0.1",
    "brightness, 1.1",
    "contrast, -0.1",
    "contrast, 1.1",
    "saturation, -0.1",
    "saturation, 1.1",
    "hue, -1",
    "hue, 181",
    "rotation, -1",
    "rotation, 181",
    "cutout, -0.1",
    "cutout, 1.1",
    "mixup, -0.1",
    "mixup, 4.1"
  })
  void whatIsOutOfRangeIsRefused(String key, double value) {
    assertThatThrownBy(
            () ->
                SpecBinder.bind(TrainingSettings.class, Map.of("augmentation", Map.of(key, value))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("augmentation." + key + ": must be at ");
  }

  @ParameterizedTest
  @CsvSource({"7", "16385"})
  void aCropSizeOutOfRangeIsRefused(int side) {
    assertThatThrownBy(() -> SpecBinder.bind(Augmentation.class, Map.of("crop-size", side)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("crop-size: must be at ");
  }

  private static TrainingSettings bind(Map<String, Object> settings) {
    return (TrainingSettings) SpecBinder.bind(TrainingSettings.class, settings);
  }
}
