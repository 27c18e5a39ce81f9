package org.atelier.runner.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.atelier.api.UserException;
import org.atelier.runner.output.FileErrors;
import org.atelier.runner.report.page.ReportPage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code atelier report}. */
@Command(
    name = "report",
    description = {
      "Makes one page of a run's results, or one that compares several runs.",
      "It is a single HTML file that opens from disk and loads nothing."
    },
    footer = {
      "",
      "Examples:",
      "  atelier report runs/quickstart/20260501-102030",
      "  atelier report runs/wikiart/20260501-102030 runs/wikiart/20260502-091500 --out both.html"
    })
final class ReportCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "RUN", arity = "1..*", description = "The run folders.")
  private List<Path> runs;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "Writes the page here (default: report.html in the run folder; comparison.html in this"
              + " folder for several runs).")
  private Path out;

  ReportCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Path file =
        Optional.ofNullable(out)
            .orElseGet(
                () ->
                    runs.size() == 1
                        ? runs.get(0).resolve(ReportPage.FILE)
                        : Path.of("comparison.html"));
    ReportPage page = ReportPage.of(runs);
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      page.write(file);
    } catch (IOException e) {
      throw new UserException(
          "the page cannot be written: %s".formatted(FileErrors.describe(e)),
          "choose a file that you may write with --out FILE",
          e);
    }
    session.terminal().out().println(file);
    return ExitCode.DONE;
  }
}
