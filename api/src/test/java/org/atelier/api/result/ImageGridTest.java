package org.atelier.api.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ImageGridTest {
  @Test
  void aPictureKnowsItsPixels() {
    byte[] planes = {1, 2, 3, 4, 5, 6, 11, 12, 13, 14, 15, 16, 21, 22, 23, 24, 25, (byte) 255};
    RgbImage image = RgbImage.of(2, 3, planes);
    planes[0] = 99;

    assertThat(image.rgb(0, 0)).isEqualTo(0x010B15);
    assertThat(image.rgb(1, 2)).isEqualTo(0x0610FF);
    assertThat(image).hasToString("picture of 3 x 2 pixels");
  }

  @Test
  void aPictureIsReducedToMeansOfBlocks() {
    byte[] planes = new byte[3 * 3 * 5];
    for (int at = 0; at < 15; at++) {
      planes[at] = (byte) (10 * at);
    }
    RgbImage small = RgbImage.of(3, 5, planes).reducedTo(3);

    // A factor of 2: blocks of 2 x 2, and what is left at the right and below.
    assertThat(small).hasToString("picture of 3 x 2 pixels");
    assertThat(red(small, 0)).containsExactly(30, 50, 65);
    assertThat(red(small, 1)).containsExactly(105, 125, 140);
    assertThat(small.reducedTo(3)).isSameAs(small);
  }

  private static int[] red(RgbImage image, int row) {
    return IntStream.range(0, image.width()).map(column -> image.rgb(row, column) >> 16).toArray();
  }

  @Test
  void refusesPlanesOfAnotherSize() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RgbImage.of(2, 2, new byte[11]))
        .withMessage("11 bytes cannot be 3 planes of 2 x 2 pixels");
  }

  @Test
  void refusesPicturesThatAreTooLargeForAPage() {
    RgbImage large = RgbImage.of(1, 1025, new byte[3 * 1025]);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ImageGrid.Cell(large, ""))
        .withMessage(
            "a picture of 1025 x 1 pixels is larger than the 1024 pixels of a cell: reduce it");
  }

  @Test
  void flowsPicturesIntoRows() {
    ImageGrid.Cell cell = new ImageGrid.Cell(RgbImage.of(1, 1, new byte[3]), "x");
    ImageGrid grid = ImageGrid.flowing("Five", 2, List.of(cell, cell, cell, cell, cell));

    assertThat(grid.rows()).extracting(row -> row.cells().size()).containsExactly(2, 2, 1);
    assertThat(grid.width()).isEqualTo(2);
  }

  @Test
  void refusesHeadingsThatDoNotFitTheColumns() {
    ImageGrid.Cell cell = new ImageGrid.Cell(RgbImage.of(1, 1, new byte[3]), "x");
    List<ImageGrid.Row> rows = List.of(new ImageGrid.Row("", List.of(cell, cell)));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ImageGrid("Pairs", List.of("only"), rows))
        .withMessage("grid 'Pairs' has 1 headings for 2 columns");
  }
}
