package org.atelier.runner.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code atelier completion}. */
@Command(
    name = "completion",
    description = "Prints a script that makes bash and zsh complete atelier's command line.",
    footer = {
      "",
      "Examples:",
      "  source <(atelier completion)",
      "  atelier completion > ~/.local/share/bash-completion/completions/atelier"
    })
final class CompletionCommand implements Callable<Integer> {
  private final Session session;

  @Spec private CommandSpec spec;

  CompletionCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    session.terminal().out().print(AutoComplete.bash("atelier", spec.root().commandLine()));
    return ExitCode.DONE;
  }
}
