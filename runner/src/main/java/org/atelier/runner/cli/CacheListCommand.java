package org.atelier.runner.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.atelier.runner.execution.StageStore;
import org.atelier.runner.report.CacheText;
import org.atelier.runner.report.Figures;
import picocli.CommandLine.Command;

/** {@code atelier cache list}. */
@Command(
    name = "list",
    description = "Lists the kept results of stages, those used longest ago first.")
final class CacheListCommand implements Callable<Integer> {
  private final Session session;

  CacheListCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    StageStore store = new StageStore(session.cache());
    List<StageStore.Kept> all = store.all();
    Terminal terminal = session.terminal();
    if (all.isEmpty()) {
      terminal.out().printf("No results are kept in %s%n", store.folder());
      return ExitCode.DONE;
    }
    long bytes = 0;
    long own = 0;
    for (StageStore.Kept kept : all) {
      bytes += kept.record().bytes();
      own += store.ownBytes(kept);
    }
    terminal.out().print(CacheText.table(all, session.clock().instant(), terminal.ink()));
    terminal
        .out()
        .printf(
            "%n%s, %s, of which %s are in no run folder: %s%n",
            all.size() == 1 ? "1 result" : all.size() + " results",
            Figures.bytes(bytes),
            Figures.bytes(own),
            store.folder());
    return ExitCode.DONE;
  }
}
