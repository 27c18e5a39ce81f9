package org.atelier.api.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Pictures in rows and columns, each with a caption; written as PNG.
 *
 * <p>There may be any number of rows. Those that do not fit on a page go on the next: the pages of
 * {@code mistakes} are {@code mistakes.png}, {@code mistakes-2.png} and so on. The grid is in
 * memory until it is written; {@link RgbImage#reducedTo} keeps it small.
 *
 * @param title what the pictures show
 * @param columns the columns' headings, one for each cell of the widest row; empty for none
 * @param rows the rows, from the top
 */
public record ImageGrid(String title, List<String> columns, List<Row> rows) implements Content {
  /** The longest side that a picture may have, in pixels. */
  public static final int LONGEST_SIDE = 1024;

  /** The most cells in a row. */
  public static final int MOST_COLUMNS = 40;

  /**
   * One row of pictures.
   *
   * @param name stands to the left of the row; empty for none
   * @param cells the pictures from the left; a row may be shorter than others
   */
  public record Row(String name, List<Cell> cells) {
    /** Copies the cells and checks their number. */
    public Row {
      Objects.requireNonNull(name, "name");
      cells = List.copyOf(cells);
      if (cells.size() > MOST_COLUMNS) {
        throw new IllegalArgumentException(
            "a row has %d pictures, but %d is the most".formatted(cells.size(), MOST_COLUMNS));
      }
    }
  }

  /**
   * One picture.
   *
   * @param image the picture, no side longer than {@value #LONGEST_SIDE} pixels
   * @param caption stands below it, its lines separated by {@code \n}; too long a line is broken,
   *     too long a word shortened in its middle; empty for none
   */
  public record Cell(RgbImage image, String caption) {
    /** Checks the picture's size. */
    public Cell {
      Objects.requireNonNull(caption, "caption");
      if (Math.max(image.height(), image.width()) > LONGEST_SIDE) {
        throw new IllegalArgumentException(
            "a %s is larger than the %d pixels of a cell: reduce it"
                .formatted(image, LONGEST_SIDE));
      }
    }
  }

  /** Copies the lists and checks the headings. */
  public ImageGrid {
    Objects.requireNonNull(title, "title");
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    int widest = widest(rows);
    if (!columns.isEmpty() && columns.size() != widest) {
      throw new IllegalArgumentException(
          "grid '%s' has %d headings for %d columns".formatted(title, columns.size(), widest));
    }
  }

  /**
   * Returns a grid of pictures one after another, in rows without names.
   *
   * @param title what the pictures show
   * @param width cells in a row
   * @param cells the pictures, row by row
   */
  public static ImageGrid flowing(String title, int width, List<Cell> cells) {
    List<Row> rows = new ArrayList<>();
    for (int from = 0; from < cells.size(); from += width) {
      rows.add(new Row("", cells.subList(from, Math.min(cells.size(), from + width))));
    }
    return new ImageGrid(title, List.of(), rows);
  }

  /** Returns the number of cells of the widest row. */
  public int width() {
    return widest(rows);
  }

  private static int widest(List<Row> rows) {
    return rows.stream().mapToInt(row -> row.cells().size()).max().orElse(0);
  }
}
