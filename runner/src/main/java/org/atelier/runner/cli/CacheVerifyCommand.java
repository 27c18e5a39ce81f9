package org.atelier.runner.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.atelier.api.service.Progress;
import org.atelier.runner.execution.StageStore;
import picocli.CommandLine.Command;

/** {@code atelier cache verify}. */
@Command(
    name = "verify",
    description =
        "Reads every kept result and compares it with what it was when its stage ended. Damaged"
            + " ones are removed: their stages run again when they are next needed.",
    footer = {"", "Exit codes: 0 all results are whole, 1 some were damaged."})
final class CacheVerifyCommand implements Callable<Integer> {
  private final Session session;

  CacheVerifyCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    StageStore store = new StageStore(session.cache());
    Terminal terminal = session.terminal();
    List<StageStore.Kept> all = store.all();
    List<Path> unreadable = store.damaged();
    int damaged = unreadable.size();
    for (Path folder : unreadable) {
      terminal.out().printf("%s: its record is missing or damaged; removed%n", folder);
      store.remove(folder);
    }
    try (Progress.Task task = terminal.progress().start("verifying", all.size(), "results")) {
      for (StageStore.Kept kept : all) {
        Optional<String> file = store.damage(kept);
        if (file.isPresent()) {
          damaged++;
          terminal
              .out()
              .printf(
                  "%s (stage '%s' of %s): %s was changed or is damaged; removed%n",
                  kept.folder(),
                  kept.record().origin().stage(),
                  kept.record().origin().pipeline(),
                  file.get());
          store.remove(kept.folder());
        }
        task.advance(1);
      }
    }
    int looked = all.size() + unreadable.size();
    terminal
        .out()
        .printf(
            "%s, %s%n",
            looked == 1 ? "1 result" : looked + " results",
            damaged == 0 ? "all whole" : damaged + " damaged");
    return damaged == 0 ? ExitCode.DONE : ExitCode.FAILED;
  }
}
