package org.atelier.runner.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.atelier.api.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
  @TempDir Path folder;

  @Test
  void replacesAFileAsAWhole() throws IOException {
    Path file = folder.resolve("a.txt");
    WholeFile.writeText(file, "before");
    WholeFile.writeText(file, "after");
    assertThat(file).hasContent("after");
    assertThat(names()).containsExactly("a.txt");
  }

  @Test
  void leavesTheOldFileWhenWritingFails() throws IOException {
    Path file = folder.resolve("a.txt");
    WholeFile.writeText(file, "before");
    assertThatThrownBy(
            () ->
                WholeFile.write(
                    file,
                    out -> {
                      out.write(new byte[100_000]);
                      throw new IOException("broken");
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage("broken");
    assertThat(file).hasContent("before");
    assertThat(names()).containsExactly("a.txt");
  }

  @Test
  void tellsAFullDisk() throws IOException {
    assertThatThrownBy(
            () ->
                WholeFile.write(
                    folder.resolve("a.txt"),
                    out -> {
                      throw new IOException("No space left on device");
                    }))
        .isInstanceOfSatisfying(
            UserException.class,
            e -> {
              assertThat(e).hasMessage("no space left on the disk that holds %s", folder);
              assertThat(e.remedy())
                  .isEqualTo(
                      "free some space there, or choose another disk: --runs DIR for runs, ATELIER_CACHE for the cache");
            });
    assertThat(names()).isEmpty();
  }

  @Test
  void tellsADiskThatIsReallyFull() throws IOException, InterruptedException {
    Path disk = Files.createDirectory(folder.resolve("disk"));
    assumeThat(mount(disk)).as("may mount a small disk").isTrue();
    try {
      assertThatThrownBy(
              () -> WholeFile.write(disk.resolve("a"), out -> out.write(new byte[200_000])))
          .isInstanceOf(UserException.class)
          .hasMessage("no space left on the disk that holds %s", disk);
      assertThat(disk).isEmptyDirectory();
    } finally {
      new ProcessBuilder("umount", disk.toString()).start().waitFor();
    }
  }

  private static boolean mount(Path disk) throws InterruptedException {
    try {
      return new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=64k", "none", disk.toString())
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private Stream<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList().stream();
    }
  }
}
