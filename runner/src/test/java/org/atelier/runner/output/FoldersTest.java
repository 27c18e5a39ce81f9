package org.atelier.runner.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldersTest {
  @TempDir Path folder;

  @Test
  void copiesWhereTheFileSystemRefusesLinks() throws IOException {
    Path from = Files.createDirectories(folder.resolve("from/model")).getParent();
    Files.writeString(from.resolve("model/parameters.params"), "numbers");
    Files.setLastModifiedTime(
        from.resolve("model/parameters.params"), FileTime.fromMillis(86_400_000));
    // A ZIP file knows no links and is another store than the disk.
    try (FileSystem refusing =
        FileSystems.newFileSystem(folder.resolve("refusing.zip"), Map.of("create", "true"))) {
      Path to = refusing.getPath("/to");

      Folders.link(from, to);

      Path copy = to.resolve("model/parameters.params");
      assertThat(Files.readString(copy)).isEqualTo("numbers");
      assertThat(Files.getLastModifiedTime(copy).toMillis())
          .as("the time that tells whether a kept result was changed")
          .isEqualTo(86_400_000);
    }
  }
}
