package org.atelier.runner.cli;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.atelier.runner.engine.CacheFolder;
import org.atelier.runner.engine.Doctor;
import org.atelier.runner.engine.DoctorReport;
import org.atelier.runner.engine.ThisMachine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code atelier doctor}. */
@Command(
    name = "doctor",
    description =
        "Examines platform, Java, native settings, GPU, engines and folders, and says what to do"
            + " about each thing that is wrong.",
    footer = {"", "Examples:", "  atelier doctor", "  atelier doctor --check"})
final class DoctorCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private PluginOptions plugins;

  @Option(
      names = "--check",
      description = "Tries the engines again, even if that was done on this machine before.")
  private boolean check;

  DoctorCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    Path cache = CacheFolder.of(session.environment(), Path.of(System.getProperty("user.home")));
    ThisMachine machine = new ThisMachine(cache, session.environment(), session.terminal()::notice);
    if (check) {
      machine.forgetChecks();
    }
    DoctorReport report =
        new Doctor(
                machine,
                session.environment(),
                ManagementFactory.getRuntimeMXBean().getInputArguments(),
                cache,
                session.pluginFolders(plugins.folders()))
            .examine();
    session.terminal().out().print(report.text());
    return report.healthy() ? ExitCode.DONE : ExitCode.FAILED;
  }
}
