package org.atelier.runner.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Optional;

/** The program {@code atelier}. */
public final class Main {
  private Main() {}

  /**
   * Runs a command and ends the process.
   *
   * @param arguments the command line
   */
  public static void main(String[] arguments) {
    Optional<Path> home = Optional.ofNullable(System.getProperty("atelier.home")).map(Path::of);
    Session session =
        new Session(
            Terminal.ofThisProcess(),
            home,
            new InstalledEngines(),
            System.getenv(),
            Clock.system(ZoneId.systemDefault()),
            ProgramProcess.of(Main.class.getName()));
    int exitCode = new Program(session).execute(arguments);
    System.exit(exitCode);
  }
}
