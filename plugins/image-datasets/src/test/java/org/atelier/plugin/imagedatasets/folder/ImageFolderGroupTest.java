package org.atelier.plugin.imagedatasets.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.atelier.api.LabelledImage;
import org.atelier.api.UserException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The groups of images, taken from their file names. */
class ImageFolderGroupTest {
  @TempDir Path temporary;

  private Folder folder;

  @BeforeEach
  void makeFolder() throws IOException {
    folder = new Folder(temporary);
    folder.image("a/monet_pond.png", 1).image("a/in_here/rene\u0301e-x_1.png", 2);
    folder.image("b/van-gogh_sun_1.png", 3);
  }

  @Test
  void takesTheGroupFromTheFileNameAlone() {
    assertThat(folder.datasetWithGroups("^([^_]+)_").contents().images())
        .containsExactly(
            new LabelledImage("a/in_here/ren\u00e9e-x_1.png", 0, Optional.of("ren\u00e9e-x")),
            new LabelledImage("a/monet_pond.png", 0, Optional.of("monet")),
            new LabelledImage("b/van-gogh_sun_1.png", 1, Optional.of("van-gogh")));
  }

  @Test
  void searchesAnywhereInTheName() {
    assertThat(folder.datasetWithGroups("_([^_]*)[.]png$").contents().images())
        .extracting(image -> image.group().orElseThrow())
        .containsExactly("1", "pond", "1");
  }

  @Test
  void namesTheImagesWithoutAGroup() throws IOException {
    folder.image("b/_untitled.png", 4);

    assertThatThrownBy(() -> folder.datasetWithGroups("^([a-z-]*)_").contents())
        .isInstanceOfSatisfying(
            UserException.class,
            e -> {
              assertThat(e)
                  .hasMessage(
                      "image-folder: 'group' finds nothing in 2 of the 4 file names of '%s':"
                              .formatted(folder.images)
                          + " a/in_here/ren\u00e9e-x_1.png, b/_untitled.png");
              assertThat(e.remedy())
                  .isEqualTo(
                      "change the expression '^([a-z-]*)_' so that it fits each file name, or rename"
                          + " these files or leave them out by 'exclude'");
            });
  }

  @Test
  void theFingerprintChangesWithTheGroups() {
    String byArtist = folder.datasetWithGroups("^([^_]+)_").contents().fingerprint();
    String byLetter = folder.datasetWithGroups("^(.)").contents().fingerprint();

    assertThat(folder.dataset().contents().fingerprint()).isNotIn(byArtist, byLetter);
    assertThat(byLetter).isNotEqualTo(byArtist);
  }

  @Test
  @Timeout(20)
  void aHostileExpressionTakesNoTime() throws IOException {
    folder.image("b/" + "a".repeat(200) + ".png", 4);

    assertThatThrownBy(() -> folder.datasetWithGroups("^((?:a+a+a+a+)+)b").contents())
        .isInstanceOf(UserException.class)
        .hasMessageContaining("'group' finds nothing in 4 of the 4 file names");
  }
}
