package org.atelier.plugin.styletransfer.score;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.atelier.api.Reference;
import org.atelier.api.StageContext;
import org.atelier.api.result.ImageGrid;
import org.atelier.api.result.RgbImage;
import org.atelier.plugin.styletransfer.StyledImages;
import org.atelier.plugin.styletransfer.method.PngFile;
import org.atelier.plugin.styletransfer.method.Style;

/** Draws content images by styles: a column for each style, below an image that shows it. */
final class StyledGrid {
  /** The longest side of a picture, in pixels. */
  private static final int SIDE = 208;

  private final EvaluateStyleTransfer.Settings settings;
  private final StyleTargets targets;

  /**
   * Prepares to draw.
   *
   * @param settings which pictures, and how many content images of each method
   * @param targets the styles
   */
  StyledGrid(EvaluateStyleTransfer.Settings settings, StyleTargets targets) {
    this.settings = settings;
    this.targets = targets;
  }

  /** Draws a grid for each method. */
  void draw(StageContext context) throws IOException {
    if (settings.examples() == 0) {
      return;
    }
    for (Reference<StyledImages> pictures : settings.pictures()) {
      String name = settings.pictures().size() == 1 ? "grid" : "grid-" + fileName(pictures.name());
      context.results().add(name, grid(pictures));
    }
  }

  /** Returns a name as a file's: the name of a repetition has brackets in it. */
  private static String fileName(String name) {
    return name.toLowerCase(java.util.Locale.ROOT)
        .replaceAll("[^a-z0-9]+", "-")
        .replaceAll("^-|-$", "");
  }

  private ImageGrid grid(Reference<StyledImages> pictures) throws IOException {
    List<StyledPicture> made = StyledPicture.read(pictures.get());
    List<Style> styles =
        pictures.get().styles().stream().limit(ImageGrid.MOST_COLUMNS - 1).toList();
    List<String> columns = new ArrayList<>(List.of("content"));
    styles.forEach(style -> columns.add(style.name()));
    List<ImageGrid.Row> rows = new ArrayList<>();
    rows.add(examples(styles, made.get(0)));
    made.stream()
        .map(StyledPicture::content)
        .distinct()
        .limit(settings.examples())
        .forEach(content -> rows.add(row(content, styles, made)));
    return new ImageGrid(
        "%s: images in the styles above them".formatted(pictures.name()), columns, rows);
  }

  /** Returns the row of images that show the styles; its first cell is blank. */
  private ImageGrid.Row examples(List<Style> styles, StyledPicture any) {
    RgbImage content = ContentImages.read(settings.dataset(), any.content()).reducedTo(SIDE);
    List<ImageGrid.Cell> cells = new ArrayList<>(List.of(blank(content)));
    for (Style style : styles) {
      int position = targets.target(style).example();
      cells.add(cell(ContentImages.read(settings.styles().get(), position)));
    }
    return new ImageGrid.Row("", cells);
  }

  private ImageGrid.Row row(String content, List<Style> styles, List<StyledPicture> made) {
    RgbImage image = ContentImages.read(settings.dataset(), content);
    List<ImageGrid.Cell> cells =
        new ArrayList<>(List.of(new ImageGrid.Cell(image.reducedTo(SIDE), content)));
    for (Style style : styles) {
      Optional<StyledPicture> picture =
          made.stream()
              .filter(each -> each.content().equals(content) && each.style().equals(style))
              .findFirst();
      cells.add(
          picture
              .map(each -> cell(PngFile.read(each.file())))
              .orElseGet(() -> blank(image.reducedTo(SIDE))));
    }
    return new ImageGrid.Row("", cells);
  }

  private static ImageGrid.Cell cell(RgbImage image) {
    return new ImageGrid.Cell(image.reducedTo(SIDE), "");
  }

  /** Returns white as large as an image. */
  private static ImageGrid.Cell blank(RgbImage image) {
    byte[] white = new byte[3 * image.height() * image.width()];
    java.util.Arrays.fill(white, (byte) 0xFF);
    return new ImageGrid.Cell(RgbImage.of(image.height(), image.width(), white), "");
  }
}
