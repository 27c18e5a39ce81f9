package org.atelier.runner.execution;

import java.nio.file.Path;
import org.atelier.runner.engine.ActiveEngine;
import org.atelier.runner.plan.Plan;
import org.atelier.runner.plan.PlannedComponent;

/** Is told how a run goes on. */
public interface RunListener {
  /** The engine works and the stages are about to run. */
  void started(Plan plan, ActiveEngine engine, Path folder);

  /**
   * A stage begins.
   *
   * @param number its place among the stages, from 1
   * @param total how many stages there are
   */
  void stageStarted(PlannedComponent stage, int number, int total);

  /** A stage has ended, well or not. */
  void stageEnded(StageReport stage);
}
