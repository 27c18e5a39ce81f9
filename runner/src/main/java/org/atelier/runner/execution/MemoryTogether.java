package org.atelier.runner.execution;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Adds up the memory that stages expect to take while they run side by side. */
final class MemoryTogether {
  private final OptionalLong free;
  private final Map<String, Long> expected = new TreeMap<>();

  /**
   * Makes the sum.
   *
   * @param free bytes that were free before any of them began; empty if that is not known
   */
  MemoryTogether(OptionalLong free) {
    this.free = free;
  }

  /**
   * A stage expects to take memory.
   *
   * @param stage its name
   * @param bytes how much
   * @return a warning, if all that run take more than there is; one that is too large alone warns
   *     of that itself
   */
  synchronized Optional<String> expect(String stage, long bytes) {
    expected.merge(stage, bytes, Math::max);
    long sum = expected.values().stream().mapToLong(Long::longValue).sum();
    if (expected.size() < 2 || free.isEmpty() || sum <= free.getAsLong()) {
      return Optional.empty();
    }
    return Optional.of(
        "warning: the stages that run side by side take about %s of memory together (%s), but only %s was free when the run began: a smaller --jobs takes less"
            .formatted(
                text(sum),
                expected.entrySet().stream()
                    .map(each -> "%s: %s".formatted(each.getKey(), text(each.getValue())))
                    .collect(Collectors.joining(", ")),
                text(free.getAsLong())));
  }

  /** A stage has ended. */
  synchronized void ended(String stage) {
    expected.remove(stage);
  }

  private static String text(long bytes) {
    return String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
  }
}
