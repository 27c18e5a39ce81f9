package org.atelier.runner.report.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.atelier.api.UserException;
import org.atelier.runner.output.FileErrors;
import org.atelier.runner.output.Json;
import org.atelier.runner.output.ResultsWriter;

/**
 * A run as its folder tells of it: the record and what each stage left to be shown. Nothing is
 * known of the stages but what is written there.
 *
 * @param folder the run folder
 * @param record what {@code run.json} holds
 * @param stages what stages left, by name
 * @param pipeline the text of {@code pipeline.yaml}; empty if there is none
 */
record FinishedRun(Path folder, ObjectNode record, Map<String, Left> stages, String pipeline) {
  private static final String RECORD = "run.json";
  private static final String PIPELINE = "pipeline.yaml";

  /** Copies the stages, keeping their order. */
  FinishedRun {
    Objects.requireNonNull(folder, "folder");
    Objects.requireNonNull(record, "record");
    Objects.requireNonNull(pipeline, "pipeline");
    stages = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(stages));
  }

  /**
   * What a stage left.
   *
   * @param folder its folder
   * @param files its tables and figures: file name to title
   * @param shown the files that a report shows contents from
   */
  record Left(Path folder, Map<String, String> files, List<Path> shown) {}

  /**
   * Reads a run folder.
   *
   * @throws UserException if it is none, or cannot be read
   */
  static FinishedRun read(Path folder) {
    Path root = folder.toAbsolutePath().normalize();
    Path file = root.resolve(RECORD);
    if (!Files.isRegularFile(file)) {
      throw new UserException(
          "%s is no folder of a run: there is no %s in it".formatted(folder, RECORD),
          "name a folder such as runs/quickstart/20260501-102030, which 'atelier run' tells at its"
              + " beginning and end");
    }
    try {
      ObjectNode record = new Json().read(file, ObjectNode.class);
      Map<String, Left> stages = new LinkedHashMap<>();
      for (var stage : record.path("stages")) {
        left(root, stage.path("folder").asText())
            .ifPresent(left -> stages.put(stage.path("name").asText(), left));
      }
      Path pipeline = root.resolve(PIPELINE);
      return new FinishedRun(
          root, record, stages, Files.exists(pipeline) ? Files.readString(pipeline) : "");
    } catch (IOException e) {
      throw new UserException(
          "the run in %s cannot be read: %s".formatted(folder, FileErrors.describe(e)),
          "check that its files are whole and that you may read them",
          e);
    }
  }

  /** Reads what a stage left; a stage that did not end well has not written it down. */
  private static Optional<Left> left(Path run, String name) throws IOException {
    Path folder = run.resolve(name).normalize();
    Path results = folder.resolve(ResultsWriter.FILE);
    if (!folder.startsWith(run) || !Files.isRegularFile(results)) {
      return Optional.empty();
    }
    ResultsWriter.Report report = new Json().read(results, ResultsWriter.Report.class);
    List<Path> shown =
        report.shown().stream()
            .map(file -> folder.resolve(file).normalize())
            .filter(file -> file.startsWith(folder))
            .toList();
    return Optional.of(new Left(folder, report.contents(), shown));
  }
}
