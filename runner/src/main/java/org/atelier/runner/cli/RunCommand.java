package org.atelier.runner.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.atelier.api.UserException;
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
      "  atelier run my.yaml --jobs 4",
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

  @Option(
      names = "--jobs",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Runs up to so many stages side by side that do not depend on each other, each in a"
              + " process of its own, with the same results (default: ${DEFAULT-VALUE}).")
  private int jobs;

  @Spec private CommandSpec spec;

  RunCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws Exception {
    List<String> arguments = spec.commandLine().getParent().getParseResult().originalArgs();
    if (jobs < 1) {
      throw new UserException(
          "--jobs %d: it takes a number from 1".formatted(jobs), "give 1 for one after the other");
    }
    Running.Told told =
        json ? Running.Told.EVENTS : quiet ? Running.Told.RESULTS : Running.Told.EVERYTHING;
    return new Running(session, pipeline, stages.selection(), runs, told, jobs, dryRun, arguments)
        .call();
  }
}
