package org.atelier.plugin.imagedatasets.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.atelier.api.UserException;
import org.atelier.plugin.imagedatasets.cache.PixelCache;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the cache promises, seen through the dataset; five images, two to a pack. */
class ImageFolderCacheTest {
  private static final List<Integer> SAMPLES = List.of(10, 20, 30, 40, 50);

  @TempDir Path temporary;

  private Folder folder;

  @BeforeEach
  void makeFolder() throws Exception {
    folder = new Folder(temporary);
    for (int sample : SAMPLES) {
      folder.image("a/%d.png".formatted(sample), sample);
    }
    // The index does not trust files that were changed a moment ago.
    Thread.sleep(150);
  }

  @Test
  void decodesEachImageOnce() throws IOException {
    ImageFolder first = folder.dataset();
    assertThat(Folder.firstSamples(first)).isEqualTo(SAMPLES);
    assertThat(Folder.firstSamples(first)).isEqualTo(SAMPLES);
    assertThat(folder.progress.started()).containsExactly("reading images of 'images': 5 images");
    assertThat(folder.progress.done()).isEqualTo(5);

    ImageFolder second = folder.dataset();
    assertThat(Folder.firstSamples(second)).isEqualTo(SAMPLES);
    assertThat(folder.progress.started()).isEmpty();
    assertThat(packs()).hasSize(3);
    assertThat(folder.warnings).isEmpty();
  }

  @Test
  void readsFromTheMappingAndNotFromTheFiles() throws IOException {
    ImageFolder dataset = folder.dataset();
    dataset.contents();
    delete(folder.images);

    assertThat(Folder.firstSamples(dataset)).isEqualTo(SAMPLES);
  }

  @Test
  void decodesOnlyWhatIsNew() throws IOException {
    folder.dataset().contents();
    folder.image("b/60.png", 60);

    assertThat(Folder.firstSamples(folder.dataset())).containsExactly(10, 20, 30, 40, 50, 60);
    assertThat(folder.progress.started()).containsExactly("reading images of 'images': 1 images");
  }

  @Test
  void readsFilesAgainThatLookUnchangedIfItIsToldTo() throws IOException {
    String fingerprint = folder.dataset().contents().fingerprint();
    try (Stream<Path> files = Files.list(folder.cache)) {
      Path index =
          files
              .filter(file -> file.getFileName().toString().startsWith("files-"))
              .findFirst()
              .get();
      // As if two images had changed places unseen.
      String text = Files.readString(index);
      String first = text.lines().findFirst().orElseThrow().substring(0, 64);
      String second = text.lines().skip(1).findFirst().orElseThrow().substring(0, 64);
      Files.writeString(
          index, text.replace(first, "#").replace(second, first).replace("#", second));
    }
    assertThat(folder.dataset().contents().fingerprint()).isNotEqualTo(fingerprint);
    assertThat(folder.datasetReadAgain().contents().fingerprint()).isEqualTo(fingerprint);
    assertThat(folder.dataset().contents().fingerprint()).isEqualTo(fingerprint);
  }

  @Test
  void isAnotherWhenAnImageIsBroken() throws IOException {
    String fingerprint = folder.dataset().contents().fingerprint();
    Files.write(
        folder.images.resolve("a/11.png"),
        java.util.Arrays.copyOf(Files.readAllBytes(folder.images.resolve("a/10.png")), 40));
    assertThat(folder.dataset().contents().fingerprint()).isNotEqualTo(fingerprint);
    assertThat(folder.dataset().contents().size()).isEqualTo(SAMPLES.size());
  }

  @Test
  void isTheSameWhenFilesAreTouched() throws IOException {
    String fingerprint = folder.dataset().contents().fingerprint();
    Files.setLastModifiedTime(folder.images.resolve("a/10.png"), FileTime.fromMillis(0));
    assertThat(folder.dataset().contents().fingerprint()).isEqualTo(fingerprint);
  }

  @Test
  void noticesAChangeThatKeepsLengthAndTime() throws IOException {
    folder.dataset().contents();
    Path file = folder.images.resolve("a/10.png");
    FileTime time = Files.getLastModifiedTime(file);
    long length = Files.size(file);
    folder.image("a/10.png", 99);
    Files.setLastModifiedTime(file, time);
    assertThat(Files.size(file)).isEqualTo(length);

    assertThat(Folder.firstSamples(folder.dataset())).containsExactly(99, 20, 30, 40, 50);
  }

  @Test
  void passesOverPacksThatAreCutShortOrGarbled() throws IOException {
    folder.dataset().contents();
    List<Path> packs = packs();
    truncate(packs.get(0), Files.size(packs.get(0)) / 2);
    truncate(packs.get(1), 0);
    flip(packs.get(2), Files.size(packs.get(2)) - 1);

    assertThat(Folder.firstSamples(folder.dataset())).isEqualTo(SAMPLES);
    assertThat(folder.progress.done()).isEqualTo(5);
  }

  @Test
  void noticesDamagedPixels() throws IOException {
    folder.dataset().contents();
    for (Path pack : packs()) {
      flip(pack, 0);
    }

    assertThat(Folder.firstSamples(folder.dataset())).isEqualTo(SAMPLES);
  }

  @Test
  void clearsAwayWhatAKilledProcessLeft() throws IOException {
    folder.dataset().contents();
    Path leftover = packs().get(0).resolveSibling("0123.part");
    Files.write(leftover, new byte[100]);

    assertThat(Folder.firstSamples(folder.dataset())).isEqualTo(SAMPLES);
    assertThat(leftover).doesNotExist();
  }

  @Test
  void canBeDeletedBetweenRunsAndWhileRunning() throws IOException {
    ImageFolder running = folder.dataset();
    running.contents();
    delete(folder.cache);

    assertThat(Folder.firstSamples(running)).isEqualTo(SAMPLES);
    assertThat(Folder.firstSamples(folder.dataset())).isEqualTo(SAMPLES);
    assertThat(folder.progress.done()).isEqualTo(5);
    assertThat(folder.warnings).isEmpty();
  }

  @Test
  void decodesAtEachUseWhenTheDiskIsFull() throws IOException {
    PixelCache.Limits noRoom = new PixelCache.Limits(1_000, Long.MAX_VALUE);

    ImageFolder dataset = folder.dataset(noRoom);

    assertThat(Folder.firstSamples(dataset)).isEqualTo(SAMPLES);
    assertThat(folder.warnings).hasSize(1);
    assertThat(folder.warnings.get(0))
        .matches(
            ("image-folder: the cache '\\Q%s\\E' cannot be used fully \\(only \\d+ MB are free\\): 5"
                    + " of the 5 images of '\\Q%s\\E' are decoded at each use, which is slow. Make"
                    + " room there, or set 'cache' or ATELIER_CACHE to a folder with 1 MB to spare")
                .formatted(folder.cache, folder.images));
  }

  @Test
  void decodesAtEachUseWhenTheCacheIsNoFolder() throws IOException {
    Files.writeString(folder.cache, "in the way");

    assertThat(Folder.firstSamples(folder.dataset())).isEqualTo(SAMPLES);
    assertThat(folder.warnings)
        .singleElement()
        .asString()
        .contains("5 of the 5 images", "are decoded at each use");
  }

  @Test
  void refusesAnImageThatChangedWhileItIsDecodedAtEachUse() throws IOException {
    ImageFolder dataset = folder.dataset(new PixelCache.Limits(1_000, Long.MAX_VALUE));
    dataset.contents();
    folder.image("a/10.png", 99);
    Files.delete(folder.images.resolve("a/20.png"));

    assertThatThrownBy(() -> dataset.read(0, ByteBuffer.allocate(192)))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "image-folder: the image '%s/a/10.png' has changed since the run began"
                .formatted(folder.images));
    assertThatThrownBy(() -> dataset.read(1, ByteBuffer.allocate(192)))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "image-folder: the image '%s/a/20.png' can no longer be read: it is no longer there"
                .formatted(folder.images));
  }

  private List<Path> packs() throws IOException {
    try (Stream<Path> files = Files.list(folder.cache.resolve("8-crop-v2"))) {
      return files.filter(file -> file.toString().endsWith(".pack")).sorted().toList();
    }
  }

  private static void truncate(Path file, long length) throws IOException {
    try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
      access.setLength(length);
    }
  }

  private static void flip(Path file, long position) throws IOException {
    try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
      access.seek(position);
      int value = access.read();
      access.seek(position);
      access.write(~value);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .sorted(Comparator.reverseOrder())
          .forEach(
              file -> {
                try {
                  Files.delete(file);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }
}
