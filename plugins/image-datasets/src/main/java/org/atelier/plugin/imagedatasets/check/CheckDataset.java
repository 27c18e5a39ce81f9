package org.atelier.plugin.imagedatasets.check;

import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.atelier.api.Dataset;
import org.atelier.api.Reference;
import org.atelier.api.Setting;
import org.atelier.api.Stage;
import org.atelier.api.StageContext;
import org.atelier.api.result.Results;
import org.atelier.api.service.Progress;

/**
 * The stage {@code check-dataset}: looks for what spoils training and testing before they begin.
 *
 * <p>The stage's folder gets {@code classes.csv} and {@code class-shares.png}; for datasets of the
 * type {@code image-folder} {@code sizes.csv}, {@code size-distribution.csv} and {@code
 * broken.csv}; {@code duplicates.csv} and {@code duplicates.png}; {@code group-leaks.csv} where
 * groups are known; and for each dataset that images may be left out of, {@code exclude-NAME.csv},
 * which the dataset's setting {@code exclude} takes.
 */
public final class CheckDataset implements Stage<DatasetCheck> {
  private final Settings settings;
  private final Progress progress;

  /**
   * What to check.
   *
   * @param datasets the datasets
   * @param nearDistance bits in which the hashes of near duplicates may differ
   * @param mirrored whether mirror images count as duplicates
   */
  public record Settings(
      @Setting(
              "datasets to check, alone and against each other; the one that must stay as it is,"
                  + " such as the test set, comes last")
          @NotEmpty
          List<Reference<Dataset>> datasets,
      @Setting(
              value =
                  "near duplicates are images whose 64-bit perceptual hashes differ in at most this"
                      + " many bits; 0 finds the fewest",
              defaultValue = "12")
          @Min(0)
          @Max(20)
          int nearDistance,
      @Setting(
              value = "whether an image and its mirror image count as duplicates",
              defaultValue = "true")
          boolean mirrored) {
    /** Checks that each dataset is named once. */
    public Settings {
      datasets = List.copyOf(datasets);
      Set<String> names = new HashSet<>();
      for (Reference<Dataset> dataset : datasets) {
        if (!names.add(dataset.name())) {
          throw new IllegalArgumentException("datasets names '%s' twice".formatted(dataset.name()));
        }
      }
    }
  }

  /** Makes the stage. */
  @Inject
  public CheckDataset(Settings settings, Progress progress) {
    this.settings = settings;
    this.progress = progress;
  }

  @Override
  public DatasetCheck run(StageContext context) throws InterruptedException, IOException {
    List<ScannedDataset> datasets = new ArrayList<>();
    for (Reference<Dataset> dataset : settings.datasets()) {
      datasets.add(new DatasetScan(progress, context.stage()).scan(dataset));
    }
    Results results = context.results();
    new ClassReport(datasets).addTo(results);
    new FileReport(datasets).addTo(results);
    Duplicates duplicates =
        new DuplicateSearch(settings.nearDistance(), settings.mirrored())
            .search(datasets, progress, context.stage());
    DuplicateReport report = new DuplicateReport(datasets, duplicates);
    report.addTo(results);
    GroupReport groups = new GroupReport(datasets);
    groups.addTo(results);
    return new DatasetCheck(
        datasets.stream().map(ScannedDataset::name).toList(),
        datasets.stream().mapToInt(ScannedDataset::size).sum(),
        duplicates.matches().size(),
        duplicates.acrossDatasets().size(),
        duplicates.acrossClasses().size(),
        groups.leaks(),
        context.folder().resolve(DuplicateReport.DUPLICATES + ".csv"),
        report.excludeFiles().stream().map(context.folder()::resolve).toList());
  }
}
