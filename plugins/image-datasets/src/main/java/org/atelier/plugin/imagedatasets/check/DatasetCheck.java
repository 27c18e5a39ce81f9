package org.atelier.plugin.imagedatasets.check;

import java.nio.file.Path;
import java.util.List;
import org.atelier.api.Artifact;

/**
 * What {@code check-dataset} found.
 *
 * @param datasets the names of the datasets
 * @param images the number of their images
 * @param duplicatePairs pairs of images that are the same or nearly so
 * @param pairsAcrossDatasets those of them that are in two datasets
 * @param pairsAcrossClasses those of them that are in two classes
 * @param groupsAcrossDatasets groups with images in several datasets
 * @param duplicates CSV with a row for each pair
 * @param excludes for each dataset that images may be left out of, a CSV for its setting {@code
 *     exclude}
 */
public record DatasetCheck(
    List<String> datasets,
    int images,
    int duplicatePairs,
    int pairsAcrossDatasets,
    int pairsAcrossClasses,
    int groupsAcrossDatasets,
    Path duplicates,
    List<Path> excludes)
    implements Artifact {
  /** Copies the lists. */
  public DatasetCheck {
    datasets = List.copyOf(datasets);
    excludes = List.copyOf(excludes);
  }
}
