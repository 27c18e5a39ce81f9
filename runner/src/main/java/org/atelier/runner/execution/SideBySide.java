package org.atelier.runner.execution;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * How stages run side by side, each in a process of its own.
 *
 * @param jobs how many at a time, at least 2
 * @param plugins more folders of plugins, which the processes load too
 * @param launcher starts the processes
 */
public record SideBySide(int jobs, List<Path> plugins, StageLauncher launcher) {
  /** Copies the folders and checks the number. */
  public SideBySide {
    plugins = List.copyOf(plugins);
    Objects.requireNonNull(launcher, "launcher");
    if (jobs < 2) {
      throw new IllegalArgumentException("%d jobs are not side by side".formatted(jobs));
    }
  }
}
