package org.atelier.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestServicesTest {
  @TempDir Path folder;

  @Test
  @Tag("engine")
  void startsTheEngineThatTheTestsAreRunWith() {
    TestServices services = new TestServices(folder);
    assertThat(services.compute().engine()).isEqualTo(System.getProperty("ai.djl.default_engine"));
    try (NDManager manager = services.compute().newManager()) {
      assertThat(manager.create(new float[] {1, 2, 3}).sum().getFloat()).isEqualTo(6);
    }
  }

  @Test
  void keepsWhatIsReported() {
    TestServices services = new TestServices(folder);
    services.warnings().add("from a dataset");
    services.context().results().warning("from a stage");
    assertThat(services.reported().warnings()).containsExactly("from a dataset", "from a stage");
    assertThat(services.context().folder()).isEqualTo(folder);
  }

  @Test
  void givesTheSameRandomNumbersInEachTest() {
    assertThat(new TestServices(folder).randomStreams().seed("a"))
        .isEqualTo(new TestServices(folder).randomStreams().seed("a"));
  }
}
