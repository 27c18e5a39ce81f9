package org.atelier.runner.definition;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * What a pipeline file says, with overrides applied and variables expanded, before anything in it
 * is compared with what the installed plugins take.
 *
 * @param file the pipeline file
 * @param root the file's top mapping
 * @param forEvery the overrides for every component of a section; they need to know what the
 *     components take
 * @param problems what is already known to be wrong; planning adds to it, so that all comes out at
 *     once
 */
public record Definition(
    Path file, Node.Mapping root, List<EveryOverride> forEvery, List<Problem> problems) {
  /** Copies the lists. */
  public Definition {
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(root, "root");
    forEvery = List.copyOf(forEvery);
    problems = List.copyOf(problems);
  }

  /**
   * A value for one setting in every component of a section whose type has that setting.
   *
   * @param section such as {@code stages}
   * @param key the setting
   * @param value the value
   */
  public record EveryOverride(String section, String key, Node value) {}
}
