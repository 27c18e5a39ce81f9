package org.atelier.runner.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.atelier.api.UserException;
import org.atelier.runner.definition.DefinitionReader;
import org.atelier.runner.definition.ProblemsException;
import org.atelier.runner.engine.EngineName;
import org.atelier.runner.execution.RecordedRun;
import org.atelier.runner.execution.Reproduction;
import org.atelier.runner.execution.RunRecord;
import org.atelier.runner.execution.RunReport;
import org.atelier.runner.execution.RunStatus;
import org.atelier.runner.execution.Selection;
import org.atelier.runner.plan.Plan;
import org.atelier.runner.plan.PlannedComponent;
import org.atelier.runner.plan.Planner;
import org.atelier.runner.plugin.Catalog;
import org.atelier.runner.report.ReproductionText;

/**
 * What {@code atelier reproduce} does.
 *
 * @param session what it works with
 * @param first the run that is repeated
 * @param runs the folder of all runs
 * @param plugins more folders of plugins
 * @param quiet whether nothing but results, warnings and errors is printed
 * @param arguments the command line as it was typed
 */
record Reproducing(
    Session session,
    RecordedRun first,
    Path runs,
    List<Path> plugins,
    boolean quiet,
    List<String> arguments) {
  private static final Selection ANEW =
      new Selection(true, Optional.empty(), Optional.empty(), Optional.empty(), true);

  int call() throws ProblemsException, IOException {
    try (Catalog catalog = session.catalog(plugins)) {
      RunReport report =
          new PlanRun(session, runs, told(), plugins, 1, arguments)
              .run(catalog, plan(catalog), ANEW);
      if (report.status() != RunStatus.DONE) {
        return ExitCode.of(report.status());
      }
      Reproduction reproduction =
          Reproduction.of(first, RecordedRun.open(runs, report.folder().toString()));
      Terminal terminal = session.terminal();
      terminal.out().print(ReproductionText.of(first, reproduction, terminal.ink()));
      return reproduction.agrees() ? ExitCode.DONE : ExitCode.FAILED;
    }
  }

  private Running.Told told() {
    return quiet ? Running.Told.RESULTS : Running.Told.EVERYTHING;
  }

  /** Plans what the run had done, with the engine that it had. */
  private Plan plan(Catalog catalog) throws ProblemsException {
    RunRecord.Engine engine = first.record().engine().orElseThrow(this::nothingDone);
    String name = EngineName.ofTitle(engine.name()).orElseThrow(this::nothingDone).key();
    Plan plan =
        Planner.plan(DefinitionReader.read(first.pipeline(), List.of(), Map.of()), catalog)
            .on(name, engine.device());
    Set<String> done =
        first.record().stages().stream()
            .filter(stage -> stage.status() == RunStatus.DONE)
            .map(RunRecord.StageEntry::name)
            .collect(Collectors.toSet());
    Set<String> paths =
        plan.stages().stream()
            .filter(stage -> done.contains(stage.name()))
            .map(PlannedComponent::path)
            .collect(Collectors.toSet());
    if (paths.isEmpty()) {
      throw nothingDone();
    }
    return plan.with(paths);
  }

  private UserException nothingDone() {
    return new UserException(
        "the run '%s' had no stage that ended well: there is nothing to reproduce"
            .formatted(first.folder()),
        "name another run; 'atelier runs --status done' lists those that ended well");
  }
}
