package org.atelier.runner.output;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.atelier.api.result.ImageGrid;
import org.atelier.api.result.ImageGrid.Cell;
import org.atelier.api.result.ImageGrid.Row;
import org.atelier.api.result.RgbImage;

/** Draws one page of pictures as PNG. */
final class ImagePage {
  /** Rows that would make a page higher than this go on the next. */
  private static final int HIGHEST_PAGE = 6000;

  /** So that a caption has room for a dozen words, and a tiny picture can be seen. */
  private static final int NARROWEST_CELL = 160;

  private static final int WIDEST_ROW_NAME = 200;
  private static final int MARGIN = 16;
  private static final int GAP = 12;
  private static final int CAPTION_GAP = 4;
  private static final int MOST_CAPTION_LINES = 8;

  private static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 16);
  private static final Font HEADING = new Font(Font.SANS_SERIF, Font.BOLD, 13);
  private static final Font CAPTION = new Font(Font.SANS_SERIF, Font.PLAIN, 12);

  private final ImageGrid grid;
  private final FontMetrics titleMetrics;
  private final FontMetrics headingMetrics;
  private final FontMetrics captionMetrics;
  private final int cellWidth;
  private final int nameWidth;

  /** Measures a page; every row of the grid goes on it. */
  ImagePage(ImageGrid grid) {
    this.grid = grid;
    Graphics2D measuring = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
    improve(measuring);
    this.titleMetrics = measuring.getFontMetrics(TITLE);
    this.headingMetrics = measuring.getFontMetrics(HEADING);
    this.captionMetrics = measuring.getFontMetrics(CAPTION);
    measuring.dispose();
    this.cellWidth =
        cells(grid).mapToInt(cell -> shownWidth(cell.image())).reduce(NARROWEST_CELL, Math::max);
    int longestName =
        grid.rows().stream()
            .mapToInt(row -> headingMetrics.stringWidth(row.name()))
            .reduce(0, Math::max);
    this.nameWidth = longestName == 0 ? 0 : Math.min(WIDEST_ROW_NAME, longestName) + GAP;
  }

  /** Divides a grid into pages, whose titles say which of how many each is. */
  static List<ImageGrid> pages(ImageGrid grid) {
    ImagePage whole = new ImagePage(grid);
    List<List<Row>> pages = new ArrayList<>();
    int height = HIGHEST_PAGE;
    for (Row row : grid.rows()) {
      height += whole.rowHeight(row);
      if (height > HIGHEST_PAGE) {
        pages.add(new ArrayList<>());
        height = whole.rowHeight(row);
      }
      pages.get(pages.size() - 1).add(row);
    }
    if (pages.size() < 2) {
      return List.of(grid);
    }
    List<ImageGrid> numbered = new ArrayList<>();
    for (List<Row> rows : pages) {
      String title =
          "%s (page %d of %d)".formatted(grid.title(), numbered.size() + 1, pages.size());
      numbered.add(new ImageGrid(title, headings(grid, rows), rows));
    }
    return numbered;
  }

  /** Returns the headings of the columns that some rows have. */
  private static List<String> headings(ImageGrid grid, List<Row> rows) {
    return grid.columns().isEmpty()
        ? List.of()
        : grid.columns().subList(0, new ImageGrid("", List.of(), rows).width());
  }

  /** Writes the page. */
  void write(OutputStream out) throws IOException {
    List<String> title = wrapped(grid.title(), titleMetrics, pageWidth() - 2 * MARGIN);
    List<List<String>> headings =
        grid.columns().stream().map(name -> wrapped(name, headingMetrics, cellWidth)).toList();
    int headingLines = headings.stream().mapToInt(List::size).max().orElse(0);
    int top = MARGIN + title.size() * titleMetrics.getHeight() + GAP;
    int firstRow = top + headingLines * headingMetrics.getHeight();
    int height = firstRow + grid.rows().stream().mapToInt(this::rowHeight).sum() + MARGIN;
    BufferedImage page = new BufferedImage(pageWidth(), height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = page.createGraphics();
    improve(graphics);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, page.getWidth(), page.getHeight());
    graphics.setColor(Color.BLACK);
    text(graphics, TITLE, title, MARGIN, MARGIN);
    for (int column = 0; column < headings.size(); column++) {
      text(graphics, HEADING, headings.get(column), left(column), top);
    }
    int y = firstRow;
    for (Row row : grid.rows()) {
      draw(graphics, row, y);
      y += rowHeight(row);
    }
    graphics.dispose();
    if (!ImageIO.write(page, "png", out)) {
      throw new IOException("this Java cannot write PNG");
    }
  }

  private void draw(Graphics2D graphics, Row row, int top) {
    text(graphics, HEADING, wrapped(row.name(), headingMetrics, WIDEST_ROW_NAME), MARGIN, top);
    int captionTop = top + imageHeight(row) + CAPTION_GAP;
    for (int column = 0; column < row.cells().size(); column++) {
      Cell cell = row.cells().get(column);
      RgbImage image = cell.image();
      graphics.drawImage(
          PictureBytes.buffered(image),
          left(column),
          top,
          shownWidth(image),
          image.height() * enlargement(image),
          null);
      text(graphics, CAPTION, caption(cell), left(column), captionTop);
    }
  }

  private static void text(Graphics2D graphics, Font font, List<String> lines, int left, int top) {
    graphics.setFont(font);
    FontMetrics metrics = graphics.getFontMetrics();
    int baseline = top + metrics.getAscent();
    for (String line : lines) {
      graphics.drawString(line, left, baseline);
      baseline += metrics.getHeight();
    }
  }

  private int pageWidth() {
    int columns = Math.max(2, grid.width());
    return left(columns) - GAP + MARGIN;
  }

  private int left(int column) {
    return MARGIN + nameWidth + column * (cellWidth + GAP);
  }

  private int rowHeight(Row row) {
    int lines = row.cells().stream().mapToInt(cell -> caption(cell).size()).max().orElse(0);
    int pictures = imageHeight(row) + CAPTION_GAP + lines * captionMetrics.getHeight();
    int name =
        wrapped(row.name(), headingMetrics, WIDEST_ROW_NAME).size() * headingMetrics.getHeight();
    return Math.max(pictures, name) + GAP;
  }

  private static int imageHeight(Row row) {
    return row.cells().stream()
        .mapToInt(cell -> cell.image().height() * enlargement(cell.image()))
        .max()
        .orElse(0);
  }

  private static int shownWidth(RgbImage image) {
    return image.width() * enlargement(image);
  }

  /** Returns by which whole factor a tiny picture is enlarged, its pixels staying squares. */
  private static int enlargement(RgbImage image) {
    return Math.max(1, NARROWEST_CELL / Math.max(image.height(), image.width()));
  }

  private List<String> caption(Cell cell) {
    List<String> lines = new ArrayList<>();
    for (String line : cell.caption().split("\n", -1)) {
      lines.addAll(wrapped(line, captionMetrics, cellWidth));
    }
    if (lines.size() <= MOST_CAPTION_LINES) {
      return lines;
    }
    List<String> shown = new ArrayList<>(lines.subList(0, MOST_CAPTION_LINES - 1));
    shown.add("…");
    return shown;
  }

  /** Breaks a line between words. */
  private static List<String> wrapped(String text, FontMetrics metrics, int width) {
    List<String> lines = new ArrayList<>();
    String line = "";
    for (String word : text.strip().split("\\s+", -1)) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (!line.isEmpty() && metrics.stringWidth(longer) > width) {
        lines.add(line);
        longer = word;
      }
      line = shortened(longer, metrics, width);
    }
    if (!line.isEmpty()) {
      lines.add(line);
    }
    return lines;
  }

  /** Leaves out the middle of what is too long: names of files differ in their ends. */
  private static String shortened(String text, FontMetrics metrics, int width) {
    if (metrics.stringWidth(text) <= width) {
      return text;
    }
    int[] characters = text.codePoints().toArray();
    int kept = characters.length;
    String shorter = text;
    while (kept > 1 && metrics.stringWidth(shorter) > width) {
      kept--;
      int head = (kept + 1) / 2;
      int tail = kept - head;
      shorter =
          new String(characters, 0, head)
              + "…"
              + new String(characters, characters.length - tail, tail);
    }
    return shorter;
  }

  private static Stream<Cell> cells(ImageGrid grid) {
    return grid.rows().stream().flatMap(row -> row.cells().stream());
  }

  private static void improve(Graphics2D graphics) {
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
  }
}
