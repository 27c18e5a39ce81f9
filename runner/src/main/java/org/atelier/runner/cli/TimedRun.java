package org.atelier.runner.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.atelier.runner.engine.ActiveEngine;
import org.atelier.runner.execution.Decision;
import org.atelier.runner.execution.RunListener;
import org.atelier.runner.execution.StageReport;
import org.atelier.runner.plan.Plan;
import org.atelier.runner.plan.PlannedComponent;

/**
 * Lets the time left follow a run, and passes on what is told.
 *
 * @param listener is told all
 * @param timeLeft follows
 */
record TimedRun(RunListener listener, TimeLeft timeLeft) implements RunListener {
  @Override
  public void started(Plan plan, ActiveEngine engine, Path folder) {
    Map<String, String> stages = new LinkedHashMap<>();
    plan.stages().forEach(stage -> stages.put(stage.name(), stage.member().stage()));
    timeLeft.runStarts(stages, EarlierRuns.seconds(folder));
    listener.started(plan, engine, folder);
  }

  @Override
  public void decided(Map<String, Decision> decisions) {
    decisions.forEach(
        (stage, decision) -> {
          if (decision.reuses()) {
            timeLeft.reuses(stage);
          }
        });
    listener.decided(decisions);
  }

  @Override
  public void stageStarted(PlannedComponent stage, Decision decision, int number, int total) {
    timeLeft.stageStarts(stage.name());
    listener.stageStarted(stage, decision, number, total);
  }

  @Override
  public void stageGoesOn(PlannedComponent stage, String reached) {
    listener.stageGoesOn(stage, reached);
  }

  @Override
  public void stageEnded(StageReport stage) {
    timeLeft.stageEnds(stage.name(), stage.decision().reuses(), stage.seconds());
    listener.stageEnded(stage);
  }
}
