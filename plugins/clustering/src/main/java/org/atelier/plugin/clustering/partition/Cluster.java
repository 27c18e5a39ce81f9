package org.atelier.plugin.clustering.partition;

import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.atelier.api.Encodings;
import org.atelier.api.Reference;
import org.atelier.api.Setting;
import org.atelier.api.Stage;
import org.atelier.api.StageContext;
import org.atelier.api.UserException;
import org.atelier.api.result.Metric;
import org.atelier.api.service.Progress;
import org.atelier.api.service.RandomStreams;
import org.atelier.plugin.clustering.Clusters;
import org.atelier.plugin.clustering.space.EncodingMatrix;
import org.atelier.plugin.clustering.space.PrincipalComponents;

/**
 * The stage {@code cluster}: divides encodings of images into clusters.
 *
 * <p>Encodings are centred and scaled, then rotated to their principal components, which changes no
 * distance: 630 encodings of 32,448 numbers are 629-dimensional points. There they are clustered.
 */
public final class Cluster implements Stage<Clusters> {
  private final Settings settings;
  private final RandomStreams streams;
  private final Progress progress;

  /**
   * What to cluster and how.
   *
   * @param encodings the encodings
   * @param method how
   * @param clusters how many clusters; by default as many as classes
   * @param scaling what is done to each number of the encodings first
   * @param components how many principal components to keep; by default all
   * @param restarts starts of k-means
   * @param minimumPoints points that make a region dense
   * @param radius how near they must be
   */
  public record Settings(
      @Setting("stage that puts out encodings") Reference<Encodings> encodings,
      @Setting(value = "how clusters are found", defaultValue = "k-means") Method method,
      @Setting("number of clusters for k-means and ward; by default the number of classes")
          Optional<@Min(2) Integer> clusters,
      @Setting(
              value =
                  "standard: each number of the encodings is brought to mean 0 and standard"
                      + " deviation 1 over all images; none: they are taken as they are",
              defaultValue = "standard")
          Scaling scaling,
      @Setting(
              "principal components to keep before clustering; by default all, which changes no"
                  + " distance")
          Optional<@Min(1) Integer> components,
      @Setting(value = "starts of k-means, the best of which is taken", defaultValue = "10")
          @Min(1)
          @Max(1000)
          int restarts,
      @Setting(
              value =
                  "dbscan: images within the radius, itself among them, that make a region dense",
              defaultValue = "5")
          @Min(2)
          @Max(10_000)
          int minimumPoints,
      @Setting(
              "dbscan: distance within which images are neighbours; by default where the distances"
                  + " to the minimum-points-th nearest image, sorted, begin to rise steeply")
          Optional<@DecimalMin(value = "0", inclusive = false) Double> radius) {
    /** Checks that settings fit the method. */
    public Settings {
      if (method == Method.DBSCAN && clusters.isPresent()) {
        throw new IllegalArgumentException(
            "'clusters' does not go with method: dbscan, which finds their number itself");
      }
      if (method != Method.DBSCAN && radius.isPresent()) {
        throw new IllegalArgumentException("'radius' goes with method: dbscan only");
      }
    }
  }

  /** What is done to each number of the encodings before clustering. */
  public enum Scaling {
    /** Mean 0 and standard deviation 1. */
    STANDARD,
    /** Nothing. */
    NONE
  }

  /** Makes the stage. */
  @Inject
  public Cluster(Settings settings, RandomStreams streams, Progress progress) {
    this.settings = settings;
    this.streams = streams;
    this.progress = progress;
  }

  @Override
  public Clusters run(StageContext context) throws InterruptedException, IOException {
    Stopwatch stopwatch = new Stopwatch(context.stage());
    Encodings encodings = settings.encodings().get();
    int clusters = settings.clusters().orElse(encodings.classNames().size());
    checkNumbers(encodings, clusters);
    int components = settings.components().orElse(Integer.MAX_VALUE);
    EncodingMatrix matrix =
        EncodingMatrix.open(
            encodings, settings.scaling() == Scaling.STANDARD, components, progress);
    stopwatch.lap("reading and scaling");
    PrincipalComponents space = PrincipalComponents.of(matrix.rows(), components, progress);
    if (space.variances().length == 0) {
      throw new UserException(
          "all %d encodings by '%s' are the same, so there is nothing to cluster"
              .formatted(encodings.size(), encodings.encoder()),
          "look at whether the images differ and whether the encoder has learnt anything");
    }
    stopwatch.lap("principal components");
    Partition partition = partition(context, space.coordinates(), clusters);
    stopwatch.lap(word(settings.method()));
    report(context, partition, space);
    ClusterFiles files = new ClusterFiles(context.folder());
    return files.write(encodings, word(settings.method()), matrix.images(), partition, space);
  }

  private void checkNumbers(Encodings encodings, int clusters) {
    if (encodings.size() < 2) {
      throw new UserException(
          "there are %d encodings by '%s', but clusters need two at least"
              .formatted(encodings.size(), encodings.encoder()),
          "encode more images");
    }
    if (settings.method() == Method.DBSCAN) {
      return;
    }
    if (clusters < 2) {
      throw new UserException(
          "'%s' knows fewer than two classes, so there is no default for clusters"
              .formatted(encodings.encoder()),
          "set clusters to 2 or more");
    }
    if (encodings.size() < clusters) {
      throw new UserException(
          "%d images cannot make %d clusters".formatted(encodings.size(), clusters),
          "set clusters to %d at most, or encode more images".formatted(encodings.size()));
    }
    if (settings.method() == Method.WARD) {
      Ward.checkMemory(encodings.size());
    }
  }

  private Partition partition(StageContext context, double[][] points, int clusters)
      throws InterruptedException {
    switch (settings.method()) {
      case K_MEANS:
        return new RestartedKMeans(streams, progress)
            .partition(points, clusters, settings.restarts());
      case WARD:
        return Ward.partition(points, clusters, progress);
      default:
        return dense(context, points);
    }
  }

  private Partition dense(StageContext context, double[][] points) {
    double radius =
        settings
            .radius()
            .orElseGet(() -> Density.radius(points, settings.minimumPoints(), progress));
    if (radius == 0) {
      throw new UserException(
          "most encodings are the same, so no radius can be chosen for dbscan", "set radius");
    }
    Partition found = Density.partition(points, settings.minimumPoints(), radius, progress);
    if (found.clusters() == 0) {
      throw new UserException(
          "dbscan found no dense region: with radius %.4g, no image has %d within it"
              .formatted(radius, settings.minimumPoints()),
          "set a larger radius, or fewer minimum-points");
    }
    if (found.noise() > 0 || found.clusters() == 1) {
      context
          .results()
          .warning(
              "dbscan with radius %.4g found %d %s and took %d of %d images for noise"
                  .formatted(
                      radius,
                      found.clusters(),
                      found.clusters() == 1 ? "cluster" : "clusters",
                      found.noise(),
                      points.length));
    }
    return found;
  }

  private void report(StageContext context, Partition partition, PrincipalComponents space)
      throws IOException {
    double whole = Partition.of(new int[partition.points()]).inertia(space.coordinates());
    context
        .results()
        .metric(
            new Metric(
                "inertia",
                partition.inertia(space.coordinates()),
                Metric.Direction.LOWER_IS_BETTER,
                Optional.empty(),
                Optional.of(new Metric.Baseline("one cluster", whole))));
    context.results().add("components", ClusterTables.components(space));
    context.results().add("sizes", ClusterTables.sizes(partition));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
