package org.atelier.runner.execution;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.core.spi.ContextAwareBase;
import org.slf4j.Logger;

/**
 * Keeps the log from the terminal: without a configuration, Logback would print everything there.
 * The log file is added when a run begins.
 */
public final class SilentLogging extends ContextAwareBase implements Configurator {
  /** Makes the configurator; Logback finds it as a service. */
  public SilentLogging() {}

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.INFO);
    // On a computer without an NVIDIA GPU it warns at each start, in the words of a fault.
    context.getLogger("ai.djl.util.cuda.CudaUtils").setLevel(Level.ERROR);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }
}
