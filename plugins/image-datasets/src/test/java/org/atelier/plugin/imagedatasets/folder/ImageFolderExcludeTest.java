package org.atelier.plugin.imagedatasets.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.atelier.api.LabelledImage;
import org.atelier.api.UserException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Images that a file leaves out. */
class ImageFolderExcludeTest {
  private static final String REMEDY =
      "name a CSV file with a column 'id', or a text file with an id on each line; an id is the"
          + " path of an image below the dataset's folder, such as 'rose/1.jpg'";

  @TempDir Path temporary;

  private Folder folder;

  @BeforeEach
  void makeFolder() throws IOException {
    folder = new Folder(temporary);
    folder.image("a/1.png", 10).image("a/2, \"x\".png", 20).image("b/3.png", 30);
    folder.image("b/rene\u0301.png", 40);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a/2, \"x\".png\nb/ren\u00e9.png\n",
        "\uFEFFa/2, \"x\".png\r\n\r\nb/rene\u0301.png",
        "id\na/1.png\n",
        "id\r\n\"a/2, \"\"x\"\".png\"\r\nb/ren\u00e9.png\r\n",
        "\uFEFFkind,id\nexact,\"a/2, \"\"x\"\".png\"\n\nnear,b/ren\u00e9.png\n",
      })
  void readsCsvAndText(String list) throws IOException {
    List<String> ids =
        folder.datasetWithout(write(list)).contents().images().stream()
            .map(LabelledImage::id)
            .toList();

    assertThat(ids)
        .isEqualTo(
            list.contains("a/1.png")
                ? List.of("a/2, \"x\".png", "b/3.png", "b/ren\u00e9.png")
                : List.of("a/1.png", "b/3.png"));
    assertThat(folder.warnings).isEmpty();
  }

  @Test
  void readsThePixelsOfThoseThatAreLeft() throws IOException {
    assertThat(Folder.firstSamples(folder.datasetWithout(write("a/1.png\nb/3.png"))))
        .containsExactly(20, 40);
  }

  @Test
  void theFingerprintChanges() throws IOException {
    assertThat(folder.datasetWithout(write("a/1.png")).contents().fingerprint())
        .isNotEqualTo(folder.dataset().contents().fingerprint());
  }

  @Test
  void saysNothingOfABrokenImageThatIsLeftOut() throws IOException {
    folder.file("a/4.gif", "GIF89a".getBytes(StandardCharsets.US_ASCII));

    assertThat(folder.datasetWithout(write("a/4.gif")).contents().size()).isEqualTo(4);
    assertThat(folder.warnings).isEmpty();
  }

  @Test
  void warnsOfIdsThatNameNoImage() throws IOException {
    Path list = write("a/1.png\nA/1.png\nother/7.png\n");

    assertThat(folder.datasetWithout(list).contents().size()).isEqualTo(3);
    assertThat(folder.warnings)
        .containsExactly(
            "image-folder: 2 of the 3 ids in '%s' name no image of '%s': A/1.png, other/7.png"
                .formatted(list, folder.images));
  }

  @Test
  void refusesToLeaveOutAWholeClass() throws IOException {
    Path list = write("a/1.png\na/2, \"x\".png");

    assertFails(
        list,
        "image-folder: '%s' has 1 class folder without images: a ('exclude' leaves out 2)"
            .formatted(folder.images),
        "put images into each class folder, or remove those that are empty; if another dataset has"
            + " all the classes, name it in 'classes-from'");
  }

  @Test
  void refusesToLeaveOutEverything() throws IOException {
    Path list = write("a/1.png\na/2, \"x\".png\nb/3.png\nb/ren\u00e9.png");

    assertFails(
        list,
        "image-folder: '%s' holds no images that can be read, besides 4 that 'exclude' leaves out"
            .formatted(folder.images),
        "take ids out of '%s'".formatted(list));
  }

  @Test
  void saysThatTheFileIsMissing() {
    Path list = temporary.resolve("missing.csv");

    assertFails(
        list, "image-folder: 'exclude' names '%s', which does not exist".formatted(list), REMEDY);
  }

  @Test
  void saysThatTheFileIsAFolder() {
    assertFails(
        temporary,
        "image-folder: 'exclude' names '%s', which cannot be read: Is a directory"
            .formatted(temporary),
        REMEDY);
  }

  @Test
  void saysThatTheFileIsNoText() throws IOException {
    Path list = temporary.resolve("list.txt");
    Files.write(list, new byte[] {(byte) 0xff, 0, 1});

    assertFails(
        list,
        "image-folder: 'exclude' names '%s', which is no text in UTF-8".formatted(list),
        REMEDY);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      textBlock =
          """
          |id,kind\\n"a/1.png,near\\n|, (startline 2) EOF reached before encapsulated token finished
          |kind,id\\nnear\\n|,          line 2 ends before the column 'id'
          """)
  void saysThatTheTableIsDamaged(String table, String reason) throws IOException {
    Path list = write(table.replace("\\n", "\n"));

    assertFails(
        list,
        "image-folder: 'exclude' names '%s', which cannot be read: %s".formatted(list, reason),
        REMEDY);
  }

  private Path write(String list) throws IOException {
    return Files.writeString(temporary.resolve("exclude.csv"), list);
  }

  private void assertFails(Path list, String message, String remedy) {
    assertThatThrownBy(() -> folder.datasetWithout(list).contents())
        .isInstanceOfSatisfying(
            UserException.class,
            e -> {
              assertThat(e).hasMessage(message);
              assertThat(e.remedy()).isEqualTo(remedy);
            });
  }
}
