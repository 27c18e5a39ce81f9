package org.atelier.runner.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SelfCheckMemoryTest {
  private static final SelfCheck CHECK =
      new SelfCheck(SelfCheck.Verdict.SAFE_MODE, true, "signal 8: \"=#\nwith all kinds of é");

  @TempDir Path folder;

  @Test
  void recallsWhatItRemembers() throws IOException {
    SelfCheckMemory memory = new SelfCheckMemory(folder.resolve("new/folder"));

    assertThat(memory.recall("MXNet on this CPU")).isEmpty();
    assertThat(memory.remember("MXNet on this CPU", CHECK)).isEmpty();
    assertThat(memory.recall("MXNet on this CPU")).contains(CHECK);
    assertThat(memory.recall("MXNet on another CPU")).isEmpty();

    memory.forget();
    assertThat(memory.recall("MXNet on this CPU")).isEmpty();
  }

  @Test
  void replacesAnOutcomeAndLeavesNoDraft() throws IOException {
    SelfCheckMemory memory = new SelfCheckMemory(folder);
    SelfCheck later = new SelfCheck(SelfCheck.Verdict.PASSED, false, "fine");
    memory.remember("subject", CHECK);
    memory.remember("subject", later);

    assertThat(memory.recall("subject")).contains(later);
    assertThat(files()).hasSize(1).allMatch(file -> file.toString().endsWith(".properties"));
  }

  @Test
  void takesADamagedFileForNone() throws IOException {
    SelfCheckMemory memory = new SelfCheckMemory(folder);
    memory.remember("subject", CHECK);
    Path file = files().get(0);
    for (String damage : List.of("", "subject=subject\nverdict=PERHAPS", "\\u00", "\0\1")) {
      Files.writeString(file, damage);
      assertThat(memory.recall("subject")).isEmpty();
    }
  }

  @Test
  void saysThatItCannotWrite() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    assertThat(new SelfCheckMemory(file.resolve("folder")).remember("subject", CHECK))
        .hasValueSatisfying(
            notice ->
                assertThat(notice)
                    .startsWith(
                        "The self-check will be repeated next time, as its outcome cannot be"
                            + " written to "
                            + file.resolve("folder")
                            + " ("));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
