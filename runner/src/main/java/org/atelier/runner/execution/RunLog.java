package org.atelier.runner.execution;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.OutputStreamAppender;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.atelier.api.UserException;
import org.slf4j.LoggerFactory;

/** The log of a run: everything that is logged in this process until it is closed. */
final class RunLog {
  private static final String LINE = "%-5level [%thread] %logger: %msg%n";

  private final Logger root;
  private final OutputStreamAppender<ILoggingEvent> appender;

  private RunLog(Logger root, OutputStreamAppender<ILoggingEvent> appender) {
    this.root = root;
    this.appender = appender;
  }

  /**
   * Begins to log into a file.
   *
   * @throws UserException if the file cannot be written
   */
  static RunLog open(Path file) {
    FileAppender<ILoggingEvent> appender = new FileAppender<>();
    appender.setFile(file.toString());
    RunLog log = begin(appender, "%d{yyyy-MM-dd HH:mm:ss.SSS} " + LINE);
    if (!appender.isStarted()) {
      throw new UserException(
          "the log file %s cannot be written".formatted(file),
          "choose a folder that you may write to with --runs DIR");
    }
    return log;
  }

  /** Begins to log into a stream, for a log that tells the time itself. */
  static RunLog open(OutputStream stream) {
    OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
    appender.setOutputStream(stream);
    return begin(appender, LINE);
  }

  private static RunLog begin(OutputStreamAppender<ILoggingEvent> appender, String pattern) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setCharset(StandardCharsets.UTF_8);
    encoder.setPattern(pattern);
    encoder.start();
    appender.setContext(context);
    appender.setEncoder(encoder);
    appender.start();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.INFO);
    root.addAppender(appender);
    return new RunLog(root, appender);
  }

  /** Ends logging. */
  void close() {
    root.detachAppender(appender);
    appender.stop();
  }
}
