package org.atelier.runner.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaWriterTest {
  private static final String SOUND =
      """
      seed: 5
      engine: pytorch
      datasets:
        train: {type: image-folder, path: x, image-size: "${SIZE:-64}", resize: edge-pad}
        test: {type: image-folder, path: x, classes-from: {type: painted}}
      models:
        small: {type: net, channels: [1, 2], augment: {flip: true}}
        outer: {type: wrapper, inner: {type: net}}
      losses:
      stages:
        train: {type: train-classifier, dataset: train, model: small, loss: {type: nll}, epochs: 3}
        encode: {type: encode, classifier: train, dataset: {type: painted}}
        compare: {type: compare, encodings: [encode]}
      """;

  private static final String MATRIX =
      "dataset: train, seed: 4, matrix: {epochs: [1, 2], size: {s: {model: small}, none: }}";

  private final JsonSchema schema =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
          .getSchema(SchemaWriter.schema(new SampleCatalog()));

  @Test
  void acceptsASoundFile() {
    assertThat(check(SOUND)).isEmpty();
  }

  @Test
  void acceptsAMatrixAndAStageInPlaceOfAList() {
    assertThat(
            check(
                SOUND
                    .replace("dataset: train, model: small, loss: {type: nll}, epochs: 3", MATRIX)
                    .replace("encodings: [encode]", "encodings: encode")))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "engine: pytorch -> engine: tensorflow",
        "seed: 5 -> seed: five",
        "seed: 5 -> sed: 5",
        "type: painted -> type: painting",
        "type: painted -> typ: painted",
        "epochs: 3 -> epoch: 3",
        "epochs: 3 -> epochs: 0",
        "epochs: 3 -> epochs: ten",
        "epochs: 3 -> epochs: 2.5",
        "epochs: 3 -> learning-rate: 0",
        "resize: edge-pad -> resize: pad",
        "classes-from: -> classesfrom:",
        "channels: [1, 2] -> channels: [0]",
        "channels: [1, 2] -> channels: []",
        "channels: [1, 2] -> channels: 1",
        "flip: true -> flop: true",
        "flip: true -> flip: 1",
        "inner: {type: net} -> inner: {type: nett}",
        "inner: {type: net} -> inner: {type: net, depth: 1}",
        "classifier: train -> classifier: {type: train-classifier}",
        "loss: {type: nll} -> loss: [nll]",
        "epochs: 3 -> matrix: {}",
        "epochs: 3 -> matrix: {epochs: [1, 0]}",
        "epochs: 3 -> matrix: {epochs: []}",
        "epochs: 3 -> matrix: {speed: {fast: 3}}",
        "epochs: 3 -> seed: x",
        "path: x -> pat: x",
        "  compare: ->   a.b:"
      })
  void refusesWhatPlanningRefuses(String change) {
    String[] parts = change.split(" -> ", -1);
    assertThat(SOUND).contains(parts[0]);

    assertThat(check(SOUND.replaceFirst(java.util.regex.Pattern.quote(parts[0]), parts[1])))
        .isNotEmpty();
  }

  @Test
  void tellsDefaultsAndMeanings() throws Exception {
    JsonNode pipeline = new ObjectMapper().readTree(SchemaWriter.schema(new SampleCatalog()));
    JsonNode train = pipeline.at("/definitions/stage/allOf/0/then/properties");

    assertThat(train.at("/type/const").asText()).isEqualTo("train-classifier");
    assertThat(train.at("/epochs/default").asInt()).isEqualTo(20);
    assertThat(train.at("/epochs/description").asText())
        .isEqualTo("passes over the training images");
    assertThat(train.at("/epochs/maximum").asInt()).isEqualTo(100_000);
    assertThat(train.at("/loss/default/type").asText()).isEqualTo("nll");
    assertThat(pipeline.at("/properties/seed/default").asInt()).isEqualTo(2326);
  }

  private Set<ValidationMessage> check(String yaml) {
    return schema.validate(yaml, InputFormat.YAML);
  }
}
