package org.atelier.plugin.imagedatasets.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.atelier.api.DatasetContents;
import org.atelier.api.LabelledImage;
import org.atelier.api.Resize;
import org.atelier.api.UserException;
import org.atelier.plugin.imagedatasets.decoding.Drawings;
import org.atelier.runner.plan.SpecBinder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFilesTest {
  private static final int PLANES = 3 * Folder.SIZE * Folder.SIZE;

  @TempDir Path temporary;

  private final List<String> warnings = new ArrayList<>();
  private Folder folder;

  @BeforeEach
  void makeFolder() throws IOException {
    folder = new Folder(temporary);
  }

  @Test
  void takesFilesAndWholeFoldersInTheOrderTheyAreGiven() throws IOException {
    folder.image("z.png", 9).image("set/b.png", 2).image("set/a/c.png", 1).image("other.png", 3);

    ImageFiles dataset = dataset(List.of(path("z.png"), path("set")));

    assertThat(ids(dataset))
        .containsExactly(
            path("z.png").toString(), path("set/a/c.png").toString(), path("set/b.png").toString());
    assertThat(Folder.firstSamples(dataset)).containsExactly(9, 1, 2);
    DatasetContents contents = dataset.contents();
    assertThat(contents.classNames()).containsExactly("unlabelled");
    assertThat(contents.height()).isEqualTo(Folder.SIZE);
    assertThat(contents.width()).isEqualTo(Folder.SIZE);
    assertThat(contents.resize()).isEqualTo(Resize.PAD);
    assertThat(warnings).isEmpty();
  }

  @Test
  void knowsAnImageOfAListByItsPathAsItIsWrittenThere() throws IOException {
    folder.image("one.png", 1).image("a folder/two.png", 2).image("three.png", 3);
    Path list = list("one.png\r\n\n./a folder/\none.png\n%s\n".formatted(path("three.png")));

    ImageFiles dataset = dataset(List.of(), Optional.of(list), Optional.empty());

    assertThat(ids(dataset))
        .containsExactly("one.png", "./a folder/two.png", path("three.png").toString());
    assertThat(Folder.firstSamples(dataset)).containsExactly(1, 2, 3);
  }

  @Test
  void pathsOfAListStartWhereTheSettingSays() throws IOException {
    folder.image("in/one.png", 1);
    Path list = Files.writeString(temporary.resolve("elsewhere.txt"), "one.png");

    assertThat(ids(dataset(List.of(), Optional.of(list), Optional.of(path("in")))))
        .containsExactly("one.png");
  }

  @Test
  void leavesOutWhatCannotBeReadAndWritesItDown() throws IOException {
    byte[] whole = Drawings.plain("jpg", 40, 40, Color.WHITE);
    folder.image("good.png", 7).file("text.jpg", "no image".getBytes(StandardCharsets.UTF_8));
    folder.file("set/cut.jpg", Arrays.copyOf(whole, whole.length - 4));
    folder.file("set/readme.txt", "no image".getBytes(StandardCharsets.UTF_8));
    folder.file("set/.hidden.jpg", whole);
    Files.createSymbolicLink(path("set/link.png"), path("good.png"));
    Path list = list("good.png\nmissing.png\ntext.jpg\nset\n");

    ImageFiles dataset = dataset(List.of(), Optional.of(list), Optional.empty());

    assertThat(ids(dataset)).containsExactly("good.png");
    assertThat(warnings)
        .containsExactly(
            "image-files: skipped 1 symbolic link, not followed ('set/link.png'), 1 hidden file or"
                + " folder, 1 file that is not JPEG, PNG, GIF, BMP or WebP ('set/readme.txt')",
            """
            image-files: 3 of the 4 images cannot be read and are left out:
              missing.png: there is no such file
              text.jpg: it is not an image of a known format
              set/cut.jpg: the file ends early\
            """);
    assertThat(temporary.resolve("left-out.csv"))
        .hasContent(
            """
            id,reason
            missing.png,there is no such file
            text.jpg,it is not an image of a known format
            set/cut.jpg,the file ends early
            """);
  }

  @Test
  void followsALinkThatIsNamedItself() throws IOException {
    folder.image("real.png", 5);
    Files.createSymbolicLink(path("link.png"), path("real.png"));

    ImageFiles dataset = dataset(List.of(path("link.png")));

    assertThat(ids(dataset)).containsExactly(path("link.png").toString());
    assertThat(Folder.firstSamples(dataset)).containsExactly(5);
  }

  @Test
  void decodesAgainWhatDoesNotFitIntoMemory() throws IOException {
    folder.image("1.png", 1).image("2.png", 2).image("3.png", 3);
    ImageFiles dataset = dataset(settings(List.of(folder.images), Optional.empty()), PLANES);
    dataset.contents();

    assertThat(Folder.firstSamples(dataset)).containsExactly(1, 2, 3);

    folder.image("1.png", 10).image("2.png", 20).image("3.png", 30);
    assertThatThrownBy(() -> Folder.firstSamples(dataset))
        .isInstanceOf(UserException.class)
        .hasMessageMatching(
            "image-files: the image '.*/[123].png' has changed since the run began");
  }

  @Test
  void theFingerprintTellsOtherContentsAndOtherNames() throws IOException {
    folder.image("a/1.png", 1).image("b/1.png", 2).image("c/1.png", 1);

    String fingerprint = fingerprint("a");

    assertThat(fingerprint("a")).isEqualTo(fingerprint);
    assertThat(fingerprint("b")).isNotEqualTo(fingerprint);
    assertThat(fingerprint("c")).isNotEqualTo(fingerprint);
  }

  @Test
  void nothingToReadIsAnError() throws IOException {
    Files.createDirectories(path("empty"));
    assertThatThrownBy(() -> dataset(List.of(path("empty"))).contents())
        .isInstanceOf(UserException.class)
        .hasMessage("image-files: there are no images among the files that were given")
        .extracting(thrown -> ((UserException) thrown).remedy())
        .isEqualTo("give JPEG, PNG, GIF, BMP or WebP images, or folders that hold some");
    assertThatThrownBy(() -> dataset(List.of(path("gone.png"))).contents())
        .isInstanceOf(UserException.class)
        .hasMessage(
            "image-files: none of the images can be read:\n  %s: there is no such file"
                .formatted(path("gone.png")));
  }

  @Test
  void aListThatIsNoneIsAnError() throws IOException {
    Path image = path("a.png");
    folder.image("a.png", 1);
    assertThatThrownBy(() -> dataset(List.of(), Optional.of(image), Optional.empty()).contents())
        .isInstanceOf(UserException.class)
        .hasMessageMatching(
            "image-files: line \\d+ of the list '%s' is no path in UTF-8".formatted(image));
    Path gone = path("gone.txt");
    assertThatThrownBy(() -> dataset(List.of(), Optional.of(gone), Optional.empty()).contents())
        .isInstanceOf(UserException.class)
        .hasMessage(
            "image-files: the list '%s' cannot be read: there is no such file".formatted(gone));
  }

  @Test
  void theSettingsAskForSomethingToRead() {
    assertThat(SpecBinder.bind(ImageFilesSettings.class, Map.of("list", "/list.txt")))
        .isEqualTo(
            new ImageFilesSettings(
                List.of(),
                Optional.of(Path.of("/list.txt")),
                Optional.empty(),
                224,
                Resize.CROP,
                Optional.empty()));
    assertThatThrownBy(() -> SpecBinder.bind(ImageFilesSettings.class, Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("image-files needs paths, or a list of them");
    assertThatThrownBy(
            () ->
                SpecBinder.bind(
                    ImageFilesSettings.class,
                    Map.of("paths", List.of("/a.png"), "relative-to", "/images")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("relative-to is for the paths in a list");
  }

  private Path path(String name) {
    return folder.images.resolve(name);
  }

  private Path list(String text) throws IOException {
    return Files.writeString(folder.images.resolve("list.txt"), text);
  }

  private ImageFiles dataset(List<Path> paths) {
    return dataset(paths, Optional.empty(), Optional.empty());
  }

  private ImageFiles dataset(List<Path> paths, Optional<Path> list, Optional<Path> relativeTo) {
    return dataset(
        new ImageFilesSettings(
            paths,
            list,
            relativeTo,
            Folder.SIZE,
            Resize.PAD,
            Optional.of(temporary.resolve("left-out.csv"))),
        1 << 20);
  }

  private static ImageFilesSettings settings(List<Path> paths, Optional<Path> leftOut) {
    return new ImageFilesSettings(
        paths, Optional.empty(), Optional.empty(), Folder.SIZE, Resize.CROP, leftOut);
  }

  private ImageFiles dataset(ImageFilesSettings settings, long keptBytes) {
    return new ImageFiles(settings, new CountingProgress(), warnings::add, keptBytes);
  }

  private String fingerprint(String name) throws IOException {
    Path list = Files.writeString(path(name).resolve("list.txt"), name + "/1.png");
    return dataset(List.of(), Optional.of(list), Optional.of(folder.images))
        .contents()
        .fingerprint();
  }

  private static List<String> ids(ImageFiles dataset) {
    return dataset.contents().images().stream().map(LabelledImage::id).toList();
  }
}
