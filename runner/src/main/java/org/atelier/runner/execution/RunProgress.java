package org.atelier.runner.execution;

import org.atelier.api.service.Progress;

/** Shows how far the stages of a run have come, several of which may run side by side. */
public interface RunProgress extends Progress {
  /**
   * Returns what shows the work of one stage, so that it is told by the stage's name.
   *
   * @param stage the stage's name
   */
  Progress of(String stage);
}
