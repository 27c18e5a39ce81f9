package org.atelier.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StageKeysTest {
  private static final String PIPELINE =
      """
      stages:
        twice: {type: double, of: count}
        count: {type: count, dataset: train}
        other: {type: count, dataset: {type: dots, images: 2}}
      datasets:
        train: {type: dots, images: 6}
      """;

  @TempDir Path folder;

  @Test
  void areTheSameForTheSamePipeline() throws IOException {
    Map<String, String> keys = keys();
    assertThat(keys()).isEqualTo(keys);
    assertThat(keys.values()).hasSize(3).doesNotHaveDuplicates();
  }

  @Test
  void changeWithASettingAndForAllThatFollows() throws IOException {
    Map<String, String> before = keys();
    Map<String, String> after = keys("--set", "stages.count.epochs=2");
    assertThat(after.get("count")).isNotEqualTo(before.get("count"));
    assertThat(after.get("twice")).isNotEqualTo(before.get("twice"));
    assertThat(after).containsEntry("other", before.get("other"));
  }

  @Test
  void changeWithTheDatasetOfTheStage() throws IOException {
    Map<String, String> before = keys();
    Map<String, String> after = keys("--set", "datasets.train.images=7");
    assertThat(after.get("count")).isNotEqualTo(before.get("count"));
    assertThat(after.get("twice")).isNotEqualTo(before.get("twice"));
    assertThat(after).containsEntry("other", before.get("other"));
  }

  @Test
  void changeWithTheSeed() throws IOException {
    Map<String, String> before = keys();
    Map<String, String> after = keys("--set", "seed=1");
    assertThat(after).doesNotContainValue(before.get("count"));
    assertThat(after).doesNotContainValue(before.get("twice"));
    assertThat(after).doesNotContainValue(before.get("other"));
  }

  private Map<String, String> keys(String... options) throws IOException {
    Path place = folder.resolve("run" + options.length + System.nanoTime());
    TestProgram program = new TestProgram(Files.createDirectory(place));
    program.write(PIPELINE);
    assertThat(program.run(options).exitCode()).isZero();
    JsonNode stages =
        new ObjectMapper().readTree(program.runFolder().resolve("run.json").toFile()).get("stages");
    Map<String, String> keys = new LinkedHashMap<>();
    stages.forEach(stage -> keys.put(stage.get("name").asText(), stage.get("key").asText()));
    return keys;
  }
}
