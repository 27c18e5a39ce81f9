package org.atelier.plugin.imagedatasets.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The cache under processes that share it, die, or find the disk full; two images to a pack. */
class ImageFolderProcessesTest {
  @TempDir Path temporary;

  private final List<Integer> samples = new ArrayList<>();
  private Folder folder;

  @BeforeEach
  void makeFolder() throws Exception {
    folder = new Folder(temporary);
    for (int sample = 101; sample <= 120; sample++) {
      folder.image("a/%d.png".formatted(sample), sample);
      samples.add(sample);
    }
    Thread.sleep(150);
  }

  @Test
  void aKilledProcessLeavesWhatItFinishedAndNothingElse() throws Exception {
    Process killed = FolderProcess.start(folder, 11, "");
    assertThat(FolderProcess.output(killed)).isEmpty();
    assertThat(killed.exitValue()).isEqualTo(137);

    assertThat(Folder.firstSamples(folder.dataset())).isEqualTo(samples);
    // There was no time to write the index, so the files are read again; their pixels are there.
    assertThat(files(".part")).isZero();
    assertThat(files(".pack")).isBetween(10L, 12L);
    assertThat(folder.warnings).isEmpty();
  }

  @Test
  void twoProcessesShareACache() throws Exception {
    Process one = FolderProcess.start(folder, 0, "");
    Process other = FolderProcess.start(folder, 0, "");

    assertThat(FolderProcess.output(one)).isEqualToIgnoringNewLines(samples.toString());
    assertThat(FolderProcess.output(other)).isEqualToIgnoringNewLines(samples.toString());
    assertThat(Folder.firstSamples(folder.dataset())).isEqualTo(samples);
    assertThat(folder.progress.started()).isEmpty();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aWriteThatFailsCostsTheCacheAndNotTheRun() throws Exception {
    // No file may have more than zero bytes: every write fails, as on a full disk.
    Process limited = FolderProcess.start(folder, 0, "ulimit -f 0");

    assertThat(FolderProcess.output(limited).lines())
        .containsExactly(
            "image-folder: the cache '%s' cannot be used fully (File too large): 20 of the 20 images"
                    .formatted(folder.cache)
                + " of '%s' are decoded at each use, which is slow. Make room there, or set 'cache'"
                    .formatted(folder.images)
                + " or ATELIER_CACHE to a folder with 1 MB to spare",
            samples.toString());
    assertThat(files(".part")).isZero();
    assertThat(files(".pack")).isZero();
  }

  private long files(String ending) throws IOException {
    try (Stream<Path> files = Files.walk(folder.cache)) {
      return files.filter(file -> file.toString().endsWith(ending)).count();
    }
  }
}
