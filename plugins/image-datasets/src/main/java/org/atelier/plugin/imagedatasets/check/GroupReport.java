package org.atelier.plugin.imagedatasets.check;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.atelier.api.result.Metric;
import org.atelier.api.result.Metric.Direction;
import org.atelier.api.result.Results;
import org.atelier.api.result.Table;

/** Reports groups, such as artists, that have images in several datasets. */
final class GroupReport {
  private final List<ScannedDataset> datasets;

  /** Images by group and by dataset; a dataset without images of a group has a zero. */
  private final SortedMap<String, int[]> leaks = new TreeMap<>();

  private final List<String> withoutGroups = new ArrayList<>();

  GroupReport(List<ScannedDataset> datasets) {
    this.datasets = datasets;
    for (int d = 0; d < datasets.size(); d++) {
      count(d);
    }
    leaks.values().removeIf(counts -> Arrays.stream(counts).filter(count -> count > 0).count() < 2);
  }

  private void count(int d) {
    ScannedDataset dataset = datasets.get(d);
    boolean known = false;
    for (int position = 0; position < dataset.size(); position++) {
      Optional<String> group = dataset.group(position);
      if (group.isPresent()) {
        leaks.computeIfAbsent(group.get(), key -> new int[datasets.size()])[d]++;
        known = true;
      }
    }
    if (!known) {
      withoutGroups.add("'" + dataset.name() + "'");
    }
  }

  /** Returns how many groups have images in several datasets. */
  int leaks() {
    return leaks.size();
  }

  /** Reports the groups; nothing if no two datasets have any. */
  void addTo(Results results) throws IOException {
    int known = datasets.size() - withoutGroups.size();
    if (known > 0 && datasets.size() > 1 && !withoutGroups.isEmpty()) {
      results.warning(
          "no image of %s has a group, so groups cannot be compared: set 'group' there too"
              .formatted(String.join(" and of ", withoutGroups)));
    }
    if (known < 2) {
      return;
    }
    results.metric(
        new Metric(
            "groups in several datasets",
            leaks.size(),
            Direction.LOWER_IS_BETTER,
            Optional.empty(),
            Optional.empty()));
    results.add("group-leaks", table());
    if (!leaks.isEmpty()) {
      results.warning(
          "%s in several datasets, so that a test rewards knowing the group: %s"
              .formatted(
                  Words.count(leaks.size(), "group has images", "groups have images"),
                  Words.list(leaks.entrySet().stream().map(this::words).toList(), "; ")));
    }
  }

  private String words(Map.Entry<String, int[]> leak) {
    List<String> parts = new ArrayList<>();
    for (int d = 0; d < datasets.size(); d++) {
      if (leak.getValue()[d] > 0) {
        parts.add("%d in '%s'".formatted(leak.getValue()[d], datasets.get(d).name()));
      }
    }
    return "%s (%s)".formatted(leak.getKey(), String.join(", ", parts));
  }

  private Table table() {
    List<String> columns = new ArrayList<>(List.of("group"));
    datasets.forEach(dataset -> columns.add(dataset.name()));
    List<List<Object>> rows = new ArrayList<>();
    leaks.forEach(
        (group, counts) -> {
          List<Object> row = new ArrayList<>(List.of(group));
          for (int count : counts) {
            row.add(count);
          }
          rows.add(row);
        });
    return new Table("Images of each group that is in several datasets", columns, rows);
  }
}
