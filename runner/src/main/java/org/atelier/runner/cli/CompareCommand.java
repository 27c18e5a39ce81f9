package org.atelier.runner.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.atelier.runner.execution.RecordedRun;
import org.atelier.runner.report.Comparison;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code atelier compare}. */
@Command(
    name = "compare",
    description =
        "Shows in what runs differ: their settings, their circumstances (versions, engine, images)"
            + " and their metrics.",
    footer = {
      "",
      "Examples:",
      "  atelier compare quickstart/20260501-102030 quickstart/20260502-090000",
      "  atelier compare runs/one runs/two runs/three"
    })
final class CompareCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(
      paramLabel = "RUN",
      arity = "2..*",
      description =
          "Run folders, whole or below the folder of all runs; the name of a pipeline stands for"
              + " its latest run.")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--runs",
      paramLabel = "DIR",
      defaultValue = "runs",
      description = "The folder of the run folders (default: ${DEFAULT-VALUE}).")
  private Path runs;

  CompareCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    List<RecordedRun> opened = names.stream().map(name -> RecordedRun.open(runs, name)).toList();
    Terminal terminal = session.terminal();
    terminal.out().print(new Comparison(opened, runs, terminal.ink()).text());
    return ExitCode.DONE;
  }
}
