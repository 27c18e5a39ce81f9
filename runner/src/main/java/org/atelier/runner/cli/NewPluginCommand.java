package org.atelier.runner.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.atelier.api.UserException;
import org.atelier.runner.plugin.PluginTemplate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code atelier new-plugin}. */
@Command(
    name = "new-plugin",
    description =
        "Writes a plugin project that builds as it is: a pom, a plugin with one model, its test and a"
            + " pipeline that uses it.",
    footer = {"", "Example:", "  atelier new-plugin my-models"})
final class NewPluginCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(
      paramLabel = "DIR",
      description = "The project's folder, new or empty; its name becomes the plugin's.")
  private Path folder;

  NewPluginCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Path home =
        session
            .home()
            .orElseThrow(
                () ->
                    new UserException(
                        "a plugin project builds with the distribution's Maven repository, and this"
                            + " program was not started from a distribution",
                        "run bin/atelier of a distribution"));
    PrintStream out = session.terminal().out();
    PluginTemplate.write(folder, home).forEach(file -> out.println(folder.resolve(file)));
    out.println();
    out.println("Next: cd %s && mvn package".formatted(folder));
    out.println("Then: atelier run pipeline.yaml --plugins target");
    return ExitCode.DONE;
  }
}
