package org.atelier.runner.execution;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.atelier.runner.output.Json;

/**
 * Remembers in the cache, for each stage of each pipeline, what its last result depended on; so
 * that what has changed since can be told.
 */
final class LastResults {
  private static final String FOLDER = "last";

  private final Path folder;
  private final String pipeline;

  /** What a result depended on. */
  record Last(String key, List<Fact> facts) {}

  /**
   * Opens the memory of a pipeline.
   *
   * @param cache the program's cache folder, which may not exist yet
   * @param pipeline the pipeline's name
   */
  LastResults(Path cache, String pipeline) {
    this.folder = cache.toAbsolutePath().resolve(FOLDER);
    this.pipeline = pipeline;
  }

  /**
   * Finds what the last result of a stage depended on; empty if nothing is known of it.
   *
   * @throws IOException if the memory cannot be read
   */
  Optional<Last> find(String stage) throws IOException {
    Path file = file(stage);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(new Json().read(file, Last.class));
    } catch (com.fasterxml.jackson.core.JacksonException e) {
      // Whatever it was, it is no memory: the next result writes it anew.
      return Optional.empty();
    }
  }

  /**
   * Remembers a result.
   *
   * @throws IOException if it cannot be written
   */
  void remember(String stage, StageKey key) throws IOException {
    Files.createDirectories(folder);
    new Json().write(file(stage), new Last(key.hex(), key.facts()));
  }

  private Path file(String stage) {
    String name = pipeline + "\0" + stage;
    return folder.resolve(Digests.hex(name.getBytes(StandardCharsets.UTF_8)) + ".json");
  }
}
