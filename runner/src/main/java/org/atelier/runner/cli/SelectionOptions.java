package org.atelier.runner.cli;

import java.util.Optional;
import org.atelier.runner.execution.Selection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Which stages are wanted, and which of them anew. */
@Command
final class SelectionOptions {
  @Option(
      names = "--force",
      description =
          "Runs every stage anew, whether or not anything changed; discards kept results and checkpoints.")
  private boolean force;

  @Option(
      names = "--from",
      paramLabel = "STAGE",
      description = "Runs this stage anew, and all that depend on it.")
  private String from;

  @Option(
      names = "--to",
      paramLabel = "STAGE",
      description = "Runs this stage and those that it depends on, and no other.")
  private String to;

  @Option(
      names = "--only",
      paramLabel = "STAGE",
      description = "Runs this stage with kept results of those that it depends on.")
  private String only;

  @Option(
      names = "--verify",
      description =
          "Reads all images and kept results again, also where size and time are unchanged.")
  private boolean verify;

  Selection selection() {
    return new Selection(
        force,
        Optional.ofNullable(from),
        Optional.ofNullable(to),
        Optional.ofNullable(only),
        verify);
  }
}
