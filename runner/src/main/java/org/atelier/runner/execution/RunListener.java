package org.atelier.runner.execution;

import java.nio.file.Path;
import java.util.Map;
import org.atelier.runner.engine.ActiveEngine;
import org.atelier.runner.plan.Plan;
import org.atelier.runner.plan.PlannedComponent;

/** Is told how a run goes on, of stages that run side by side by several threads. */
public interface RunListener {
  /** The engine works and the stages are about to run. */
  void started(Plan plan, ActiveEngine engine, Path folder);

  /**
   * It is decided which stages run.
   *
   * @param decisions whether each stage runs or an earlier result is reused, by the stages' names
   */
  void decided(Map<String, Decision> decisions);

  /**
   * A stage begins.
   *
   * @param decision whether it runs or an earlier result is reused, and why
   * @param number its place among the stages, from 1
   * @param total how many stages there are
   */
  void stageStarted(PlannedComponent stage, Decision decision, int number, int total);

  /**
   * A stage goes on with what an earlier run of it had to leave unfinished.
   *
   * @param reached how far that run had come, such as {@code epoch 7 of 20}
   */
  void stageGoesOn(PlannedComponent stage, String reached);

  /** A stage has ended, well or not. */
  void stageEnded(StageReport stage);
}
