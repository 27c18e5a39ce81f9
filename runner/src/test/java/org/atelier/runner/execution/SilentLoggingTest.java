package org.atelier.runner.execution;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import org.junit.jupiter.api.Test;

class SilentLoggingTest {
  private final LoggerContext context = new LoggerContext();

  @Test
  void computersWithoutGpuAreNotWarned() {
    new SilentLogging().configure(context);
    assertThat(context.getLogger("ai.djl.util.cuda.CudaUtils").isWarnEnabled()).isFalse();
    assertThat(context.getLogger("ai.djl.util.cuda.CudaUtils").isErrorEnabled()).isTrue();
    assertThat(context.getLogger("ai.djl.util").isWarnEnabled()).isTrue();
  }
}
