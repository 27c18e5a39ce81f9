package org.atelier.runner.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The option {@code --plugins}. */
@Command
final class PluginOptions {
  @Option(
      names = "--plugins",
      paramLabel = "DIR",
      description = "Loads the plugin jars of this folder too; may be repeated.")
  private List<Path> folders = new ArrayList<>();

  List<Path> folders() {
    return folders;
  }
}
