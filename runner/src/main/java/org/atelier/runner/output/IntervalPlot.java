package org.atelier.runner.output;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import javax.imageio.ImageIO;
import org.atelier.api.result.IntervalChart;
import org.atelier.api.result.IntervalChart.Point;
import org.atelier.api.result.IntervalChart.Row;

/** Draws numbers with intervals as PNG: rows of dots with whiskers, a panel for each number. */
final class IntervalPlot {
  private static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 16);
  private static final Font HEADING = new Font(Font.SANS_SERIF, Font.BOLD, 13);
  private static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
  private static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 11);

  /** Blue and vermilion: told apart by people of every colour vision (Okabe and Ito 2008). */
  private static final Color POINT = new Color(0x0072B2);

  private static final Color BASELINE = new Color(0xD55E00);
  private static final Color GRID = new Color(0xDDDDDD);
  private static final Color SHADE = new Color(0xF5F5F5);

  private static final int MARGIN = 20;
  private static final int PANEL = 280;
  private static final int GAP = 28;
  private static final int ROW = 34;
  private static final int WIDEST_NAME = 320;
  private static final int HEAD = 76;
  private static final int FOOT = 72;
  private static final double RADIUS = 4.5;

  /** Below this many, ticks would say too little. */
  private static final int FEWEST_STEPS = 4;

  private final IntervalChart chart;
  private final double least;
  private final double most;
  private final double step;
  private int names;

  private IntervalPlot(IntervalChart chart) {
    this.chart = chart;
    DoubleSummaryStatistics range =
        chart.rows().stream()
            .flatMap(row -> row.points().stream())
            .flatMapToDouble(IntervalPlot::numbers)
            .summaryStatistics();
    double spread = range.getMax() - range.getMin();
    this.step = step(spread > 0 ? spread : 1);
    this.least = step * Math.floor(range.getMin() / step + 1e-9);
    double end = step * Math.ceil(range.getMax() / step - 1e-9);
    this.most = end > least ? end : least + step;
  }

  static void write(IntervalChart chart, OutputStream out) throws IOException {
    ImageIO.write(new IntervalPlot(chart).draw(), "png", out);
  }

  private static DoubleStream numbers(Point point) {
    DoubleStream own = DoubleStream.of(point.value(), point.low(), point.high());
    return DoubleStream.concat(own, point.baseline().stream());
  }

  /** Returns 1, 2 or 5 times a power of ten, of which several fit into the spread. */
  private static double step(double spread) {
    double power = Math.pow(10, Math.floor(Math.log10(spread)));
    for (double factor : new double[] {1, 0.5, 0.2}) {
      if (spread / (factor * power) >= FEWEST_STEPS) {
        return factor * power;
      }
    }
    return 0.1 * power;
  }

  private BufferedImage draw() {
    names = nameWidth();
    int panels = chart.panels().size();
    int width = Math.max(2 * MARGIN + names + panels * (PANEL + GAP), 2 * MARGIN + titleWidth());
    int height = HEAD + ROW * chart.rows().size() + FOOT;
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = improved(image.createGraphics());
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, width, height);
    pen.setColor(Color.BLACK);
    pen.setFont(TITLE);
    pen.drawString(chart.title(), MARGIN, MARGIN + 14);
    drawNames(pen, width);
    for (int panel = 0; panel < panels; panel++) {
      drawPanel(pen, panel);
    }
    drawLegend(pen, height - 16);
    pen.dispose();
    return image;
  }

  private void drawNames(Graphics2D pen, int width) {
    pen.setFont(TEXT);
    FontMetrics metrics = pen.getFontMetrics();
    for (int index = 0; index < chart.rows().size(); index++) {
      if (index % 2 == 0) {
        pen.setColor(SHADE);
        pen.fillRect(MARGIN / 2, HEAD + ROW * index, width - MARGIN, ROW);
      }
      pen.setColor(Color.BLACK);
      String name = shortened(chart.rows().get(index).name(), metrics);
      pen.drawString(name, MARGIN, centre(index) + 5);
    }
  }

  private void drawPanel(Graphics2D pen, int panel) {
    int bottom = HEAD + ROW * chart.rows().size();
    pen.setColor(Color.BLACK);
    pen.setFont(HEADING);
    pen.drawString(chart.panels().get(panel), left(panel), HEAD - 12);
    pen.setFont(SMALL);
    long steps = Math.round((most - least) / step);
    for (long tick = 0; tick <= steps; tick++) {
      double x = x(panel, least + tick * step);
      pen.setColor(GRID);
      pen.draw(new Line2D.Double(x, HEAD, x, bottom));
      pen.setColor(Color.DARK_GRAY);
      String label = tickLabel(least + tick * step);
      double half = pen.getFontMetrics().stringWidth(label) / 2.0;
      pen.drawString(label, (float) (x - half), bottom + 16f);
    }
    for (int index = 0; index < chart.rows().size(); index++) {
      Row row = chart.rows().get(index);
      drawPoint(pen, panel, row.points().get(panel), centre(index));
    }
  }

  private void drawPoint(Graphics2D pen, int panel, Point point, int y) {
    if (point.baseline().isPresent()) {
      double at = x(panel, point.baseline().getAsDouble());
      pen.setColor(BASELINE);
      pen.setStroke(new BasicStroke(2f));
      pen.draw(new Line2D.Double(at, y - ROW / 2.0, at, y + ROW / 2.0));
    }
    double low = x(panel, point.low());
    double high = x(panel, point.high());
    double x = x(panel, point.value());
    pen.setColor(POINT);
    pen.setStroke(new BasicStroke(1.6f));
    double line = y + 3;
    pen.draw(new Line2D.Double(low, line, high, line));
    pen.draw(new Line2D.Double(low, line - 4, low, line + 4));
    pen.draw(new Line2D.Double(high, line - 4, high, line + 4));
    pen.fill(new Ellipse2D.Double(x - RADIUS, line - RADIUS, 2 * RADIUS, 2 * RADIUS));
    pen.setStroke(new BasicStroke(1f));
    pen.setFont(SMALL);
    pen.setColor(Color.BLACK);
    String figure = String.format(Locale.ROOT, most - least > 20 ? "%.1f" : "%.3f", point.value());
    double half = pen.getFontMetrics().stringWidth(figure) / 2.0;
    pen.drawString(figure, (float) (x - half), (float) (line - 7));
  }

  private void drawLegend(Graphics2D pen, int y) {
    pen.setFont(SMALL);
    pen.setColor(POINT);
    pen.setStroke(new BasicStroke(1.6f));
    pen.draw(new Line2D.Double(MARGIN, y - 4, MARGIN + 24, y - 4));
    pen.fill(new Ellipse2D.Double(MARGIN + 12 - RADIUS, y - 4 - RADIUS, 2 * RADIUS, 2 * RADIUS));
    pen.setColor(Color.BLACK);
    int text = MARGIN + 32;
    pen.drawString(chart.points(), text, y);
    if (!chart.baseline().isEmpty()) {
      int mark = text + pen.getFontMetrics().stringWidth(chart.points()) + 28;
      pen.setColor(BASELINE);
      pen.setStroke(new BasicStroke(2f));
      pen.draw(new Line2D.Double(mark, y - 12, mark, y + 4));
      pen.setColor(Color.BLACK);
      pen.drawString(chart.baseline(), mark + 8, y);
    }
  }

  private int left(int panel) {
    return MARGIN + names + GAP + panel * (PANEL + GAP);
  }

  private double x(int panel, double value) {
    return left(panel) + (PANEL - GAP) * (value - least) / (most - least);
  }

  private static int centre(int row) {
    return HEAD + ROW * row + ROW / 2;
  }

  private String tickLabel(double value) {
    int decimals = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
    return String.format(Locale.ROOT, "%." + decimals + "f", value + 0.0);
  }

  private int nameWidth() {
    FontMetrics metrics = measuring(TEXT);
    List<String> all = chart.rows().stream().map(Row::name).toList();
    return Math.min(WIDEST_NAME, all.stream().mapToInt(metrics::stringWidth).max().orElseThrow());
  }

  private int titleWidth() {
    return measuring(TITLE).stringWidth(chart.title());
  }

  private static FontMetrics measuring(Font font) {
    BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
    return improved(image.createGraphics()).getFontMetrics(font);
  }

  /** Leaves out the middle: what sets names apart is often at their ends. */
  private static String shortened(String name, FontMetrics metrics) {
    String shorter = name;
    for (int kept = name.length() - 1; metrics.stringWidth(shorter) > WIDEST_NAME; kept--) {
      shorter = name.substring(0, (kept + 1) / 2) + "…" + name.substring(name.length() - kept / 2);
    }
    return shorter;
  }

  private static Graphics2D improved(Graphics2D pen) {
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    return pen;
  }
}
