package org.atelier.runner.cli;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.atelier.runner.execution.StageStore;
import org.atelier.runner.execution.UnfinishedStages;
import org.atelier.runner.report.CacheText;
import org.atelier.runner.report.Figures;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code atelier cache prune}. */
@Command(
    name = "prune",
    description =
        "Removes kept results by age or size. Run folders keep what they have; a stage whose result"
            + " is removed runs again when it is next needed.",
    footer = {
      "",
      "Examples:",
      "  atelier cache prune --older-than 30d",
      "  atelier cache prune --to-size 10GB --dry-run"
    })
final class CachePruneCommand implements Callable<Integer> {
  private final Session session;

  @Option(
      names = "--older-than",
      paramLabel = "AGE",
      description =
          "Removes results that were not used for so long, such as 30d or 12h, and the checkpoints"
              + " of stages that were interrupted that long ago.")
  private String age;

  @Option(
      names = "--to-size",
      paramLabel = "SIZE",
      description =
          "Removes the results used longest ago until the others have at most this size, such as"
              + " 10GB or 500MB.")
  private String size;

  @Option(names = "--dry-run", description = "Shows what would be removed and removes nothing.")
  private boolean dryRun;

  @Spec private CommandSpec spec;

  CachePruneCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    if (age == null && size == null) {
      throw wrong("say what to remove, with --older-than AGE or --to-size SIZE");
    }
    Instant now = session.clock().instant();
    StageStore store = new StageStore(session.cache());
    List<StageStore.Kept> chosen = chosen(store.all(), now);
    int unfinished =
        age == null ? 0 : new UnfinishedStages(session.cache()).remove(now.minus(age()), dryRun);
    Terminal terminal = session.terminal();
    if (!chosen.isEmpty()) {
      terminal.out().print(CacheText.table(chosen, now, terminal.ink()));
      terminal.out().println();
    }
    long freed = 0;
    for (StageStore.Kept kept : chosen) {
      freed += store.ownBytes(kept);
      if (!dryRun) {
        store.remove(kept.folder());
      }
    }
    terminal
        .out()
        .printf(
            "%s %s and the checkpoints of %s, %s of disk space%n",
            dryRun ? "Would remove" : "Removed",
            chosen.size() == 1 ? "1 result" : chosen.size() + " results",
            unfinished == 1 ? "1 unfinished stage" : unfinished + " unfinished stages",
            Figures.bytes(freed));
    return ExitCode.DONE;
  }

  /** Chooses from results of which those used longest ago come first. */
  private List<StageStore.Kept> chosen(List<StageStore.Kept> all, Instant now) {
    long left = all.stream().mapToLong(kept -> kept.record().bytes()).sum();
    long most = size == null ? Long.MAX_VALUE : size();
    Instant before = age == null ? Instant.MIN : now.minus(age());
    List<StageStore.Kept> chosen = new ArrayList<>();
    for (StageStore.Kept kept : all) {
      if (kept.used().isBefore(before) || left > most) {
        chosen.add(kept);
        left -= kept.record().bytes();
      }
    }
    return chosen;
  }

  private Duration age() {
    if (!age.matches("[0-9]{1,5}[dh]")) {
      throw wrong(
          "--older-than %s: write a number of days or hours, such as 30d or 12h".formatted(age));
    }
    long number = Long.parseLong(age.substring(0, age.length() - 1));
    return age.endsWith("d") ? Duration.ofDays(number) : Duration.ofHours(number);
  }

  private long size() {
    if (!size.matches("[0-9]{1,6}(MB|GB|TB)|0")) {
      throw wrong("--to-size %s: write a size in MB, GB or TB, such as 10GB".formatted(size));
    }
    if (size.equals("0")) {
      return 0;
    }
    long number = Long.parseLong(size.substring(0, size.length() - 2));
    long unit =
        switch (size.charAt(size.length() - 2)) {
          case 'M' -> 1_000_000L;
          case 'G' -> 1_000_000_000L;
          default -> 1_000_000_000_000L;
        };
    return number * unit;
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
