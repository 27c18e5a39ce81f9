package org.atelier.runner.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.atelier.runner.execution.KilledRuns;
import org.atelier.runner.execution.RecordedRun;
import org.atelier.runner.execution.RunStatus;
import org.atelier.runner.report.RunsText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code atelier runs}. */
@Command(
    name = "runs",
    description = "Lists the runs in a folder, the latest first, and what came of each.",
    footer = {
      "",
      "Examples:",
      "  atelier runs",
      "  atelier runs quickstart --status done",
      "  atelier runs --since 2026-05-01 --last 10"
    })
final class RunsCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(
      paramLabel = "PIPELINE",
      arity = "0..1",
      description = "Lists the runs of this pipeline only.")
  private String pipeline;

  @Option(
      names = "--runs",
      paramLabel = "DIR",
      defaultValue = "runs",
      description = "The folder of the run folders (default: ${DEFAULT-VALUE}).")
  private Path runs;

  @Option(
      names = "--status",
      paramLabel = "STATUS",
      description = "Lists only runs that are done, failed, interrupted, killed or running.")
  private String status;

  @Option(
      names = "--since",
      paramLabel = "DATE",
      description = "Lists only runs that were started on this day or later, such as 2026-05-01.")
  private String since;

  @Option(names = "--last", paramLabel = "N", description = "Lists the latest N of them only.")
  private Integer last;

  @Spec private CommandSpec spec;

  RunsCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    Optional<RunStatus> wanted = Optional.ofNullable(status).map(this::status);
    Optional<LocalDate> first = Optional.ofNullable(since).map(this::date);
    if (last != null && last < 1) {
      throw wrong("--last %d: there must be at least 1 run to list".formatted(last));
    }
    KilledRuns.putAllInOrder(runs);
    RecordedRun.All all = RecordedRun.in(runs);
    List<RecordedRun> chosen =
        all.runs().stream()
            .filter(run -> pipeline == null || run.record().pipeline().equals(pipeline))
            .filter(run -> wanted.isEmpty() || run.record().status() == wanted.get())
            .filter(run -> first.isEmpty() || !day(run).isBefore(first.get()))
            .limit(last == null ? Long.MAX_VALUE : last)
            .toList();
    Terminal terminal = session.terminal();
    if (chosen.isEmpty()) {
      terminal.out().printf("No such runs in %s%n", runs);
    } else {
      terminal.out().print(RunsText.table(chosen, runs, terminal.ink()));
    }
    for (Path unreadable : all.unreadable()) {
      terminal.err().printf("%s has a record that cannot be read%n", unreadable);
    }
    return ExitCode.DONE;
  }

  private static LocalDate day(RecordedRun run) {
    return LocalDate.parse(run.record().started().substring(0, 10));
  }

  private RunStatus status(String word) {
    return Stream.of(RunStatus.values())
        .filter(known -> known.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                wrong(
                    "--status %s: there is no such status; choose done, failed, interrupted, killed or running"
                        .formatted(word)));
  }

  private LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw wrong("--since %s: write a day such as 2026-05-01".formatted(text));
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
