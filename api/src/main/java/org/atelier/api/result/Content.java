package org.atelier.api.result;

/** Something to look at: written to the stage's folder in an open format and shown in reports. */
public sealed interface Content
    permits Table, LineChart, HeatMap, ImageGrid, ScatterPlot, IntervalChart {
  /** Returns the title, a phrase that says what is shown. */
  String title();
}
