package org.atelier.runner.output;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.atelier.api.result.Content;
import org.atelier.api.result.HeatMap;
import org.atelier.api.result.ImageGrid;
import org.atelier.api.result.IntervalChart;
import org.atelier.api.result.LineChart;
import org.atelier.api.result.RgbImage;
import org.atelier.api.result.ScatterPlot;
import org.atelier.api.result.Table;

/**
 * What a report shows of a content, as JSON: its kind, the file that holds all of it, and the
 * content itself, thinned out where it is long, its pictures small. So a report can be built of
 * what a stage left, long after it ran.
 */
final class ShownContent {
  static final int MOST_ROWS = 1000;
  static final int LONGEST_TEXT = 400;
  static final int MOST_LINE_POINTS = 1000;
  static final int MOST_POINTS = 4000;
  static final int MOST_PICTURES = 400;
  static final int MOST_POINT_PICTURES = 1000;
  static final int MOST_VALUES = 40_000;
  static final int CELL_SIDE = 144;

  private static final Json JSON =
      new Json(
          Json.mapper()
              .rebuild()
              .addModule(new SimpleModule("pictures").addSerializer(new PictureSerializer()))
              .build());

  private final String kind;
  private final Content content;
  private final String note;

  private ShownContent(String kind, Content content, String note) {
    this.kind = kind;
    this.content = content;
    this.note = note;
  }

  /** Chooses what is shown; empty for a matrix so large that only the drawn file shows it. */
  static Optional<ShownContent> of(Content content) {
    if (content instanceof Table) {
      return Optional.of(table((Table) content));
    }
    if (content instanceof LineChart) {
      return Optional.of(lines((LineChart) content));
    }
    if (content instanceof ScatterPlot) {
      return Optional.of(points((ScatterPlot) content));
    }
    if (content instanceof ImageGrid) {
      return Optional.of(pictures((ImageGrid) content));
    }
    if (content instanceof IntervalChart) {
      return Optional.of(new ShownContent("interval-chart", content, ""));
    }
    HeatMap map = (HeatMap) content;
    return (long) map.rows().size() * map.columns().size() > MOST_VALUES
        ? Optional.empty()
        : Optional.of(new ShownContent("heat-map", map, ""));
  }

  /** Returns the word for the kind of content. */
  String kind() {
    return kind;
  }

  /**
   * Writes the file.
   *
   * @param file where to
   * @param whole the name of the file that holds all of the content; empty if there is none
   * @throws IOException if it cannot be written
   */
  void write(Path file, String whole) throws IOException {
    ObjectNode node = JSON.tree(content);
    node.put("kind", kind);
    node.put("file", whole);
    node.put("note", note);
    JSON.write(file, node);
  }

  private static ShownContent table(Table table) {
    int all = table.rows().size();
    List<List<Object>> rows =
        table.rows().stream()
            .limit(MOST_ROWS)
            .map(row -> row.stream().map(ShownContent::cell).toList())
            .toList();
    return new ShownContent(
        "table",
        new Table(table.title(), table.columns(), rows),
        all > MOST_ROWS ? part("The first %,d of %,d rows", MOST_ROWS, all) : "");
  }

  private static Object cell(Object value) {
    return value instanceof String ? shortened((String) value) : value;
  }

  private static String shortened(String text) {
    return text.codePointCount(0, text.length()) <= LONGEST_TEXT
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST_TEXT)) + "…";
  }

  private static ShownContent lines(LineChart chart) {
    int longest = chart.lines().stream().mapToInt(line -> line.xs().size()).max().orElse(0);
    List<LineChart.Line> lines =
        chart.lines().stream()
            .map(
                line -> {
                  int[] kept = spread(line.xs().size(), MOST_LINE_POINTS);
                  return new LineChart.Line(
                      line.name(), chosen(line.xs(), kept), chosen(line.ys(), kept));
                })
            .toList();
    return new ShownContent(
        "line-chart",
        new LineChart(chart.title(), chart.horizontal(), chart.vertical(), lines),
        longest > MOST_LINE_POINTS
            ? part("%,d of %,d points of each line", MOST_LINE_POINTS, longest)
            : "");
  }

  private static ShownContent points(ScatterPlot plot) {
    int all = plot.groups().stream().mapToInt(group -> group.xs().size()).sum();
    double share = Math.min(1.0, (double) MOST_POINTS / Math.max(1, all));
    int[] pictures = {0};
    List<ScatterPlot.Group> groups = new ArrayList<>();
    for (ScatterPlot.Group group : plot.groups()) {
      int size = group.xs().size();
      int[] kept = spread(size, Math.max(1, (int) Math.round(size * share)));
      List<ScatterPlot.Detail> details =
          group.details().isEmpty()
              ? List.of()
              : chosen(group.details(), kept).stream()
                  .map(detail -> detail(detail, pictures))
                  .toList();
      groups.add(
          new ScatterPlot.Group(
              group.name(), chosen(group.xs(), kept), chosen(group.ys(), kept), details));
    }
    return new ShownContent(
        "scatter-plot",
        new ScatterPlot(plot.title(), plot.horizontal(), plot.vertical(), groups),
        share < 1 ? part("About %,d of %,d points", MOST_POINTS, all) : "");
  }

  private static ScatterPlot.Detail detail(ScatterPlot.Detail detail, int[] pictures) {
    Optional<RgbImage> picture =
        detail.picture().filter(image -> pictures[0]++ < MOST_POINT_PICTURES);
    return new ScatterPlot.Detail(
        shortened(detail.text()), picture.map(image -> image.reducedTo(ScatterPlot.PICTURE_SIDE)));
  }

  private static ShownContent pictures(ImageGrid grid) {
    List<ImageGrid.Row> rows = new ArrayList<>();
    int all = 0;
    int shown = 0;
    for (ImageGrid.Row row : grid.rows()) {
      all += row.cells().size();
      if (all <= MOST_PICTURES) {
        shown = all;
        rows.add(
            new ImageGrid.Row(
                row.name(),
                row.cells().stream()
                    .map(
                        cell ->
                            new ImageGrid.Cell(
                                cell.image().reducedTo(CELL_SIDE), shortened(cell.caption())))
                    .toList()));
      }
    }
    int width = new ImageGrid("", List.of(), rows).width();
    List<String> columns = grid.columns().isEmpty() ? List.of() : grid.columns().subList(0, width);
    return new ShownContent(
        "image-grid",
        new ImageGrid(grid.title(), columns, rows),
        shown < all ? part("The first %,d of %,d pictures", shown, all) : "");
  }

  /** Returns positions spread evenly from the first to the last. */
  private static int[] spread(int size, int most) {
    return size <= most || most < 2
        ? IntStream.range(0, Math.min(size, most)).toArray()
        : IntStream.range(0, most).map(at -> (int) ((long) at * (size - 1) / (most - 1))).toArray();
  }

  private static <T> List<T> chosen(List<T> values, int[] positions) {
    return IntStream.of(positions).mapToObj(values::get).toList();
  }

  private static String part(String format, int shown, int all) {
    return String.format(Locale.ROOT, format, shown, all);
  }

  /** Writes a picture as the address that a page shows it from. */
  private static final class PictureSerializer extends StdScalarSerializer<RgbImage> {
    PictureSerializer() {
      super(RgbImage.class);
    }

    @Override
    public void serialize(RgbImage image, JsonGenerator generator, SerializerProvider provider)
        throws IOException {
      generator.writeString(PictureBytes.address(image));
    }
  }
}
