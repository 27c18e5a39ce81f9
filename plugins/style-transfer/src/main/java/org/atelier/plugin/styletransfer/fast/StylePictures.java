package org.atelier.plugin.styletransfer.fast;

import java.util.ArrayList;
import java.util.List;
import org.atelier.api.Dataset;
import org.atelier.api.DatasetContents;
import org.atelier.api.result.ImageGrid;
import org.atelier.api.result.RgbImage;

/** Some images of a dataset in the styles of its classes, to see what a network has learnt. */
final class StylePictures {
  private static final int MOST_CLASSES = 8;
  private static final int CELL_SIDE = 208;

  private final StylePainter painter;
  private final List<String> classNames;
  private final float[][] classCodes;

  /**
   * Prepares to paint.
   *
   * @param painter paints with the network
   * @param classNames the classes that it has learnt
   * @param classCodes their codes
   */
  StylePictures(StylePainter painter, List<String> classNames, float[][] classCodes) {
    this.painter = painter;
    this.classNames = classNames;
    this.classCodes = classCodes;
  }

  /** Returns the first image of each class as it is and in each class's style. */
  ImageGrid of(Dataset dataset) throws InterruptedException {
    DatasetContents contents = dataset.contents();
    int classes = Math.min(MOST_CLASSES, classNames.size());
    List<ImageGrid.Row> rows = new ArrayList<>();
    for (int label = 0; label < classes; label++) {
      RgbImage image =
          StyleNetworks.image(dataset, first(contents, label)).reducedTo(ImageGrid.LONGEST_SIDE);
      List<ImageGrid.Cell> cells = new ArrayList<>();
      cells.add(cell(image));
      for (int style = 0; style < classes; style++) {
        cells.add(cell(painter.paint(image, classCodes[style])));
      }
      rows.add(new ImageGrid.Row(classNames.get(label), cells));
    }
    List<String> columns = new ArrayList<>(List.of("image"));
    columns.addAll(classNames.subList(0, classes));
    return new ImageGrid("Images in the styles of the classes", columns, rows);
  }

  private static ImageGrid.Cell cell(RgbImage image) {
    return new ImageGrid.Cell(image.reducedTo(CELL_SIDE), "");
  }

  private static int first(DatasetContents contents, int label) {
    int position = 0;
    while (contents.label(position) != label) {
      position++;
    }
    return position;
  }
}
