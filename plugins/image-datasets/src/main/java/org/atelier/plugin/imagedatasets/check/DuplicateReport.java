package org.atelier.plugin.imagedatasets.check;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.atelier.api.result.ImageGrid;
import org.atelier.api.result.Metric;
import org.atelier.api.result.Metric.Direction;
import org.atelier.api.result.Results;
import org.atelier.api.result.Table;
import org.atelier.plugin.imagedatasets.check.Duplicates.Likeness;
import org.atelier.plugin.imagedatasets.check.Duplicates.Match;
import org.atelier.plugin.imagedatasets.check.Duplicates.Place;

/** Reports images that are alike, and which to leave out. */
final class DuplicateReport {
  /** The name of the table of all pairs. */
  static final String DUPLICATES = "duplicates";

  private static final int DRAWN = 60;
  private static final int PAIRS_IN_A_ROW = 3;
  private static final int CELL_SIDE = 160;

  private final List<ScannedDataset> datasets;
  private final Duplicates duplicates;
  private final Map<String, String> excludeNames;

  DuplicateReport(List<ScannedDataset> datasets, Duplicates duplicates) {
    this.datasets = datasets;
    this.duplicates = duplicates;
    excludeNames = excludeNames(datasets);
  }

  void addTo(Results results) throws IOException {
    for (Likeness likeness : Likeness.values()) {
      metric(word(likeness) + " duplicates (pairs)", duplicates.count(likeness), results);
    }
    if (datasets.size() > 1) {
      metric("duplicates across datasets (pairs)", duplicates.acrossDatasets().size(), results);
    }
    metric("duplicates across classes (pairs)", duplicates.acrossClasses().size(), results);
    results.add(DUPLICATES, table());
    for (Map.Entry<String, String> file : excludeNames.entrySet()) {
      results.add(file.getValue(), excludeTable(file.getKey()));
    }
    if (!duplicates.matches().isEmpty()) {
      results.add(DUPLICATES, figure());
    }
    warn(results);
  }

  /** Returns the names of the files for the setting {@code exclude}. */
  List<String> excludeFiles() {
    return excludeNames.values().stream().map(name -> name + ".csv").toList();
  }

  private static void metric(String name, long value, Results results) {
    results.metric(
        new Metric(name, value, Direction.LOWER_IS_BETTER, Optional.empty(), Optional.empty()));
  }

  /** Names a file for each dataset, but for the last of several, of which all stays. */
  private static Map<String, String> excludeNames(List<ScannedDataset> datasets) {
    Map<String, String> names = new LinkedHashMap<>();
    int count = Math.max(1, datasets.size() - 1);
    for (ScannedDataset dataset : datasets.subList(0, count)) {
      String word =
          dataset
              .name()
              .toLowerCase(Locale.ROOT)
              .replaceAll("[^a-z0-9]+", "-")
              .replaceAll("^-|-$", "");
      String name = word.isEmpty() ? "exclude" : "exclude-" + word;
      names.put(dataset.name(), names.containsValue(name) ? name + "-" + (names.size() + 1) : name);
    }
    return names;
  }

  private Table table() {
    List<List<Object>> rows =
        duplicates.matches().stream()
            .map(
                match ->
                    List.<Object>of(
                        word(match.likeness()),
                        match.distance(),
                        match.copy().dataset().name(),
                        match.copy().id(),
                        match.copy().className(),
                        match.original().dataset().name(),
                        match.original().id(),
                        match.original().className()))
            .toList();
    return new Table(
        "Images that are alike",
        List.of(
            "kind", "distance", "dataset", "id", "class", "like_dataset", "like_id", "like_class"),
        rows);
  }

  private Table excludeTable(String dataset) {
    List<List<Object>> rows =
        duplicates.redundant().stream()
            .filter(place -> place.dataset().name().equals(dataset))
            .map(place -> List.<Object>of(place.id(), place.className()))
            .toList();
    return new Table(
        "Images to leave out of '%s'".formatted(dataset), List.of("id", "class"), rows);
  }

  /** Draws the pairs that do most harm first: across datasets, then across classes. */
  private ImageGrid figure() {
    List<Match> drawn =
        duplicates.matches().stream()
            .sorted(
                Comparator.comparing((Match match) -> !match.acrossDatasets())
                    .thenComparing(match -> !match.acrossClasses())
                    .thenComparing(Match::likeness)
                    .thenComparing(Match::distance))
            .limit(DRAWN)
            .toList();
    List<ImageGrid.Cell> cells = new ArrayList<>();
    for (Match match : drawn) {
      String likeness =
          match.likeness() == Likeness.EXACT
              ? word(match.likeness())
              : "%s, %d bits".formatted(word(match.likeness()), match.distance());
      cells.add(cell(match.copy(), "%d: %s".formatted(cells.size() / 2 + 1, likeness)));
      cells.add(cell(match.original(), "%d: is like".formatted(cells.size() / 2 + 1)));
    }
    int all = duplicates.matches().size();
    return ImageGrid.flowing(
        all > drawn.size()
            ? "%d of %d pairs of images that are alike".formatted(drawn.size(), all)
            : "Pairs of images that are alike",
        2 * PAIRS_IN_A_ROW,
        cells);
  }

  private static ImageGrid.Cell cell(Place place, String heading) {
    return new ImageGrid.Cell(
        place.dataset().read(place.position()).reducedTo(CELL_SIDE),
        "%s\n%s: %s".formatted(heading, place.dataset().name(), place.id()));
  }

  private void warn(Results results) {
    warnAcrossDatasets(results);
    List<Match> acrossClasses = duplicates.acrossClasses();
    if (!acrossClasses.isEmpty()) {
      results.warning(
          "%s of images that are alike in different classes, of which one may be wrong: %s"
              .formatted(
                  Words.count(acrossClasses.size(), "pair", "pairs"),
                  Words.list(
                      acrossClasses.stream().map(DuplicateReport::classWords).toList(), "; ")));
    }
    warnWithinDatasets(results);
    if (duplicates.plain() > 0) {
      results.warning(
          "%s too little in them to be told from others: only exact duplicates of them are found"
              .formatted(Words.count(duplicates.plain(), "image has", "images have")));
    }
  }

  private void warnAcrossDatasets(Results results) {
    Map<List<String>, List<Match>> byDatasets = new LinkedHashMap<>();
    for (Match match : duplicates.acrossDatasets()) {
      byDatasets
          .computeIfAbsent(
              List.of(match.copy().dataset().name(), match.original().dataset().name()),
              key -> new ArrayList<>())
          .add(match);
    }
    byDatasets.forEach(
        (names, matches) ->
            results.warning(
                "%s of '%s' %s of '%s', so that a test rewards memory: %s. %s"
                    .formatted(
                        Words.count(matches.size(), "image", "images"),
                        names.get(0),
                        matches.size() == 1 ? "is like one" : "are like images",
                        names.get(1),
                        Words.list(matches.stream().map(DuplicateReport::words).toList(), "; "),
                        advice(names.get(0)))));
  }

  private void warnWithinDatasets(Results results) {
    for (ScannedDataset dataset : datasets) {
      long count =
          duplicates.matches().stream()
              .filter(match -> !match.acrossDatasets())
              .filter(match -> match.copy().dataset().name().equals(dataset.name()))
              .count();
      if (count > 0) {
        results.warning(
            "%s of '%s' %s of it. %s"
                .formatted(
                    Words.count(count, "image", "images"),
                    dataset.name(),
                    count == 1 ? "is like another" : "are like others",
                    advice(dataset.name())));
      }
    }
  }

  private String advice(String dataset) {
    String file = excludeNames.get(dataset);
    return file == null
        ? "As the last of the datasets it is to measure by, so none is proposed to be left out"
        : "To leave such images out, give %s.csv to the setting 'exclude' of '%s'"
            .formatted(file, dataset);
  }

  private static String words(Match match) {
    return "%s like %s (%s)"
        .formatted(match.copy().id(), match.original().id(), word(match.likeness()));
  }

  private static String classWords(Match match) {
    return "%s of '%s' (%s) like %s of '%s' (%s)"
        .formatted(
            match.copy().id(),
            match.copy().dataset().name(),
            match.copy().className(),
            match.original().id(),
            match.original().dataset().name(),
            match.original().className());
  }

  private static String word(Likeness likeness) {
    return likeness.name().toLowerCase(Locale.ROOT);
  }
}
