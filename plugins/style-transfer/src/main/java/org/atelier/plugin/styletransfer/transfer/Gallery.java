package org.atelier.plugin.styletransfer.transfer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.atelier.api.StageContext;
import org.atelier.api.result.CsvWriter;
import org.atelier.api.result.ImageGrid;
import org.atelier.api.result.RgbImage;
import org.atelier.api.service.Progress;
import org.atelier.plugin.styletransfer.StyledImages;
import org.atelier.plugin.styletransfer.method.PngFile;
import org.atelier.plugin.styletransfer.method.Style;
import org.atelier.plugin.styletransfer.method.Transfer;
import org.atelier.plugin.styletransfer.method.Work;

/**
 * Makes a picture of each content image in each style, and keeps them; those that were finished
 * before an interruption are not made again.
 */
final class Gallery {
  /** More columns would not fit on a page, and more rows would fill too many. */
  private static final int MOST_COLUMNS = 24;

  private static final int MOST_ROWS = 60;
  private static final int SIDE = 160;
  private static final Pattern UNSAFE = Pattern.compile("[^a-z0-9]+");
  private static final int LONGEST_WORD = 40;

  private final String method;
  private final Transfer transfer;
  private final StageContext context;
  private final Progress progress;

  Gallery(String method, Transfer transfer, StageContext context, Progress progress) {
    this.method = method;
    this.transfer = transfer;
    this.context = context;
    this.progress = progress;
  }

  /**
   * Makes the pictures.
   *
   * @param contents the content images
   * @param styles the styles
   * @param level what a style is
   * @param networks digests of the networks that take part
   */
  StyledImages make(Contents contents, List<Style> styles, String level, List<String> networks)
      throws InterruptedException, IOException {
    Path folder = Files.createDirectory(context.folder().resolve("pictures"));
    Path table = context.folder().resolve("pictures.csv");
    LossCurves curves = new LossCurves(context);
    List<ImageGrid.Row> rows = new ArrayList<>();
    long pictures = (long) contents.positions().size() * styles.size();
    try (CsvWriter csv = CsvWriter.create(table, List.of("file", "content", "style", "method"));
        Progress.Task task =
            progress.start(
                "%s: making %d %s"
                    .formatted(context.stage(), pictures, pictures == 1 ? "picture" : "pictures"),
                pictures * transfer.steps(),
                transfer.steps() > 1 ? "steps" : "pictures")) {
      for (int index = 0; index < contents.positions().size(); index++) {
        RgbImage content = contents.image(index);
        List<ImageGrid.Cell> cells = new ArrayList<>(List.of(cell(content, "")));
        for (int number = 0; number < styles.size(); number++) {
          Picture picture =
              new Picture(
                  index * styles.size() + number + 1, contents.id(index), styles.get(number));
          RgbImage made = made(picture, content, curves, folder, task);
          csv.add(List.of(picture.file(), picture.content(), picture.style().name(), method));
          cells.add(cell(made, ""));
        }
        addRow(rows, contents.id(index), cells);
      }
    }
    curves.report();
    context.results().add("transfers", page(rows, styles));
    return new StyledImages(method, level, styles, networks, folder, table);
  }

  /** A picture and what it is called. */
  private record Picture(int number, String content, Style style) {
    String file() {
      return "%04d-%s-%s.png".formatted(number, word(name(content)), word(style.name()));
    }

    String title() {
      return "'%s' as '%s'".formatted(content, style.name());
    }

    private static String name(String id) {
      return id.substring(id.lastIndexOf('/') + 1).replaceFirst("\\.[A-Za-z]+$", "");
    }

    private static String word(String text) {
      String word = UNSAFE.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("-");
      return word.substring(0, Math.min(LONGEST_WORD, word.length()));
    }
  }

  private RgbImage made(
      Picture picture, RgbImage content, LossCurves curves, Path folder, Progress.Task task)
      throws InterruptedException, IOException {
    Path file = folder.resolve(picture.file());
    Path finished = context.checkpoints().folder().resolve(picture.file());
    Path losses = finished.resolveSibling(picture.file() + ".csv");
    if (Files.exists(finished)) {
      curves.readBack(picture.title(), losses);
      task.advance(transfer.steps());
    } else {
      Work work =
          new Work(
              picture.title(),
              "picture-%04d".formatted(picture.number()),
              task,
              context.folder().resolve("previews"),
              context.checkpoints());
      RgbImage made = transfer.transfer(content, picture.style(), work);
      curves.write(picture.title(), work.losses(), losses);
      PngFile.write(made, finished);
    }
    Files.copy(finished, file);
    return PngFile.read(file);
  }

  private static ImageGrid.Cell cell(RgbImage image, String caption) {
    return new ImageGrid.Cell(image.reducedTo(SIDE), caption);
  }

  private static void addRow(List<ImageGrid.Row> rows, String content, List<ImageGrid.Cell> cells) {
    if (rows.size() < MOST_ROWS) {
      rows.add(new ImageGrid.Row(content, cells.subList(0, Math.min(cells.size(), MOST_COLUMNS))));
    }
  }

  private static ImageGrid page(List<ImageGrid.Row> rows, List<Style> styles) {
    List<String> headings = new ArrayList<>(List.of("content"));
    styles.forEach(style -> headings.add(style.name()));
    return new ImageGrid(
        "Content images and what was made of them",
        headings.subList(0, Math.min(headings.size(), MOST_COLUMNS)),
        rows);
  }
}
