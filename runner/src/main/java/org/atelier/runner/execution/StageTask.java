package org.atelier.runner.execution;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.atelier.runner.output.Json;

/**
 * What a process of its own is to do for a run: one stage.
 *
 * @param run the run folder, which holds the pipeline and the outputs of the stages before
 * @param stage the stage's name
 * @param key identifies what it computes
 * @param reason why it runs
 * @param warnings what is told with the stage's results already
 * @param engine the key of the run's engine
 * @param device the run's device
 * @param plugins more folders of plugins
 * @param cache the program's cache folder
 * @param verify whether files are read again that look unchanged by their size and time
 */
public record StageTask(
    String run,
    String stage,
    StageKey key,
    String reason,
    List<String> warnings,
    String engine,
    String device,
    List<String> plugins,
    String cache,
    boolean verify) {
  /** Said after the task: the stage is to stop in order. */
  public static final String STOP = "stop";

  /** Copies the lists. */
  public StageTask {
    warnings = List.copyOf(warnings);
    plugins = List.copyOf(plugins);
  }

  /** Returns the task in one line. */
  String line() {
    return new Json().line(this);
  }

  /**
   * Reads a task.
   *
   * @param line what {@link #line} returned
   * @throws IOException if it is no task
   */
  public static StageTask read(String line) throws IOException {
    return new Json().read(line.getBytes(StandardCharsets.UTF_8), StageTask.class);
  }
}
