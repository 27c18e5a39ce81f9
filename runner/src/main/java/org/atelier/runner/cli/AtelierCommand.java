package org.atelier.runner.cli;

import java.util.concurrent.Callable;
import org.atelier.runner.execution.AtelierVersion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code atelier} by itself: help and version. */
@Command(
    name = "atelier",
    description = "Trains, tests and compares image-learning pipelines written in YAML.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    versionProvider = AtelierCommand.Version.class,
    commandListHeading = "%nCommands:%n",
    footer = {
      "",
      "Examples:",
      "  atelier run pipelines/quickstart.yaml",
      "  atelier describe train-classifier",
      "  atelier run --help"
    })
final class AtelierCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.WRONG_INPUT;
  }

  /** Says which version this is and what it runs on. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {
        "atelier %s (Java %s, %s %s)"
            .formatted(
                AtelierVersion.current(),
                System.getProperty("java.version"),
                System.getProperty("os.name"),
                System.getProperty("os.arch"))
      };
    }
  }
}
