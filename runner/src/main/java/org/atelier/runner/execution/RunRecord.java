package org.atelier.runner.execution;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.atelier.api.result.Metric;
import org.atelier.runner.output.Json;

/**
 * What {@code run.json} holds: how the run came about and how it went, so that it can be judged and
 * repeated.
 *
 * @param atelier version of this program
 * @param status how far the run has come
 * @param pipeline the pipeline's name
 * @param file the pipeline file
 * @param command the command line
 * @param seed what every random number derives from
 * @param started when it began, in ISO 8601 with offset
 * @param seconds wall time so far
 * @param engine the engine, once it was started
 * @param java the Java runtime
 * @param system the machine
 * @param plugins the active plugins
 * @param datasets what the datasets in use hold, by path
 * @param stages the stages that were begun, in the order of the plan
 * @param waiting the stages that were not
 * @param failures why it failed; more than one if several stages ran side by side
 */
public record RunRecord(
    String atelier,
    RunStatus status,
    String pipeline,
    String file,
    String command,
    long seed,
    String started,
    double seconds,
    Optional<Engine> engine,
    Java java,
    Machine system,
    List<PluginFile> plugins,
    Map<String, Data> datasets,
    List<StageEntry> stages,
    List<Waiting> waiting,
    List<Failure> failures) {

  /**
   * Reads the record of a run.
   *
   * @param folder the run folder
   * @throws IOException if there is none, or one that this version of the program cannot read
   */
  public static RunRecord read(Path folder) throws IOException {
    RunRecord record = new Json().read(folder.resolve(RunFolder.RECORD), RunRecord.class);
    if (record == null || record.status() == null || record.stages() == null) {
      throw new IOException("%s is no record of a run".formatted(RunFolder.RECORD));
    }
    return record;
  }

  /** The engine and why it was chosen. */
  public record Engine(
      String name,
      String version,
      String natives,
      String djl,
      String device,
      int threads,
      boolean safeMode,
      String reason) {}

  /** The Java runtime. */
  public record Java(String version, String vendor, String machine, long maximumHeapBytes) {}

  /** The machine. */
  public record Machine(String name, String version, String architecture, int processors) {}

  /** A plugin. */
  public record PluginFile(String name, String version, String sha256) {}

  /** What a dataset holds. */
  public record Data(String fingerprint, int images, int classes) {}

  /** A stage that was not begun; its inputs are the stages that it refers to. */
  public record Waiting(
      String name, Map<String, String> matrix, String type, List<String> inputs) {}

  /**
   * A stage that was begun; the matrix is empty for one that is not repeated. Its inputs are the
   * stages that it refers to, its settings those of the file with all defaults. If it went on with
   * what an earlier run had left unfinished, {@code goneOnAfter} tells how far that had come.
   */
  public record StageEntry(
      String name,
      Map<String, String> matrix,
      String type,
      String plugin,
      String key,
      boolean reused,
      String reason,
      RunStatus status,
      double seconds,
      Optional<String> goneOnAfter,
      List<String> inputs,
      Map<String, Object> settings,
      String folder,
      List<Metric> metrics,
      List<String> warnings) {}
}
