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
 * How long a pipeline will still take: of the stage that runs, as long as its parts so far ask for;
 * of those to come, as long as they took in earlier runs, or their repetitions in this one. Safe
 * for use by several threads.
 */
final class TimeLeft {
  private final LongSupplier nanoTime;
  private final Map<String, Double> earlier = new LinkedHashMap<>();

  /** The stages to come, by name, each with its name in the pipeline file. */
  private final Map<String, String> waiting = new LinkedHashMap<>();

  /** Seconds that the repetitions of a stage took, by its name in the pipeline file. */
  private final Map<String, List<Double>> repetitions = new LinkedHashMap<>();

  private String running = "";
  private String family = "";
  private long stageStart;
  private long partsStart;
  private double partsBefore = -1;
  private double partsDone;
  private int parts;

  /**
   * Makes a clock.
   *
   * @param nanoTime tells the time in nanoseconds, from any origin
   */
  TimeLeft(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
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

  synchronized void stageStarts(String stage) {
    running = stage;
    family = Objects.requireNonNullElse(waiting.remove(stage), stage);
    stageStart = nanoTime.getAsLong();
    partsBefore = -1;
    parts = 0;
  }

  synchronized void stageEnds(boolean reused, double seconds) {
    if (!reused) {
      repetitions.computeIfAbsent(family, name -> new ArrayList<>()).add(seconds);
    }
    running = "";
  }

  /**
   * The running stage has come further.
   *
   * @param part which part of its work is under way, from 1
   * @param of how many parts there are
   * @param share how much of that part is done, from 0 to 1
   */
  synchronized void partDone(int part, int of, double share) {
    double done = part - 1 + share;
    if (partsBefore < 0 || of != parts) {
      // The first part may begin late: a stage that goes on has done others before.
      partsBefore = part - 1;
      partsDone = partsBefore;
      partsStart = nanoTime.getAsLong();
      parts = of;
    }
    // What follows a part, such as its validation, counts from its beginning once more.
    partsDone = Math.max(done, partsDone);
  }

  /** Returns in words how long the pipeline will still take; empty if nothing is known. */
  synchronized String text() {
    double known = 0;
    boolean all = true;
    boolean some = false;
    if (!running.isEmpty()) {
      OptionalDouble left = ofRunning();
      all = left.isPresent();
      some = left.isPresent();
      known = left.orElse(0);
    }
    for (Map.Entry<String, String> stage : waiting.entrySet()) {
      OptionalDouble expected = expected(stage.getKey(), stage.getValue());
      all &= expected.isPresent();
      some |= expected.isPresent();
      known += expected.orElse(0);
    }
    if (!some) {
      return "";
    }
    return (all ? "%s left in all" : "more than %s left in all").formatted(Figures.duration(known));
  }

  /** Returns the seconds that {@link #text} tells, if all stages to come are known. */
  synchronized OptionalDouble seconds() {
    OptionalDouble left = running.isEmpty() ? OptionalDouble.of(0) : ofRunning();
    for (Map.Entry<String, String> stage : waiting.entrySet()) {
      OptionalDouble expected = expected(stage.getKey(), stage.getValue());
      left =
          left.isPresent() && expected.isPresent()
              ? OptionalDouble.of(left.getAsDouble() + expected.getAsDouble())
              : OptionalDouble.empty();
    }
    return left;
  }

  private OptionalDouble ofRunning() {
    double done = partsDone - partsBefore;
    if (partsBefore >= 0 && done > 0) {
      double seconds = (nanoTime.getAsLong() - partsStart) / 1e9;
      return OptionalDouble.of(seconds / done * (parts - partsDone));
    }
    double spent = (nanoTime.getAsLong() - stageStart) / 1e9;
    OptionalDouble expected = expected(running, family);
    return expected.isPresent()
        ? OptionalDouble.of(Math.max(0, expected.getAsDouble() - spent))
        : OptionalDouble.empty();
  }

  private OptionalDouble expected(String stage, String name) {
    List<Double> alike = repetitions.getOrDefault(name, List.of());
    if (!alike.isEmpty()) {
      return alike.stream().mapToDouble(Double::doubleValue).average();
    }
    Double seconds = earlier.get(stage);
    return seconds == null ? OptionalDouble.empty() : OptionalDouble.of(seconds);
  }
}
