package org.atelier.runner.output;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import org.atelier.api.result.HeatMap;
import org.atelier.api.result.LineChart;
import org.atelier.api.result.ScatterPlot;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.HeatMapStyler;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws figures as PNG. */
final class Charts {
  /** Colours that people of every colour vision tell apart (Okabe and Ito 2008). */
  private static final Color[] PALETTE = {
    new Color(0x0072B2),
    new Color(0xD55E00),
    new Color(0x009E73),
    new Color(0xCC79A7),
    new Color(0x56B4E9),
    new Color(0xE69F00),
    new Color(0x000000),
  };

  private static final BasicStroke[] STROKES = {
    SeriesLines.SOLID, SeriesLines.DASH_DASH, SeriesLines.DOT_DOT, SeriesLines.DASH_DOT
  };

  private static final Marker[] MARKERS = {
    SeriesMarkers.CIRCLE, SeriesMarkers.SQUARE, SeriesMarkers.TRIANGLE_UP, SeriesMarkers.DIAMOND
  };

  /** As many as have no divisor in common with the number of colours: each pair comes once. */
  private static final Marker[] SCATTERED = {
    SeriesMarkers.CIRCLE,
    SeriesMarkers.SQUARE,
    SeriesMarkers.TRIANGLE_UP,
    SeriesMarkers.DIAMOND,
    SeriesMarkers.CROSS,
    SeriesMarkers.TRIANGLE_DOWN,
    SeriesMarkers.PLUS,
    SeriesMarkers.TRAPEZOID,
  };

  /** From white to a blue that black figures can still be read on. */
  private static final Color[] HEAT = {
    Color.WHITE, new Color(0xC6DDF0), new Color(0x92C3E4), new Color(0x58A5D4)
  };

  /** With more points than this, markers would hide the line. */
  private static final int MARKED_POINTS = 60;

  /** With more lines than this, the legend stands beside the plot and not below it. */
  private static final int LEGEND_BELOW = 3;

  /** With more columns than this, figures in the cells would not fit. */
  private static final int LARGEST_FIGURED = 40;

  private Charts() {}

  static void write(LineChart figure, OutputStream out) throws IOException {
    boolean aside = figure.lines().size() > LEGEND_BELOW;
    XYChart chart =
        new XYChartBuilder()
            .width(aside ? 1100 : 900)
            .height(Math.max(540, 24 * figure.lines().size() + 60))
            .title(figure.title())
            .xAxisTitle(figure.horizontal())
            .yAxisTitle(figure.vertical())
            .build();
    style(chart.getStyler());
    chart
        .getStyler()
        .setLegendPosition(aside ? Styler.LegendPosition.OutsideE : Styler.LegendPosition.OutsideS);
    chart
        .getStyler()
        .setLegendLayout(aside ? Styler.LegendLayout.Vertical : Styler.LegendLayout.Horizontal);
    chart.getStyler().setyAxisTickLabelsFormattingFunction(Charts::figureOf);
    if (figure.lines().stream().allMatch(line -> line.xs().stream().allMatch(Charts::whole))) {
      chart.getStyler().setxAxisTickLabelsFormattingFunction(Charts::wholeOnly);
    }
    for (LineChart.Line line : figure.lines()) {
      addLine(chart, line);
    }
    BitmapEncoder.saveBitmap(chart, out, BitmapEncoder.BitmapFormat.PNG);
  }

  private static void addLine(XYChart chart, LineChart.Line line) {
    if (line.ys().stream().noneMatch(Double::isFinite)) {
      return;
    }
    int index = chart.getSeriesMap().size();
    XYSeries series = chart.addSeries(line.name(), line.xs(), finite(line.ys()));
    series.setLineColor(PALETTE[index % PALETTE.length]);
    series.setMarkerColor(PALETTE[index % PALETTE.length]);
    series.setLineStyle(STROKES[index / PALETTE.length % STROKES.length]);
    series.setLineWidth(2f);
    series.setMarker(
        line.xs().size() > MARKED_POINTS ? SeriesMarkers.NONE : MARKERS[index % MARKERS.length]);
  }

  /** Puts a gap where there is no number. */
  private static List<Double> finite(List<Double> ys) {
    List<Double> gaps = new ArrayList<>(ys);
    gaps.replaceAll(y -> Double.isFinite(y) ? y : null);
    return gaps;
  }

  private static boolean whole(double value) {
    return value == Math.rint(value);
  }

  /** Labels whole numbers only: there is no epoch 1.5. */
  private static String wholeOnly(double value) {
    return whole(value) ? String.format(Locale.ROOT, "%.0f", value) : " ";
  }

  static void write(ScatterPlot figure, OutputStream out) throws IOException {
    XYChart chart =
        new XYChartBuilder()
            .width(1200)
            .height(Math.max(720, 26 * figure.groups().size() + 90))
            .title(figure.title())
            .xAxisTitle(figure.horizontal())
            .yAxisTitle(figure.vertical())
            .build();
    style(chart.getStyler());
    chart.getStyler().setDefaultSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
    chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideE);
    chart.getStyler().setMarkerSize(9);
    chart.getStyler().setxAxisTickLabelsFormattingFunction(Charts::figureOf);
    List<ScatterPlot.Group> groups = figure.groups();
    boolean numbered =
        groups.stream().allMatch(group -> group.ys().stream().allMatch(Charts::whole));
    chart
        .getStyler()
        .setyAxisTickLabelsFormattingFunction(numbered ? Charts::wholeOnly : Charts::figureOf);
    for (int index = 0; index < groups.size(); index++) {
      ScatterPlot.Group group = groups.get(index);
      if (!group.xs().isEmpty()) {
        XYSeries series = chart.addSeries(group.name(), group.xs(), group.ys());
        series.setMarkerColor(PALETTE[index % PALETTE.length]);
        series.setMarker(SCATTERED[index % SCATTERED.length]);
      }
    }
    BitmapEncoder.saveBitmap(chart, out, BitmapEncoder.BitmapFormat.PNG);
  }

  static void write(HeatMap figure, OutputStream out) throws IOException {
    int columns = figure.columns().size();
    int rows = figure.rows().size();
    HeatMapChart chart =
        new HeatMapChartBuilder()
            .width(Math.min(2400, 420 + 34 * Math.max(columns, 8)))
            .height(Math.min(2400, 360 + 28 * Math.max(rows, 8)))
            .title(figure.title())
            .xAxisTitle(figure.horizontal())
            .yAxisTitle(figure.vertical())
            .build();
    style(chart.getStyler());
    paint(chart.getStyler(), figure);
    // The library's vertical axis points up, a matrix's rows go down.
    List<String> upwards = new ArrayList<>(figure.rows());
    Collections.reverse(upwards);
    chart.addSeries("values", figure.columns(), upwards, cells(figure));
    BitmapEncoder.saveBitmap(chart, out, BitmapEncoder.BitmapFormat.PNG);
  }

  private static void paint(HeatMapStyler styler, HeatMap figure) {
    int columns = figure.columns().size();
    styler.setXAxisLabelRotation(columns > 4 ? 90 : 0);
    styler.setPlotContentSize(1);
    styler.setRangeColors(HEAT);
    styler.setDrawBorder(true);
    styler.setShowValue(columns <= LARGEST_FIGURED);
    styler.setValueFont(new Font(Font.SANS_SERIF, Font.PLAIN, 11));
    styler.setValueFontColor(Color.BLACK);
    styler.setHeatMapValueDecimalPattern("0.##");
    DoubleSummaryStatistics range =
        figure.values().stream()
            .flatMap(List::stream)
            .mapToDouble(Double::doubleValue)
            .filter(Double::isFinite)
            .summaryStatistics();
    double least = rounded(Math.min(0, range.getMin()));
    double greatest = rounded(range.getMax());
    styler.setMin(least);
    styler.setMax(greatest > least ? greatest : least + 1);
  }

  /** Rounds away from zero: the legend writes both ends of the range with all their digits. */
  private static double rounded(double value) {
    return Double.isFinite(value)
        ? new BigDecimal(value).round(new MathContext(3, RoundingMode.UP)).doubleValue()
        : value;
  }

  private static List<Number[]> cells(HeatMap figure) {
    List<Number[]> cells = new ArrayList<>();
    int rows = figure.rows().size();
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < figure.columns().size(); column++) {
        double value = figure.values().get(row).get(column);
        // Where there is no number, the cell stays empty.
        if (Double.isFinite(value)) {
          cells.add(new Number[] {column, rows - 1 - row, value});
        }
      }
    }
    return cells;
  }

  /** Writes a number with at most four digits that count, and no empty ones. */
  private static String figureOf(double value) {
    return value == 0
        ? "0"
        : new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros().toPlainString();
  }

  private static void style(AxesChartStyler styler) {
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setChartTitleBoxVisible(false);
    styler.setPlotBorderVisible(false);
    styler.setPlotGridLinesColor(new Color(0xDDDDDD));
    styler.setLegendBorderColor(new Color(0xBBBBBB));
    styler.setLocale(Locale.ROOT);
  }
}
