package org.atelier.runner.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnfinishedStagesTest {
  @TempDir private Path cache;

  @Test
  void whatIsKeptIsFoundAgainUntilTheStageIsDone() throws IOException {
    UnfinishedStages stages = new UnfinishedStages(cache);
    Path kept;
    try (UnfinishedStages.Claim claim = stages.claim("key")) {
      kept = Files.writeString(claim.path().resolve("kept"), "1");
      Files.writeString(claim.path().resolve(".a.checkpoint.123.part"), "hal");
    }
    try (UnfinishedStages.Claim claim = stages.claim("key")) {
      assertThat(claim.path().resolve("kept")).isEqualTo(kept).hasContent("1");
      assertThat(claim.path()).isDirectoryNotContaining("glob:**.part");
    }
    try (UnfinishedStages.Claim claim = stages.claim("another")) {
      assertThat(claim.path().resolve("kept")).doesNotExist();
      claim.done();
    }
    try (UnfinishedStages.Claim claim = stages.claim("key")) {
      assertThat(kept).exists();
      claim.done();
    }
    assertThat(cache.resolve("unfinished")).isEmptyDirectory();
  }

  @Test
  void aSecondRunOfTheSameStageKeepsItsOwn() throws IOException {
    UnfinishedStages stages = new UnfinishedStages(cache);
    try (UnfinishedStages.Claim first = stages.claim("key")) {
      Path second;
      try (UnfinishedStages.Claim claim = stages.claim("key")) {
        second = claim.path();
        assertThat(second).isNotEqualTo(first.path());
        Files.writeString(second.resolve("kept"), "2");
      }
      assertThat(second).doesNotExist();
      assertThat(first.path()).exists();
    }
    assertThat(cache.resolve("unfinished/key")).exists();
  }

  @Test
  void whatAKilledSecondRunLeftIsRemoved() throws IOException {
    Path left = Files.createDirectories(cache.resolve("unfinished/key.1234"));
    Files.createFile(left.resolve(".lock"));
    Files.writeString(left.resolve("kept"), "2");

    new UnfinishedStages(cache).claim("key").close();

    assertThat(left).doesNotExist();
    assertThat(cache.resolve("unfinished/key")).exists();
  }
}
