package org.atelier.runner.execution;

import java.io.IOException;

/** Starts processes of this program that run one stage each. */
@FunctionalInterface
public interface StageLauncher {
  /**
   * Starts a process that reads a {@link StageTask} from its input, runs that stage with {@link
   * StageProcess}, and writes {@link StageMessage}s to its output.
   *
   * @throws IOException if it cannot be started
   */
  Process start() throws IOException;
}
