package org.atelier.runner.cli;

import java.nio.file.Path;
import java.util.Map;
import org.atelier.runner.engine.ActiveEngine;
import org.atelier.runner.execution.Decision;
import org.atelier.runner.execution.RunListener;
import org.atelier.runner.execution.RunStatus;
import org.atelier.runner.execution.StageReport;
import org.atelier.runner.plan.Plan;
import org.atelier.runner.plan.PlannedComponent;
import org.atelier.runner.report.Figures;
import org.atelier.runner.report.Repetitions;

/** Says what a run is about to do and how far it has come. */
final class RunPrinter implements RunListener {
  private final Terminal terminal;
  private final boolean quiet;
  private final boolean sideBySide;

  /**
   * Makes a printer.
   *
   * @param terminal takes the lines
   * @param quiet whether nothing is printed
   * @param sideBySide whether several stages may run at a time
   */
  RunPrinter(Terminal terminal, boolean quiet, boolean sideBySide) {
    this.terminal = terminal;
    this.quiet = quiet;
    this.sideBySide = sideBySide;
  }

  @Override
  public void started(Plan plan, ActiveEngine engine, Path folder) {
    String stages = Repetitions.names(plan.stages());
    print("%s %s (%s)".formatted(terminal.ink().heading("Pipeline"), plan.pipeline(), plan.file()));
    print("%s   %s".formatted(terminal.ink().heading("Stages"), stages));
    print("%s   %s".formatted(terminal.ink().heading("Engine"), engine.sentence()));
    print("%s      %s".formatted(terminal.ink().heading("Run"), folder));
  }

  @Override
  public void decided(Map<String, Decision> decisions) {}

  @Override
  public void stageStarted(PlannedComponent stage, Decision decision, int number, int total) {
    // At once, as others may print meanwhile.
    print(
        "%n%s (%s), stage %d of %d%n  %s"
            .formatted(
                terminal.ink().heading(stage.name()),
                stage.spec().type(),
                number,
                total,
                decision.sentence()));
  }

  @Override
  public void stageGoesOn(PlannedComponent stage, String reached) {
    print("  %s goes on after %s".formatted(terminal.ink().heading(stage.name()), reached));
  }

  @Override
  public void stageEnded(StageReport stage) {
    if (stage.status() == RunStatus.DONE && !stage.decision().reuses()) {
      print("  %sdone in %s".formatted(subject(stage), Figures.duration(stage.seconds())));
    } else if (sideBySide && stage.status() != RunStatus.DONE) {
      print("  %s%s".formatted(subject(stage), stage.status().word()));
    }
  }

  /** Names the stage that a line is about where it could be another. */
  private String subject(StageReport stage) {
    return sideBySide ? stage.name() + ": " : "";
  }

  private void print(String line) {
    if (!quiet) {
      terminal.err().println(line);
    }
  }
}
