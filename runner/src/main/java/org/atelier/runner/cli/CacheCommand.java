package org.atelier.runner.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code atelier cache} by itself: help. */
@Command(
    name = "cache",
    description =
        "Looks after the results of stages that are kept for reuse, in $ATELIER_CACHE or"
            + " ~/.cache/atelier.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  atelier cache list",
      "  atelier cache verify",
      "  atelier cache prune --older-than 30d",
      "  atelier cache prune --to-size 10GB"
    })
final class CacheCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.WRONG_INPUT;
  }
}
