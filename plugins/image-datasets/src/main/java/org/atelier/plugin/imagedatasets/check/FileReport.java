package org.atelier.plugin.imagedatasets.check;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.atelier.api.result.Metric;
import org.atelier.api.result.Metric.Direction;
import org.atelier.api.result.Results;
import org.atelier.api.result.Table;
import org.atelier.plugin.imagedatasets.check.ScannedDataset.ScannedImage;
import org.atelier.plugin.imagedatasets.decoding.PixelSize;

/** Reports what the files of folders of images are like: their sizes, and which are broken. */
final class FileReport {
  private static final int SMALLEST_BIN = 32;

  private final List<ScannedDataset> folders;

  /** Prepares the report; datasets that are no folders of images are passed over. */
  FileReport(List<ScannedDataset> datasets) {
    folders = datasets.stream().filter(dataset -> dataset.folder().isPresent()).toList();
  }

  void addTo(Results results) throws IOException {
    if (folders.isEmpty()) {
      return;
    }
    reportBroken(results);
    List<List<Object>> sizes = new ArrayList<>();
    List<List<Object>> distribution = new ArrayList<>();
    for (ScannedDataset dataset : folders) {
      List<PixelSize> found =
          dataset.images().stream()
              .map(ScannedImage::originalSize)
              .flatMap(Optional::stream)
              .toList();
      if (!found.isEmpty()) {
        sizes.add(row(dataset, "width", found, PixelSize::width));
        sizes.add(row(dataset, "height", found, PixelSize::height));
        sizes.add(row(dataset, "shorter side", found, PixelSize::shorter));
        addBins(dataset, found, distribution);
        warnOfSmall(dataset, found, results);
      }
    }
    results.add(
        "sizes",
        new Table(
            "Sizes of the images in their files, in pixels",
            List.of("dataset", "side", "smallest", "median", "largest", "image_size", "smaller"),
            sizes));
    results.add(
        "size-distribution",
        new Table(
            "Images by the shorter side in their files, in pixels",
            List.of("dataset", "from", "to", "images"),
            distribution));
  }

  private void reportBroken(Results results) throws IOException {
    List<List<Object>> rows = new ArrayList<>();
    for (ScannedDataset dataset : folders) {
      dataset
          .folder()
          .orElseThrow()
          .broken()
          .forEach(
              broken ->
                  rows.add(List.of(dataset.name(), broken.path().toString(), broken.reason())));
    }
    results.metric(
        new Metric(
            "broken images",
            rows.size(),
            Direction.LOWER_IS_BETTER,
            Optional.empty(),
            Optional.empty()));
    results.add(
        "broken",
        new Table("Images that cannot be read", List.of("dataset", "file", "reason"), rows));
  }

  private static List<Object> row(
      ScannedDataset dataset, String side, List<PixelSize> sizes, ToIntFunction<PixelSize> length) {
    int[] sorted = sizes.stream().mapToInt(length).sorted().toArray();
    int imageSize = dataset.contents().width();
    long smaller = sizes.stream().mapToInt(length).filter(pixels -> pixels < imageSize).count();
    return List.of(
        dataset.name(),
        side,
        sorted[0],
        sorted[sorted.length / 2],
        sorted[sorted.length - 1],
        imageSize,
        smaller);
  }

  /** Counts images in bins whose ends double. */
  private static void addBins(
      ScannedDataset dataset, List<PixelSize> sizes, List<List<Object>> rows) {
    int longest = sizes.stream().mapToInt(PixelSize::shorter).max().orElseThrow();
    int from = 1;
    for (long end = SMALLEST_BIN; from <= longest; end *= 2) {
      int low = from;
      long high = end;
      long count =
          sizes.stream().filter(size -> size.shorter() >= low && size.shorter() < high).count();
      rows.add(List.of(dataset.name(), low, high - 1, count));
      from = (int) Math.min(high, Integer.MAX_VALUE);
    }
  }

  private static void warnOfSmall(ScannedDataset dataset, List<PixelSize> sizes, Results results) {
    int imageSize = dataset.contents().width();
    long small = sizes.stream().filter(size -> size.shorter() < imageSize).count();
    if (small > 0) {
      results.warning(
          "%d of the %s of '%s' are smaller than image-size (%d) and are enlarged"
              .formatted(
                  small, Words.count(sizes.size(), "image", "images"), dataset.name(), imageSize));
    }
  }
}
