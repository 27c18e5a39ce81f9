package org.atelier.runner.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;
import org.atelier.runner.engine.ActiveEngine;
import org.atelier.runner.execution.Decision;
import org.atelier.runner.execution.Preview;
import org.atelier.runner.execution.RunListener;
import org.atelier.runner.execution.RunReport;
import org.atelier.runner.execution.StageReport;
import org.atelier.runner.output.Json;
import org.atelier.runner.plan.Plan;
import org.atelier.runner.plan.PlannedComponent;

/** Tells programs how a run goes on: a JSON object on each line, its {@code event} first. */
final class EventLines extends StagesProgress implements RunListener {
  private static final long INTERVAL_NANOS = 1_000_000_000L;

  private final PrintStream stream;
  private final LongSupplier nanoTime;
  private final TimeLeft timeLeft;
  private final Json json = new Json();

  /**
   * Makes the events.
   *
   * @param stream takes the lines
   * @param nanoTime tells the time in nanoseconds, from any origin
   * @param timeLeft tells how long the pipeline will still take
   */
  EventLines(PrintStream stream, LongSupplier nanoTime, TimeLeft timeLeft) {
    this.stream = stream;
    this.nanoTime = nanoTime;
    this.timeLeft = timeLeft;
  }

  /** The fields of one event, in order; what is unknown is left out. */
  private static final class Event {
    private final Map<String, Object> fields = new LinkedHashMap<>();

    Event(String name) {
      fields.put("event", name);
    }

    Event with(String name, Object value) {
      fields.put(name, value);
      return this;
    }

    Event with(String name, Optional<?> value) {
      value.ifPresent(known -> fields.put(name, known));
      return this;
    }

    Event with(String name, OptionalDouble value) {
      value.ifPresent(known -> fields.put(name, known));
      return this;
    }
  }

  private synchronized void print(Event event) {
    stream.println(json.line(event.fields));
  }

  @Override
  public void started(Plan plan, ActiveEngine engine, Path folder) {
    print(
        new Event("run-started")
            .with("pipeline", plan.pipeline())
            .with("file", plan.file().toString())
            .with("folder", folder.toString())
            .with("engine", engine.sentence())
            .with("stages", plan.stages().stream().map(PlannedComponent::name).toList()));
  }

  @Override
  public void decided(Map<String, Decision> decisions) {}

  @Override
  public void stageStarted(PlannedComponent stage, Decision decision, int number, int total) {
    print(
        new Event("stage-started")
            .with("stage", stage.name())
            .with("type", stage.spec().type())
            .with("number", number)
            .with("total", total)
            .with("reused", decision.reuses())
            .with("reason", decision.reason()));
  }

  @Override
  public void stageGoesOn(PlannedComponent stage, String reached) {
    print(new Event("stage-goes-on").with("stage", stage.name()).with("after", reached));
  }

  @Override
  public void stageEnded(StageReport stage) {
    print(
        new Event("stage-ended")
            .with("stage", stage.name())
            .with("status", stage.status())
            .with("reused", stage.decision().reuses())
            .with("seconds", stage.seconds())
            .with("folder", stage.folder().toString())
            .with("metrics", stage.results().metrics())
            .with("warnings", stage.results().warnings()));
  }

  /** Tells what a run would do. */
  void planned(Plan plan, Preview preview) {
    int number = 0;
    for (PlannedComponent stage : plan.stages()) {
      number++;
      Optional<Decision> decision = Optional.ofNullable(preview.decisions().get(stage.path()));
      print(
          new Event("stage-planned")
              .with("stage", stage.name())
              .with("type", stage.spec().type())
              .with("number", number)
              .with("total", plan.stages().size())
              .with("reused", decision.map(Decision::reuses))
              .with("reason", decision.map(Decision::reason)));
    }
    preview
        .obstacle()
        .ifPresent(
            obstacle ->
                print(
                    new Event("obstacle")
                        .with("message", obstacle.getMessage())
                        .with("remedy", obstacle.remedy())));
  }

  /** Tells how the run ended. */
  void ended(RunReport report) {
    Event event =
        new Event("run-ended")
            .with("status", report.status())
            .with("seconds", report.seconds())
            .with("folder", report.folder().toString());
    if (!report.failures().isEmpty()) {
      event.with("failures", report.failures());
    }
    print(event);
  }

  @Override
  void say(Optional<String> stage, String text) {
    print(new Event("message").with("stage", stage).with("text", text));
  }

  @Override
  Task begin(Optional<String> stage, String what, int part, int parts, long total, String unit) {
    return new EventTask(stage, what, part, parts, total, unit);
  }

  /** Tells of a piece of work once a second, and when it ends. */
  private final class EventTask implements Task {
    private final Optional<String> stage;
    private final String what;
    private final int part;
    private final int parts;
    private final long total;
    private final String unit;
    private final long start = nanoTime.getAsLong();
    private long told = start;
    private long done;
    private String note = "";

    EventTask(Optional<String> stage, String what, int part, int parts, long total, String unit) {
      this.stage = stage;
      this.what = what;
      this.part = part;
      this.parts = parts;
      this.total = total;
      this.unit = unit;
    }

    @Override
    public synchronized void advance(long units) {
      done += units;
      stage
          .filter(name -> parts > 0)
          .ifPresent(name -> timeLeft.partDone(name, part, parts, (double) done / total));
      long now = nanoTime.getAsLong();
      if (now - told >= INTERVAL_NANOS) {
        told = now;
        tell(now);
      }
    }

    @Override
    public synchronized void note(String text) {
      note = text;
    }

    @Override
    public synchronized void close() {
      tell(nanoTime.getAsLong());
    }

    private void tell(long now) {
      double seconds = (now - start) / 1e9;
      boolean under = done > 0 && seconds > 0;
      print(
          new Event("progress")
              .with("stage", stage)
              .with("work", what)
              .with("done", done)
              .with("total", total)
              .with("unit", unit)
              .with("perSecond", under ? OptionalDouble.of(done / seconds) : OptionalDouble.empty())
              .with(
                  "secondsLeft",
                  under
                      ? OptionalDouble.of((total - done) * seconds / done)
                      : OptionalDouble.empty())
              .with("pipelineSecondsLeft", timeLeft.seconds())
              .with("note", note));
    }
  }
}
