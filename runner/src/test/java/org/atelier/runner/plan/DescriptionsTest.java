package org.atelier.runner.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.atelier.api.UserException;
import org.atelier.runner.definition.DefinitionReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DescriptionsTest {
  @TempDir private Path folder;

  @Test
  void describesAType() {
    assertThat(Descriptions.describe(new SampleCatalog(), "net"))
        .isEqualTo(
            """
            net: a model of the plugin sample 1.0

              A small network.

            Settings
              channels          list of: whole number, 1 to 3 entries, each at least 1; default [9, 3]
                                channels of the layers
              dropout           number, at least 0, at most 0.9; default 0.01
                                dropped share
              bias              true or false; default true
                                whether layers have a bias
              augment           mapping; optional
                                augmentation
              augment.rotation  whole number, at least 0; default 10
                                degrees
              augment.flip      true or false; required
                                whether to mirror
              note              text; default ''
                                a note

            Example
              datasets:
                train:
                  type: painted
              models:
                my-model:
                  type: net
              stages:
                train-classifier:
                  type: train-classifier
                  dataset: train
                  model: my-model
            """);
  }

  @Test
  void saysWhatAStagePutsOutAndTakes() {
    assertThat(Descriptions.describe(new SampleCatalog(), "encode"))
        .startsWith(
            """
            encode: a stage of the plugin sample 1.0

              Encodes.
              Puts out Encodings.

            Settings
              classifier  name of a stage that puts out TrainedModel; required
                          trained model
              dataset     dataset, by name or inline; required
                          images
            """);
  }

  static Stream<String> types() {
    return new SampleCatalog().components().stream().map(installed -> installed.component().type());
  }

  @ParameterizedTest
  @MethodSource("types")
  void givesAnExampleThatPlans(String type) throws Exception {
    String text = Descriptions.describe(new SampleCatalog(), type);
    String example = text.substring(text.indexOf("Example\n") + "Example\n".length());
    Path file = Files.writeString(folder.resolve("example.yaml"), example.stripIndent());

    Plan plan = Planner.plan(DefinitionReader.read(file, List.of(), Map.of()), new SampleCatalog());

    assertThat(plan.resolved()).contains("type: " + type);
  }

  @Test
  void saysWhatWasMeantByAnUnknownType() {
    UserException near = failure("image-foldr");
    assertThat(near).hasMessage("unknown type 'image-foldr'; did you mean 'image-folder'?");
    assertThat(near.remedy())
        .isEqualTo(
            "see what is installed with 'atelier plugins', or put the jar that has it into the"
                + " plugins folder");
    assertThat(failure("cluster"))
        .hasMessage(
            "unknown type 'cluster'; the plugin clusters-2.0.jar would offer it, but was refused:"
                + " it is built for API 2.0, but this is API 1.0; to do: take a version of the"
                + " plugin for API 1.0");
  }

  private static UserException failure(String type) {
    return catchThrowableOfType(
        UserException.class, () -> Descriptions.describe(new SampleCatalog(), type));
  }
}
