package org.atelier.plugin.imagedatasets.check;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.atelier.api.ClassCounts;
import org.atelier.api.result.HeatMap;
import org.atelier.api.result.Metric;
import org.atelier.api.result.Metric.Direction;
import org.atelier.api.result.Results;
import org.atelier.api.result.Table;

/** Reports how many images there are of each class, and how unequally. */
final class ClassReport {
  private final List<ScannedDataset> datasets;
  private final List<String> classNames;

  ClassReport(List<ScannedDataset> datasets) {
    this.datasets = datasets;
    Set<String> names = new LinkedHashSet<>();
    datasets.forEach(dataset -> names.addAll(dataset.contents().classNames()));
    classNames = List.copyOf(names);
  }

  void addTo(Results results) throws IOException {
    results.add("classes", table());
    results.add("class-shares", figure());
    for (ScannedDataset dataset : datasets) {
      reportImbalance(dataset, results);
    }
  }

  private Table table() {
    List<String> columns = new ArrayList<>(List.of("class"));
    datasets.forEach(
        dataset -> columns.addAll(List.of(dataset.name(), "share of " + dataset.name())));
    List<List<Object>> rows = new ArrayList<>();
    for (String className : classNames) {
      List<Object> row = new ArrayList<>(List.of(className));
      for (ScannedDataset dataset : datasets) {
        row.add(count(dataset, className));
        row.add(share(dataset, className));
      }
      rows.add(row);
    }
    return new Table("Images of each class", columns, rows);
  }

  private HeatMap figure() {
    return new HeatMap(
        "Share of each class in the images of each dataset",
        "dataset",
        "class",
        datasets.stream().map(ScannedDataset::name).toList(),
        classNames,
        classNames.stream()
            .map(name -> datasets.stream().map(dataset -> share(dataset, name)).toList())
            .toList());
  }

  private static void reportImbalance(ScannedDataset dataset, Results results) {
    ClassCounts counts = dataset.contents().classCounts();
    int largest = counts.count(counts.majority());
    int smallest =
        IntStream.range(0, counts.classes())
            .map(counts::count)
            .filter(count -> count > 0)
            .min()
            .orElse(0);
    if (smallest > 0) {
      results.metric(
          new Metric(
              "imbalance of %s (largest class / smallest)".formatted(dataset.name()),
              (double) largest / smallest,
              Direction.LOWER_IS_BETTER,
              Optional.empty(),
              Optional.empty()));
    }
    List<String> single =
        IntStream.range(0, counts.classes())
            .filter(label -> counts.count(label) == 1)
            .mapToObj(counts.classNames()::get)
            .toList();
    if (!single.isEmpty()) {
      results.warning(
          "'%s' has a single image of %s: %s"
              .formatted(
                  dataset.name(),
                  Words.count(single.size(), "class", "classes"),
                  Words.list(single, ", ")));
    }
  }

  private static int count(ScannedDataset dataset, String className) {
    int label = dataset.contents().classNames().indexOf(className);
    return label < 0 ? 0 : dataset.contents().classCounts().count(label);
  }

  private static double share(ScannedDataset dataset, String className) {
    return (double) count(dataset, className) / Math.max(1, dataset.size());
  }
}
