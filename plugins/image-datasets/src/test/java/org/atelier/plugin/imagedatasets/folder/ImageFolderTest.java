package org.atelier.plugin.imagedatasets.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.atelier.api.DatasetContents;
import org.atelier.api.LabelledImage;
import org.atelier.api.UserException;
import org.atelier.plugin.imagedatasets.decoding.Drawings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFolderTest {
  @TempDir Path temporary;

  private Folder folder;

  @BeforeEach
  void makeFolder() throws IOException {
    folder = new Folder(temporary);
  }

  @Test
  void listsClassesAndImagesInAFixedOrder() throws IOException {
    // b is made before a, and a supplementary character sorts after U+FF5E by code point only
    folder.image("b/2.png", 20).image("b/10.png", 10).image("a/z.png", 1).image("a/in/y.png", 2);
    folder.image("\uD83D\uDE00/1.png", 30).image("\uFF5E/1.png", 40).image("B/1.png", 50);

    DatasetContents contents = folder.dataset().contents();

    assertThat(contents.classNames()).containsExactly("B", "a", "b", "\uFF5E", "\uD83D\uDE00");
    assertThat(contents.images())
        .containsExactly(
            new LabelledImage("B/1.png", 0),
            new LabelledImage("a/in/y.png", 1),
            new LabelledImage("a/z.png", 1),
            new LabelledImage("b/10.png", 2),
            new LabelledImage("b/2.png", 2),
            new LabelledImage("\uFF5E/1.png", 3),
            new LabelledImage("\uD83D\uDE00/1.png", 4));
    assertThat(contents.height()).isEqualTo(Folder.SIZE);
    assertThat(contents.width()).isEqualTo(Folder.SIZE);
    assertThat(folder.warnings).isEmpty();
  }

  @Test
  void readsThePixelsOfEachPosition() throws IOException {
    folder.image("a/1.png", 11).image("a/2.png", 12).image("b/3.png", 13);

    assertThat(Folder.firstSamples(folder.dataset())).containsExactly(11, 12, 13);
  }

  @Test
  void goesByContentAndNotByName() throws IOException {
    folder.file("a/really-a-jpeg.png", Drawings.plain("jpg", 10, 10, Color.WHITE));
    folder.file("a/really-a-png.txt", Drawings.plain("png", 10, 10, Color.BLACK));
    folder.file("a/really-a-text.jpg", "nothing to see".getBytes(StandardCharsets.UTF_8));

    assertThat(Folder.firstSamples(folder.dataset())).containsExactly(255, 0);
    assertThat(folder.warnings)
        .containsExactly(
            "image-folder: '%s': skipped 1 file that is not JPEG, PNG, GIF, BMP or WebP"
                    .formatted(folder.images)
                + " ('a/really-a-text.jpg')");
  }

  @Test
  void passesOverWhatIsNoImageInOneLine() throws IOException {
    Path outside = Files.createDirectories(temporary.resolve("outside"));
    Files.write(outside.resolve("secret.png"), Drawings.plain("png", 9, 9, Color.RED));
    folder.image("a/1.png", 1).image("a/.hidden.png", 2).image(".thumbnails/3.png", 3);
    folder
        .image("cover.png", 4)
        .file("a/notes.txt", new byte[] {1})
        .file("a/empty.jpg", new byte[0]);
    Files.createSymbolicLink(folder.images.resolve("a/link.png"), outside.resolve("secret.png"));
    Files.createSymbolicLink(folder.images.resolve("linked-class"), outside);

    DatasetContents contents = folder.dataset().contents();

    assertThat(contents.classNames()).containsExactly("a");
    assertThat(contents.images()).containsExactly(new LabelledImage("a/1.png", 0));
    assertThat(folder.warnings)
        .containsExactly(
            "image-folder: '%s': skipped 2 symbolic links, not followed (such as 'a/link.png'), 2 hidden"
                    .formatted(folder.images)
                + " files or folders, 1 file outside the class folders, 2 files that are not JPEG,"
                + " PNG, GIF, BMP or WebP (such as 'a/empty.jpg')");
  }

  @Test
  void leavesOutBrokenImagesAndNamesThem() throws IOException {
    breakTwo();

    ImageFolder dataset = folder.dataset(OnBroken.SKIP);

    assertThat(dataset.contents().images())
        .containsExactly(new LabelledImage("a/1.png", 0), new LabelledImage("b/4.png", 1));
    assertThat(folder.warnings)
        .containsExactly(
            """
            image-folder: 2 of the 4 images of '%1$s' cannot be read and are left out:
              %1$s/a/2.jpg: the file ends early
              %1$s/a/3.gif: its header claims 60000 x 60000 pixels, more than the 100 million that \
            are read\
            """
                .formatted(folder.images));
  }

  @Test
  void failsOnBrokenImagesAndNamesThemAll() throws IOException {
    breakTwo();

    assertFails(
        () -> folder.dataset(OnBroken.FAIL).contents(),
        """
        image-folder: 2 of the 4 images of '%1$s' cannot be read:
          %1$s/a/2.jpg: the file ends early
          %1$s/a/3.gif: its header claims 60000 x 60000 pixels, more than the 100 million that are \
        read\
        """
            .formatted(folder.images),
        "mend or remove these files, or set 'on-broken: skip' to leave them out");
  }

  private void breakTwo() throws IOException {
    byte[] jpeg = Drawings.plain("jpg", 300, 300, Color.ORANGE);
    byte[] gif = Drawings.plain("gif", 4, 4, Color.ORANGE);
    // the size of the frame, behind the palette of 256 colours and the graphic control extension
    int frame = indexOfFrame(gif);
    for (int i = 0; i < 4; i += 2) {
      gif[frame + 5 + i] = (byte) (60_000 & 0xff);
      gif[frame + 6 + i] = (byte) (60_000 >> 8);
    }
    folder.image("a/1.png", 1).image("b/4.png", 4);
    folder.file("a/2.jpg", Arrays.copyOf(jpeg, jpeg.length / 2)).file("a/3.gif", gif);
  }

  private static int indexOfFrame(byte[] gif) {
    int position = 13 + ((gif[10] & 0x80) != 0 ? 3 << ((gif[10] & 7) + 1) : 0);
    while (gif[position] == 0x21) {
      position += 2;
      while (gif[position] != 0) {
        position += (gif[position] & 0xff) + 1;
      }
      position++;
    }
    return position;
  }

  @Test
  void saysThatTheFolderIsMissing() {
    folder.images.toFile().delete();

    assertFails(
        () -> folder.dataset().contents(),
        "image-folder: the folder '%s' does not exist".formatted(folder.images),
        "set 'path' to a folder that holds one sub-folder of images for each class");
  }

  @Test
  void saysThatThereAreNoClassFolders() throws IOException {
    folder.image("1.png", 1);

    assertFails(
        () -> folder.dataset().contents(),
        "image-folder: '%s' holds no class folders; skipped 1 file outside the class folders"
            .formatted(folder.images),
        "put the images of each class into a sub-folder that is named after the class");
  }

  @Test
  void saysThatLinksAreWhyThereAreNoImages() throws IOException {
    Path outside = Files.createDirectories(temporary.resolve("outside"));
    Files.write(outside.resolve("1.png"), Drawings.plain("png", 9, 9, Color.RED));
    Files.createDirectories(folder.images);
    Files.createSymbolicLink(folder.images.resolve("a"), outside);

    assertFails(
        () -> folder.dataset().contents(),
        "image-folder: '%s' holds no class folders; skipped 1 symbolic link, not followed ('a')"
            .formatted(folder.images),
        "put the images of each class into a sub-folder that is named after the class");

    Files.createDirectories(folder.images.resolve("b"));
    Files.createSymbolicLink(folder.images.resolve("b/1.png"), outside.resolve("1.png"));
    assertFails(
        () -> folder.dataset().contents(),
        "image-folder: '%s' holds no images that can be read; skipped 2 symbolic links, not followed (such as 'a')"
            .formatted(folder.images),
        "put JPEG, PNG, GIF, BMP or WebP images into its class folders");
  }

  @Test
  void refusesAnEmptyClass() throws IOException {
    folder.image("a/1.png", 1);
    Files.createDirectories(folder.images.resolve("Cubism"));

    assertFails(
        () -> folder.dataset().contents(),
        "image-folder: '%s' has 1 class folder without images: Cubism".formatted(folder.images),
        "put images into each class folder, or remove those that are empty; if another dataset has"
            + " all the classes, name it in 'classes-from'");
  }

  @Test
  void takesTheClassesOfAnotherDataset() throws IOException {
    Folder train = new Folder(temporary.resolve("train"));
    train.image("a/1.png", 1).image("b/2.png", 2).image("c/3.png", 3);
    folder.image("c/4.png", 4).image("b/5.png", 5);

    DatasetContents contents = folder.datasetWithClassesFrom(train.dataset()).contents();

    assertThat(contents.classNames()).containsExactly("a", "b", "c");
    assertThat(contents.images())
        .containsExactly(new LabelledImage("b/5.png", 1), new LabelledImage("c/4.png", 2));
    assertThat(folder.warnings)
        .containsExactly(
            "image-folder: '%s' has no images of 1 class of 'train': a".formatted(folder.images));
  }

  @Test
  void refusesImagesOfClassesThatTheOtherDatasetLacks() throws IOException {
    Folder train = new Folder(temporary.resolve("train"));
    train.image("a/1.png", 1).image("b/2.png", 2);
    folder.image("a/3.png", 3).image("Cubism/4.png", 4).image("Cubism/5.png", 5);

    assertFails(
        () -> folder.datasetWithClassesFrom(train.dataset()).contents(),
        "image-folder: '%1$s' holds images of 1 class that 'train' does not have: 'Cubism'"
                .formatted(folder.images)
            + " (%s/Cubism/4.png)".formatted(folder.images),
        "rename or remove these folders; the classes of 'train' are: a, b");
  }

  @Test
  void theFingerprintChangesWithAnyPixelNameOrSize() throws IOException {
    folder.image("a/1.png", 1).image("b/2.png", 2);
    String before = folder.dataset().contents().fingerprint();
    assertThat(folder.dataset().contents().fingerprint()).isEqualTo(before);

    folder.image("a/1.png", 3);
    String pixel = folder.dataset().contents().fingerprint();
    Files.move(folder.images.resolve("a/1.png"), folder.images.resolve("a/2.png"));
    String image = folder.dataset().contents().fingerprint();
    Files.move(folder.images.resolve("b"), folder.images.resolve("c"));
    String className = folder.dataset().contents().fingerprint();

    assertThat(Stream.of(before, pixel, image, className).distinct()).hasSize(4);
  }

  @Test
  void theFingerprintStaysTheSameBesideFilesThatAreNoImages() throws IOException {
    folder.image("a/1.png", 1).image("b/2.png", 2);
    String before = folder.dataset().contents().fingerprint();
    folder.file("a/notes.txt", new byte[] {1}).file("readme.md", new byte[] {2});
    assertThat(folder.dataset().contents().fingerprint()).isEqualTo(before);
  }

  private static void assertFails(ThrowingCallable call, String message, String remedy) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            UserException.class,
            e -> {
              assertThat(e).hasMessage(message);
              assertThat(e.remedy()).isEqualTo(remedy);
            });
  }
}
