package org.atelier.runner.execution;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.atelier.api.service.Progress;
import org.atelier.runner.engine.ActiveEngine;
import org.atelier.runner.engine.FreeMemory;
import org.atelier.runner.output.ResultsWriter;
import org.atelier.runner.plan.PlannedComponent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs stages in processes of their own. What is one per process and would lead from one stage's
 * randomness or gradients into another's, as the engines' generators do, cannot be shared this way.
 */
final class SeparateStages {
  private static final Logger LOG = LoggerFactory.getLogger(SeparateStages.class);

  /** What a process ended by a signal adds to its number. */
  private static final int SIGNAL = 128;

  private final RunRequest request;
  private final SideBySide sideBySide;
  private final ActiveEngine engine;
  private final RunFolder folder;
  private final RunProgress progress;
  private final RunListener listener;
  private final MemoryTogether memory;
  private final Set<Process> processes = new HashSet<>();
  private boolean stopped;

  SeparateStages(
      RunRequest request,
      SideBySide sideBySide,
      ActiveEngine engine,
      RunFolder folder,
      RunProgress progress,
      RunListener listener) {
    this.request = request;
    this.sideBySide = sideBySide;
    this.engine = engine;
    this.folder = folder;
    this.progress = progress;
    this.listener = listener;
    this.memory = new MemoryTogether(FreeMemory.on(engine.device()));
  }

  /**
   * Runs a stage and waits for it.
   *
   * @param warnings what is told with its results already
   * @param stopping whether the run is being stopped
   * @throws IOException if no process can be started
   */
  StageRunner.Outcome run(
      PlannedComponent planned,
      StageKey key,
      Decision decision,
      List<String> warnings,
      BooleanSupplier stopping)
      throws IOException {
    long start = System.nanoTime();
    Process process = sideBySide.launcher().start();
    LOG.info("stage {} begins in process {}", planned.name(), process.pid());
    Thread log = log(planned.name(), process.getErrorStream());
    try {
      begin(process, task(planned, key, decision, warnings));
      Optional<StageMessage.Answer> answer = new Talk(planned).listen(process.getInputStream());
      int exitCode = waitFor(process, log);
      LOG.info("the process of stage {} has ended with {}", planned.name(), exitCode);
      return outcome(
          planned,
          key,
          decision,
          answer.isPresent()
              ? answer.get()
              : silence(planned, exitCode, warnings, stopping, (System.nanoTime() - start) / 1e9));
    } finally {
      memory.ended(planned.name());
      end(process);
    }
  }

  /** Lets all stages that run end in order, after the batch that they are at. */
  synchronized void stop() {
    stopped = true;
    processes.forEach(process -> say(process, StageTask.STOP));
  }

  private synchronized void begin(Process process, StageTask task) {
    processes.add(process);
    say(process, task.line());
    if (stopped) {
      say(process, StageTask.STOP);
    }
  }

  private synchronized void end(Process process) {
    processes.remove(process);
    // Only one that did not do what it should is still alive.
    process.destroyForcibly();
  }

  private static void say(Process process, String line) {
    try {
      OutputStream input = process.getOutputStream();
      input.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      input.flush();
    } catch (IOException e) {
      // It has ended already, which is noticed where its answer is waited for.
      LOG.info("process {} listens no more", process.pid(), e);
    }
  }

  private StageTask task(
      PlannedComponent planned, StageKey key, Decision decision, List<String> warnings) {
    return new StageTask(
        folder.path().toString(),
        planned.name(),
        key,
        decision.reason(),
        warnings,
        engine.choice().engine().key(),
        engine.choice().deviceText(),
        sideBySide.plugins().stream().map(path -> path.toAbsolutePath().toString()).toList(),
        request.cache().toAbsolutePath().toString(),
        request.selection().verify());
  }

  private static StageRunner.Outcome outcome(
      PlannedComponent planned, StageKey key, Decision decision, StageMessage.Answer answer) {
    return new StageRunner.Outcome(
        new StageReport(
            planned.name(),
            planned.member(),
            planned.spec().type(),
            key,
            decision,
            answer.status(),
            answer.seconds(),
            Path.of(answer.folder()),
            answer.results(),
            answer.goneOnAfter(),
            answer.reached()),
        answer.failure());
  }

  /** Makes an answer for a process that ended without one. */
  private StageMessage.Answer silence(
      PlannedComponent planned,
      int exitCode,
      List<String> warnings,
      BooleanSupplier stopping,
      double seconds)
      throws IOException {
    RunStatus status = stopping.getAsBoolean() ? RunStatus.INTERRUPTED : RunStatus.FAILED;
    if (Files.notExists(folder.staging(planned.name()))) {
      folder.begin(planned.name());
    }
    Path ended = folder.end(planned.name(), status);
    Optional<Failure> failure =
        status == RunStatus.INTERRUPTED
            ? Optional.empty()
            : Optional.of(
                new Failure(
                    Optional.of(planned.name()),
                    "its process ended all at once (%s)".formatted(cause(exitCode)),
                    Optional.empty(),
                    "look for the cause at the end of the log; if memory ran out, let fewer stages"
                        + " run at a time, with a smaller --jobs"));
    return new StageMessage.Answer(
        status,
        seconds,
        ended.toString(),
        new ResultsWriter.Report(List.of(), warnings, Map.of(), List.of()),
        Optional.empty(),
        Optional.empty(),
        failure);
  }

  private static String cause(int exitCode) {
    return exitCode > SIGNAL ? "signal " + (exitCode - SIGNAL) : "exit code " + exitCode;
  }

  /** Nothing interrupts this for long: a process that is to stop has been told so. */
  private static int waitFor(Process process, Thread log) {
    while (true) {
      try {
        int exitCode = process.waitFor();
        log.join();
        return exitCode;
      } catch (InterruptedException e) {
        LOG.info("process {} is waited for", process.pid());
      }
    }
  }

  /** Puts what a process logs into the log of the run. */
  private static Thread log(String stage, InputStream stream) {
    Thread thread =
        new Thread(
            () -> {
              try (BufferedReader lines = reader(stream)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                  LOG.info("{}: {}", stage, line);
                }
              } catch (IOException e) {
                LOG.warn("the log of stage {} breaks off", stage, e);
              }
            },
            "log of " + stage);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static BufferedReader reader(InputStream stream) {
    return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
  }

  /** What a process tells while it runs. */
  private final class Talk {
    private final PlannedComponent planned;
    private final Progress shown;
    private final Map<Integer, Progress.Task> works = new HashMap<>();
    private Optional<StageMessage.Answer> answer = Optional.empty();

    Talk(PlannedComponent planned) {
      this.planned = planned;
      this.shown = progress.of(planned.name());
    }

    /** Listens until the process has said all. */
    Optional<StageMessage.Answer> listen(InputStream stream) throws IOException {
      try (BufferedReader lines = reader(stream)) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          hear(line);
        }
      } finally {
        works.values().forEach(Progress.Task::close);
      }
      return answer;
    }

    private void hear(String line) {
      StageMessage message;
      try {
        message = StageMessage.read(line);
      } catch (IOException e) {
        // Native libraries may print where they like.
        LOG.info("{} prints: {}", planned.name(), line);
        return;
      }
      switch (message.kind()) {
        case GOES_ON -> listener.stageGoesOn(planned, message.text());
        case SAYS -> shown.say(message.text());
        case EXPECTS -> memory.expect(planned.name(), message.units()).ifPresent(shown::say);
        case BEGINS ->
            works.put(
                message.work(),
                shown.startPart(
                    message.text(),
                    message.part(),
                    message.parts(),
                    message.units(),
                    message.unit()));
        case ADVANCES -> works.get(message.work()).advance(message.units());
        case NOTES -> works.get(message.work()).note(message.text());
        case ENDS -> works.remove(message.work()).close();
        case ANSWERS -> answer = message.answer();
      }
    }
  }
}
