package org.atelier.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.atelier.api.result.Metric;
import org.atelier.runner.output.Json;
import org.atelier.runner.output.ResultsWriter;

/**
 * What a pipeline left behind.
 *
 * @param exitCode 0 done, 1 a stage failed, 2 the pipeline file or the command line is wrong
 * @param out what was printed as results
 * @param err what was printed on the way, errors among it
 * @param folder the run folder; empty if none was made
 */
public record TestRun(int exitCode, String out, String err, Optional<Path> folder) {
  /** Returns everything that was printed, for messages of failing tests. */
  public String printed() {
    return err + out;
  }

  /**
   * Returns the folder of a stage that ended well.
   *
   * @throws AssertionError if there was no run
   */
  public Path stage(String name) {
    return folder
        .orElseThrow(() -> new AssertionError("there was no run:\n" + printed()))
        .resolve("stages")
        .resolve(name);
  }

  /** Returns the metrics of a stage that ended well, in the order they were reported. */
  public List<Metric> metrics(String stage) {
    return results(stage).metrics();
  }

  /** Returns the warnings of a stage that ended well. */
  public List<String> warnings(String stage) {
    return results(stage).warnings();
  }

  /**
   * Returns one metric of a stage that ended well.
   *
   * @throws AssertionError if the stage did not report it
   */
  public Metric metric(String stage, String name) {
    return metrics(stage).stream()
        .filter(metric -> metric.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new AssertionError(
                    "stage '%s' reported no '%s' but %s"
                        .formatted(
                            stage, name, metrics(stage).stream().map(Metric::name).toList())));
  }

  private ResultsWriter.Report results(String stage) {
    Path file = stage(stage).resolve(ResultsWriter.FILE);
    try {
      return new Json().read(file, ResultsWriter.Report.class);
    } catch (IOException e) {
      throw new UncheckedIOException("%s, after\n%s".formatted(file, printed()), e);
    }
  }
}
