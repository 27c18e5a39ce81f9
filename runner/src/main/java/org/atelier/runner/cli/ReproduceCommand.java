package org.atelier.runner.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.atelier.runner.execution.RecordedRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code atelier reproduce}. */
@Command(
    name = "reproduce",
    description =
        "Runs a run again from its own record, every stage anew, and says whether each metric and"
            + " each file of parameters comes out the same; if not, what has changed since.",
    footer = {
      "",
      "Example:",
      "  atelier reproduce runs/quickstart/20260501-102030",
      "",
      "Exit codes: 0 equal, 1 not equal or a stage failed, 2 the command line is wrong or the run's"
          + " engine is not there, 130 Ctrl-C."
    })
final class ReproduceCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(
      paramLabel = "RUN",
      description =
          "A run folder, whole or below the folder of all runs; the name of a pipeline stands for"
              + " its latest run.")
  private String name;

  @Option(
      names = "--runs",
      paramLabel = "DIR",
      defaultValue = "runs",
      description = "The folder of the run folders (default: ${DEFAULT-VALUE}).")
  private Path runs;

  @Option(names = "--quiet", description = "Prints nothing but results, warnings and errors.")
  private boolean quiet;

  @Mixin private PluginOptions plugins;

  @Spec private CommandSpec spec;

  ReproduceCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws Exception {
    List<String> arguments = spec.commandLine().getParent().getParseResult().originalArgs();
    return new Reproducing(
            session, RecordedRun.open(runs, name), runs, plugins.folders(), quiet, arguments)
        .call();
  }
}
