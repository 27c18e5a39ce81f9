package org.atelier.runner.execution;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.atelier.runner.output.Json;
import org.atelier.runner.output.ResultsWriter;

/**
 * What a stage's process tells the run that it works for.
 *
 * @param kind what kind of news
 * @param work the piece of work, by a number
 * @param text what is said, such as the piece's name or how far the stage goes on from
 * @param part which of several like pieces it is; 0 if it is none of several
 * @param parts how many like pieces there are
 * @param units how many units the piece has, how many more are done, or bytes of memory
 * @param unit the word for several units
 * @param answer how the stage went; empty before it has ended
 */
record StageMessage(
    Kind kind,
    int work,
    String text,
    int part,
    int parts,
    long units,
    String unit,
    Optional<Answer> answer) {

  /** Kinds of news. */
  enum Kind {
    /** The stage goes on with what an earlier run of it had done. */
    GOES_ON,
    /** Something is said. */
    SAYS,
    /** The stage expects to take so many bytes of memory. */
    EXPECTS,
    /** A piece of work begins. */
    BEGINS,
    /** More of it is done. */
    ADVANCES,
    /** There is something to be shown beside it. */
    NOTES,
    /** It ends. */
    ENDS,
    /** The stage has ended. */
    ANSWERS
  }

  /**
   * How the stage went.
   *
   * @param status how it ended
   * @param seconds how long it took
   * @param folder where its files lie
   * @param results what it reported
   * @param goneOnAfter how far an earlier run of it had come
   * @param reached how far its last checkpoint is
   * @param failure why it failed
   */
  record Answer(
      RunStatus status,
      double seconds,
      String folder,
      ResultsWriter.Report results,
      Optional<String> goneOnAfter,
      Optional<String> reached,
      Optional<Failure> failure) {}

  static StageMessage text(Kind kind, int work, String text) {
    return new StageMessage(kind, work, text, 0, 0, 0, "", Optional.empty());
  }

  static StageMessage begins(int work, String what, int part, int parts, long units, String unit) {
    return new StageMessage(Kind.BEGINS, work, what, part, parts, units, unit, Optional.empty());
  }

  static StageMessage expects(long bytes) {
    return new StageMessage(Kind.EXPECTS, 0, "", 0, 0, bytes, "", Optional.empty());
  }

  static StageMessage advances(int work, long units) {
    return new StageMessage(Kind.ADVANCES, work, "", 0, 0, units, "", Optional.empty());
  }

  static StageMessage answers(StageRunner.Outcome outcome) {
    StageReport report = outcome.report();
    return new StageMessage(
        Kind.ANSWERS,
        0,
        "",
        0,
        0,
        0,
        "",
        Optional.of(
            new Answer(
                report.status(),
                report.seconds(),
                report.folder().toString(),
                report.results(),
                report.goneOnAfter(),
                report.reached(),
                outcome.failure())));
  }

  /** Returns the message in one line. */
  String line() {
    return new Json().line(this);
  }

  /**
   * Reads a message.
   *
   * @throws IOException if the line is none
   */
  static StageMessage read(String line) throws IOException {
    return new Json().read(line.getBytes(StandardCharsets.UTF_8), StageMessage.class);
  }
}
