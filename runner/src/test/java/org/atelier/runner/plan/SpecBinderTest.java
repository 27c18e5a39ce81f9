package org.atelier.runner.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.atelier.api.ComponentSpec;
import org.atelier.api.Model;
import org.junit.jupiter.api.Test;

class SpecBinderTest {
  @Test
  void makesTheRecordThatASpecWasMadeOf() {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("channels", List.of(9, 3));
    settings.put("dropout", 0.5);
    settings.put("bias", false);
    settings.put("augment", Map.of("rotation", 5, "flip", true));
    settings.put("note", "1e3");

    assertThat(SpecBinder.bind(SamplePlugin.Net.class, settings))
        .isEqualTo(
            new SamplePlugin.Net(
                List.of(9, 3), 0.5, false, Optional.of(new SamplePlugin.Augment(5, true)), "1e3"));
  }

  @Test
  void fillsInDefaults() {
    assertThat(SpecBinder.bind(SamplePlugin.Net.class, Map.of()))
        .isEqualTo(new SamplePlugin.Net(List.of(9, 3), 0.01, true, Optional.empty(), ""));
  }

  @Test
  void saysAllThatDoesNotFit() {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("channels", Arrays.asList(0, "x", null));
    settings.put("dropout", Double.NaN);
    settings.put("bias", "true");
    settings.put("colour", 1);

    assertThatThrownBy(() -> SpecBinder.bind(SamplePlugin.Net.class, settings))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "colour: unknown setting (this type takes: channels, dropout, bias, augment, note);"
                + " channels[1]: expected a whole number, found 'x';"
                + " channels[2]: expected a whole number, found nothing;"
                + " dropout: expected a number, found 'NaN';"
                + " bias: expected true or false, found 'true' (leave out the quotes)");
  }

  @Test
  void saysWhatTheRecordItselfRefuses() {
    assertThatThrownBy(
            () ->
                SpecBinder.bind(SamplePlugin.Augment.class, Map.of("rotation", 90, "flip", false)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a rotation of 90 needs flip: true");
  }

  @Test
  void refusesReferences() {
    assertThatThrownBy(() -> SpecBinder.bind(SamplePlugin.Wrapper.class, Map.of("inner", "small")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("inner: a saved model cannot refer to other components");
  }

  @Test
  void makesModelsThatAreWrittenInline() {
    Map<String, Object> inner = new LinkedHashMap<>();
    inner.put("type", "net");
    inner.put("channels", List.of(9, 3));
    inner.put("dropout", 0.5);
    inner.put("bias", false);
    inner.put("note", "1e3");
    Model made = (image, classes) -> null;
    List<ComponentSpec> asked = new ArrayList<>();

    SamplePlugin.Wrapper wrapper =
        (SamplePlugin.Wrapper)
            SpecBinder.bind(
                SamplePlugin.Wrapper.class,
                Map.of("inner", inner, "factor", 2),
                spec -> {
                  asked.add(spec);
                  return made;
                });

    assertThat(wrapper.inner().get()).isSameAs(made);
    assertThat(asked).hasSize(1);
    assertThat(asked.get(0).type()).isEqualTo("net");
    assertThat(SpecBinder.bind(SamplePlugin.Net.class, asked.get(0).settings()))
        .isEqualTo(new SamplePlugin.Net(List.of(9, 3), 0.5, false, Optional.empty(), "1e3"));
    assertThatThrownBy(
            () ->
                SpecBinder.bind(SamplePlugin.Wrapper.class, Map.of("inner", "small"), spec -> made))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("inner: a saved model cannot refer to other components");
  }

  @Test
  void refusesRelativePaths() {
    assertThatThrownBy(() -> SpecBinder.bind(SamplePlugin.Folder.class, Map.of("path", "../x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("path: expected an absolute path, found '../x'");
  }

  @Test
  void refusesEndlessNesting() {
    Object value = 1;
    for (int level = 0; level < 60; level++) {
      value = Collections.singletonMap("note", value);
    }
    Map<String, Object> settings = Map.of("augment", value);

    assertThatThrownBy(() -> SpecBinder.bind(SamplePlugin.Net.class, settings))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("settings nested more than 50 levels deep");
  }
}
