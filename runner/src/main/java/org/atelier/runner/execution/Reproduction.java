package org.atelier.runner.execution;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.atelier.api.result.Metric;

/**
 * How a run compares with the run that it repeats.
 *
 * @param stages how many stages were compared
 * @param metrics how many metrics were
 * @param parameters how many files of parameters and arrays were
 * @param differences what does not agree, a sentence each; none if all agrees
 * @param otherFiles files that differ and need not agree, as they may hold times
 * @param changes what has changed since the first run, a sentence each
 */
public record Reproduction(
    int stages,
    int metrics,
    int parameters,
    List<String> differences,
    List<String> otherFiles,
    List<String> changes) {
  /** What numbers are kept in: parameters of networks and arrays. */
  private static final Set<String> NUMBERS = Set.of("params", "npy", "npz");

  /** Copies the lists. */
  public Reproduction {
    differences = List.copyOf(differences);
    otherFiles = List.copyOf(otherFiles);
    changes = List.copyOf(changes);
  }

  /** Tells whether every metric and every file of numbers agrees. */
  public boolean agrees() {
    return differences.isEmpty();
  }

  /**
   * Compares two runs of one pipeline.
   *
   * @param before the first run
   * @param after the run that repeats it
   * @throws IOException if the records of their stages cannot be read
   */
  public static Reproduction of(RecordedRun before, RecordedRun after) throws IOException {
    Comparing comparing = new Comparing(before, after);
    for (RunRecord.StageEntry stage : before.record().stages()) {
      if (stage.status() == RunStatus.DONE) {
        comparing.compare(stage);
      }
    }
    comparing.compareMachines();
    return comparing.result();
  }

  /** A comparison under way. */
  private static final class Comparing {
    private final RecordedRun before;
    private final RecordedRun after;
    private final List<String> differences = new ArrayList<>();
    private final List<String> otherFiles = new ArrayList<>();
    private final Set<String> changes = new LinkedHashSet<>();
    private int stages;
    private int metrics;
    private int parameters;

    Comparing(RecordedRun before, RecordedRun after) {
      this.before = before;
      this.after = after;
    }

    void compare(RunRecord.StageEntry stage) throws IOException {
      stages++;
      Optional<RunRecord.StageEntry> again =
          after.record().stages().stream()
              .filter(entry -> entry.name().equals(stage.name()))
              .filter(entry -> entry.status() == RunStatus.DONE)
              .findFirst();
      if (again.isEmpty()) {
        differences.add("%s: did not end well this time".formatted(stage.name()));
        return;
      }
      compareMetrics(stage, again.get());
      StageRecord first = before.stage(stage);
      StageRecord second = after.stage(again.get());
      compareFiles(stage.name(), first.files(), second.files());
      Differences.between(first.facts(), second.facts()).stream()
          // Of a stage whose inputs differ, the cause is told with these.
          .filter(change -> !change.startsWith("the result of stage "))
          .forEach(changes::add);
    }

    private void compareMetrics(RunRecord.StageEntry first, RunRecord.StageEntry second) {
      for (Metric metric : first.metrics()) {
        metrics++;
        Optional<Metric> again =
            second.metrics().stream()
                .filter(other -> other.name().equals(metric.name()))
                .findFirst();
        if (!again.equals(Optional.of(metric))) {
          differences.add(
              "%s: %s was %s and is %s"
                  .formatted(
                      first.name(),
                      metric.name(),
                      metric.value(),
                      again.map(Metric::value).map(String::valueOf).orElse("missing")));
        }
      }
    }

    private void compareFiles(
        String stage,
        Map<String, StageRecord.KeptFile> first,
        Map<String, StageRecord.KeptFile> second) {
      first.forEach(
          (name, file) -> {
            StageRecord.KeptFile again = second.get(name);
            boolean equal = again != null && again.sha256().equals(file.sha256());
            boolean numbers = NUMBERS.contains(name.substring(name.lastIndexOf('.') + 1));
            parameters += numbers ? 1 : 0;
            if (!equal && numbers) {
              differences.add(
                  "%s: %s %s".formatted(stage, name, again == null ? "is missing" : "differs"));
            } else if (!equal) {
              otherFiles.add("%s: %s".formatted(stage, name));
            }
          });
    }

    void compareMachines() {
      RunRecord first = before.record();
      RunRecord second = after.record();
      change("Java", first.java().version(), second.java().version());
      change("the Java machine", first.java().machine(), second.java().machine());
      change(
          "the system",
          first.system().name() + " " + first.system().version(),
          second.system().name() + " " + second.system().version());
      change("the processor", first.system().architecture(), second.system().architecture());
      change("the number of threads", threads(first), threads(second));
    }

    private static String threads(RunRecord record) {
      return record.engine().map(engine -> Integer.toString(engine.threads())).orElse("unknown");
    }

    private void change(String what, String first, String second) {
      if (!first.equals(second)) {
        changes.add("%s changed from %s to %s".formatted(what, first, second));
      }
    }

    Reproduction result() {
      return new Reproduction(
          stages, metrics, parameters, differences, otherFiles, List.copyOf(changes));
    }
  }
}
