package org.atelier.runner.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;
import org.atelier.runner.report.Figures;

/**
 * How long a pipeline will still take: of the stages that run, as long as their parts so far ask
 * for; of those to come, as long as they took in earlier runs, or their repetitions in this one.
 * Safe for use by several threads.
 */
final class TimeLeft {
  private final LongSupplier nanoTime;
  private final int jobs;
  private final Map<String, Double> earlier = new LinkedHashMap<>();

  /** The stages to come, by name, each with its name in the pipeline file. */
  private final Map<String, String> waiting = new LinkedHashMap<>();

  /** Seconds that the repetitions of a stage took, by its name in the pipeline file. */
  private final Map<String, List<Double>> repetitions = new LinkedHashMap<>();

  /** The stages that run, by name. */
  private final Map<String, Running> running = new LinkedHashMap<>();

  /**
   * Makes a clock.
   *
   * @param nanoTime tells the time in nanoseconds, from any origin
   * @param jobs how many stages may run at a time
   */
  TimeLeft(LongSupplier nanoTime, int jobs) {
    this.nanoTime = nanoTime;
    this.jobs = jobs;
  }

  /**
   * A run begins.
   *
   * @param stages its stages by name, each with its name in the pipeline file
   * @param seconds how long stages took in earlier runs
   */
  synchronized void runStarts(Map<String, String> stages, Map<String, Double> seconds) {
    waiting.putAll(stages);
    earlier.putAll(seconds);
  }

  /** A stage to come will be reused, which takes no time. */
  synchronized void reuses(String stage) {
    waiting.remove(stage);
  }

  synchronized void stageStarts(String stage) {
    String family = Objects.requireNonNullElse(waiting.remove(stage), stage);
    running.put(stage, new Running(stage, family));
  }

  synchronized void stageEnds(String stage, boolean reused, double seconds) {
    Running ended = running.remove(stage);
    if (!reused && ended != null) {
      repetitions.computeIfAbsent(ended.family, name -> new ArrayList<>()).add(seconds);
    }
  }

  /**
   * A stage that runs has come further.
   *
   * @param stage its name
   * @param part which part of its work is under way, from 1
   * @param of how many parts there are
   * @param share how much of that part is done, from 0 to 1
   */
  synchronized void partDone(String stage, int part, int of, double share) {
    Running worker = running.get(stage);
    if (worker != null) {
      worker.partDone(part, of, share);
    }
  }

  /** Returns in words how long the pipeline will still take; empty if nothing is known. */
  synchronized String text() {
    List<OptionalDouble> all = ofEach();
    List<Double> known =
        all.stream().filter(OptionalDouble::isPresent).map(OptionalDouble::getAsDouble).toList();
    if (known.isEmpty()) {
      return "";
    }
    return (known.size() == all.size() ? "%s left in all" : "more than %s left in all")
        .formatted(Figures.duration(together(known)));
  }

  /** Returns the seconds that {@link #text} tells, if all stages to come are known. */
  synchronized OptionalDouble seconds() {
    List<OptionalDouble> all = ofEach();
    return all.stream().allMatch(OptionalDouble::isPresent)
        ? OptionalDouble.of(together(all.stream().map(OptionalDouble::getAsDouble).toList()))
        : OptionalDouble.empty();
  }

  /** Returns the seconds left of each stage that runs or is to come. */
  private List<OptionalDouble> ofEach() {
    List<OptionalDouble> seconds = new ArrayList<>();
    running.values().forEach(stage -> seconds.add(stage.left()));
    waiting.forEach((stage, family) -> seconds.add(expected(stage, family)));
    return seconds;
  }

  /** What runs side by side takes a share of the time of all, but as long as its longest. */
  private double together(List<Double> seconds) {
    double sum = seconds.stream().mapToDouble(Double::doubleValue).sum();
    double longest = seconds.stream().mapToDouble(Double::doubleValue).max().orElse(0);
    return Math.max(longest, sum / jobs);
  }

  private OptionalDouble expected(String stage, String family) {
    List<Double> alike = repetitions.getOrDefault(family, List.of());
    if (!alike.isEmpty()) {
      return alike.stream().mapToDouble(Double::doubleValue).average();
    }
    Double seconds = earlier.get(stage);
    return seconds == null ? OptionalDouble.empty() : OptionalDouble.of(seconds);
  }

  private double since(long moment) {
    return (nanoTime.getAsLong() - moment) / 1e9;
  }

  /** A stage that runs. */
  private final class Running {
    private final String stage;
    private final String family;
    private final long start = nanoTime.getAsLong();
    private long partsStart;
    private double partsBefore = -1;
    private double partsDone;
    private int parts;

    Running(String stage, String family) {
      this.stage = stage;
      this.family = family;
    }

    void partDone(int part, int of, double share) {
      if (partsBefore < 0 || of != parts) {
        // The first part may begin late: a stage that goes on has done others before.
        partsBefore = part - 1;
        partsDone = partsBefore;
        partsStart = nanoTime.getAsLong();
        parts = of;
      }
      // What follows a part, such as its validation, counts from its beginning once more.
      partsDone = Math.max(part - 1 + share, partsDone);
    }

    OptionalDouble left() {
      double done = partsDone - partsBefore;
      if (partsBefore >= 0 && done > 0) {
        return OptionalDouble.of(since(partsStart) / done * (parts - partsDone));
      }
      OptionalDouble expected = expected(stage, family);
      return expected.isPresent()
          ? OptionalDouble.of(Math.max(0, expected.getAsDouble() - since(start)))
          : OptionalDouble.empty();
    }
  }
}
