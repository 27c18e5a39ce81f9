package org.atelier.runner.cli;

import java.io.IOException;
import org.atelier.runner.engine.ChosenEngine;
import org.atelier.runner.execution.Preview;
import org.atelier.runner.execution.Selection;
import org.atelier.runner.plan.Plan;
import org.atelier.runner.plugin.Catalog;
import org.atelier.runner.report.PlanText;

/** Prints what a run would do. */
final class PlanPrinter {
  private PlanPrinter() {}

  /**
   * Prints a plan.
   *
   * @param session what the command works with
   * @param catalog the installed plugins
   * @param plan the wanted stages
   * @param selection what the user wants
   * @param told whether progress is shown, and for whom the plan is printed
   * @throws IOException if the cache or a file that a setting names cannot be read
   */
  static int print(
      Session session, Catalog catalog, Plan plan, Selection selection, Running.Told told)
      throws IOException {
    Terminal terminal = session.terminal();
    boolean quiet = told != Running.Told.EVERYTHING;
    ChosenEngine engine =
        session
            .engines()
            .choose(plan.engine(), plan.device(), quiet ? line -> {} : terminal::notice);
    Preview preview =
        Preview.of(
            catalog,
            plan,
            engine,
            quiet ? new QuietProgress() : terminal.progress(),
            session.cache(),
            selection);
    if (told == Running.Told.EVENTS) {
      new EventLines(terminal.out(), System::nanoTime, new TimeLeft(System::nanoTime, 1))
          .planned(plan, preview);
    } else {
      terminal.out().print(new PlanText(plan, terminal.ink(), preview).text());
    }
    return ExitCode.DONE;
  }
}
