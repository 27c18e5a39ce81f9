package org.atelier.plugin.classifier.compare;

import java.nio.file.Path;
import java.util.Objects;
import org.atelier.api.Artifact;

/**
 * Evaluations side by side.
 *
 * @param evaluations how many there are
 * @param table CSV with a row for each
 */
public record Comparison(int evaluations, Path table) implements Artifact {
  /** Checks that the table is there. */
  public Comparison {
    Objects.requireNonNull(table, "table");
  }
}
