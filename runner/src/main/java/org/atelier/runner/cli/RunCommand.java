package org.atelier.runner.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code atelier run}. */
@Command(
    name = "run",
    description = "Runs a pipeline and keeps what comes of it in a new run folder.",
    footer = {
      "",
      "Examples:",
      "  atelier run pipelines/quickstart.yaml",
      "  atelier run pipelines/wikiart.yaml --set datasets.train.path=train"
          + " --set datasets.test.path=test",
      "  atelier run my.yaml --epochs 1 --engine pytorch --device cpu",
      "  atelier run my.yaml --from evaluate",
      "  atelier run my.yaml --json | jq --unbuffered 'select(.event == \"stage-ended\")'",
      "",
      "Exit codes: 0 done, 1 a stage failed, 2 the pipeline file or the command line is wrong,"
          + " 130 Ctrl-C."
    })
final class RunCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private PipelineOptions pipeline;

  @Option(
      names = "--runs",
      paramLabel = "DIR",
      defaultValue = "runs",
      description = "Makes the run folder in this folder (default: ${DEFAULT-VALUE}).")
  private Path runs;

  @Option(names = "--quiet", description = "Prints nothing but results, warnings and errors.")
  private boolean quiet;

  @Option(
      names = "--json",
      description =
          "Prints a JSON object on a line for each event, for programs, and no other results.")
  private boolean json;

  @Mixin private SelectionOptions stages;

  @Option(
      names = "--dry-run",
      description = "Shows which stages would run and why, and runs nothing.")
  private boolean dryRun;

  @Spec private CommandSpec spec;

  RunCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws Exception {
    String command = CommandText.of(spec.commandLine().getParent().getParseResult().originalArgs());
    Running.Told told =
        json ? Running.Told.EVENTS : quiet ? Running.Told.RESULTS : Running.Told.EVERYTHING;
    return new Running(session, pipeline, stages.selection(), runs, told, dryRun, command).call();
  }
}
