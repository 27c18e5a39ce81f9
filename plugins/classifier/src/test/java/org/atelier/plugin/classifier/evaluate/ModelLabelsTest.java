package org.atelier.plugin.classifier.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.util.List;
import org.atelier.api.ClassCounts;
import org.atelier.api.UserException;
import org.junit.jupiter.api.Test;

class ModelLabelsTest {
  private static final List<String> MODEL = List.of("Baroque", "Cubism", "Rococo");

  @Test
  void aMissingClassShiftsNothing() {
    ModelLabels labels = map(List.of("Baroque", "Rococo"), 4, 5);
    assertThat(labels.of(0)).isEqualTo(0);
    assertThat(labels.of(1)).isEqualTo(2);
  }

  @Test
  void anotherOrderShiftsNothing() {
    ModelLabels labels = map(List.of("Rococo", "Cubism", "Baroque"), 4, 5, 6);
    assertThat(labels.of(0)).isEqualTo(2);
    assertThat(labels.of(1)).isEqualTo(1);
    assertThat(labels.of(2)).isEqualTo(0);
  }

  @Test
  void anUnknownClassWithoutImagesDoesNoHarm() {
    assertThat(map(List.of("Baroque", "Impressionism"), 4, 0).of(0)).isEqualTo(0);
  }

  @Test
  void imagesOfAnUnknownClassAreAnError() {
    assertThatThrownBy(() -> map(List.of("Baroque", "Impressionism", "Naive"), 4, 5, 1))
        .hasMessage(
            "dataset 'test' has images of classes that the classifier was not trained on:"
                + " 'Impressionism' (images: 5), 'Naive' (images: 1); it knows 'Baroque',"
                + " 'Cubism', 'Rococo'")
        .asInstanceOf(type(UserException.class))
        .extracting(UserException::remedy)
        .isEqualTo(
            "set the dataset's classes-from to the dataset that the classifier was trained on and"
                + " take the other images out, or train with those classes too");
  }

  private static ModelLabels map(List<String> classNames, int... counts) {
    return ModelLabels.map(MODEL, "test", new ClassCounts(classNames, counts));
  }
}
