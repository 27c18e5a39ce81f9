package org.atelier.plugin.clustering.analysis;

import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.atelier.api.Dataset;
import org.atelier.api.Reference;
import org.atelier.api.Setting;
import org.atelier.api.Stage;
import org.atelier.api.StageContext;
import org.atelier.api.UserException;
import org.atelier.api.array.NpyReader;
import org.atelier.api.result.Metric;
import org.atelier.api.service.Progress;
import org.atelier.api.service.RandomStreams;
import org.atelier.plugin.clustering.Clusters;
import org.atelier.plugin.clustering.analysis.ClusterAnalysis.Measure;
import org.atelier.plugin.clustering.partition.LabelsFile;
import org.atelier.plugin.clustering.partition.Partition;

/**
 * The stage {@code analyse-clusters}: says what clusters have to do with classes, in numbers beside
 * those of shuffled labels, in tables, figures and pictures, and in a page to explore.
 */
public final class AnalyseClusters implements Stage<ClusterAnalysis> {
  private final Settings settings;
  private final RandomStreams streams;
  private final Progress progress;

  /**
   * What to analyse.
   *
   * @param clusters the clusters
   * @param dataset the images that were encoded
   * @param nearest pictures for each cluster
   * @param shuffles how often labels are shuffled
   * @param silhouetteImages the most images that the silhouette looks at
   * @param counts numbers of clusters to try
   * @param pageImages the most images on the page to explore
   */
  public record Settings(
      @Setting("stage that clusters encodings") Reference<Clusters> clusters,
      @Setting("the images that were encoded, for contact sheets and the page to explore")
          Optional<Reference<Dataset>> dataset,
      @Setting(value = "pictures for each cluster, the nearest to its centroid", defaultValue = "8")
          @Min(1)
          @Max(40)
          int nearest,
      @Setting(
              value = "how often labels are shuffled to see what chance reaches",
              defaultValue = "100")
          @Min(20)
          @Max(10_000)
          int shuffles,
      @Setting(
              value = "images that the silhouette is computed from, a random sample of more",
              defaultValue = "2000")
          @Min(10)
          @Max(20_000)
          int silhouetteImages,
      @Setting(
              "numbers of clusters to try k-means with, for the elbow and the silhouette curve; by"
                  + " default ten from 2 to twice the number of clusters; an empty list for none")
          Optional<List<@Min(2) Integer>> counts,
      @Setting(
              value = "images on the page to explore, a random sample of more",
              defaultValue = "2000")
          @Min(1)
          @Max(5000)
          int pageImages) {}

  /** Makes the stage. */
  @Inject
  public AnalyseClusters(Settings settings, RandomStreams streams, Progress progress) {
    this.settings = settings;
    this.streams = streams;
    this.progress = progress;
  }

  @Override
  public ClusterAnalysis run(StageContext context) throws InterruptedException, IOException {
    Clusters clusters = settings.clusters().get();
    Silhouette.checkMemory(Math.min(clusters.size(), settings.silhouetteImages()));
    LabelsFile file = LabelsFile.read(clusters);
    double[][] points = points(clusters);
    Optional<Pictures> pictures =
        settings
            .dataset()
            .map(dataset -> new Pictures(dataset, file.images(), clusters.classNames()));
    Silhouette silhouette =
        new Silhouette(points, settings.silhouetteImages(), streams.stream("silhouette"));
    List<Measure> measures = measures(context, clusters, file, silhouette);
    ClassTables tables = new ClassTables(file, clusters.classNames());
    context.results().add("clusters", tables.clusters());
    context.results().add("classes", tables.classes());
    context.results().add("clusters-and-classes", tables.map());
    if (pictures.isPresent()) {
      context
          .results()
          .add("nearest", ContactSheet.of(clusters, file, pictures.get(), settings.nearest()));
    }
    Map<String, double[][]> maps = maps(context, points);
    drawMaps(
        context,
        new ClassScatter(file.images(), clusters.classNames(), file.partition(), pictures),
        file.partition(),
        points,
        maps);
    List<Integer> counts =
        settings
            .counts()
            .orElseGet(
                () -> ClusterCounts.around(file.partition().clusters(), file.images().size()));
    if (!counts.isEmpty()) {
      checkCounts(counts, file.images().size());
      new ClusterCounts(points, silhouette, streams, progress).report(counts, context.results());
    }
    int[] shown = Sample.of(file.images().size(), settings.pageImages(), streams.stream("page"));
    new InteractivePage(clusters, file, maps, pictures)
        .write(context.folder().resolve("explore.html"), shown);
    context.results().page("explore", "Clusters to explore: point at an image to see it");
    return new ClusterAnalysis(
        clusters.encoder(), clusters.method(), clusters.size(), clusters.clusters(), measures);
  }

  private static void checkCounts(List<Integer> counts, int images) {
    for (int count : counts) {
      if (count > images) {
        throw new UserException(
            "%d images cannot make %d clusters".formatted(images, count),
            "set counts to numbers of %d at most".formatted(images));
      }
    }
  }

  private static double[][] points(Clusters clusters) throws IOException {
    try (NpyReader reader = NpyReader.open(clusters.coordinates())) {
      double[][] points = new double[Math.toIntExact(reader.rows())][reader.rowLength()];
      for (int point = 0; point < points.length; point++) {
        reader.readRows(point, 1, points[point]);
      }
      return points;
    }
  }

  private List<Measure> measures(
      StageContext context, Clusters clusters, LabelsFile file, Silhouette silhouette)
      throws IOException {
    int[] classes = file.images().stream().mapToInt(image -> image.label()).toArray();
    List<Measure> measures =
        new Agreement(classes, silhouette)
            .measures(
                file.partition().labels(),
                settings.shuffles(),
                streams.stream("shuffle"),
                progress);
    for (Measure measure : measures) {
      String baseline =
          "%d times shuffled labels, 95%% of them between %.4f and %.4f"
              .formatted(settings.shuffles(), measure.low(), measure.high());
      context
          .results()
          .metric(
              new Metric(
                  measure.name(),
                  measure.value(),
                  Metric.Direction.HIGHER_IS_BETTER,
                  Optional.empty(),
                  Optional.of(new Metric.Baseline(baseline, measure.shuffled()))));
    }
    context.results().add("agreement", ClassTables.measures(measures));
    if (silhouette.size() < clusters.size()) {
      context
          .results()
          .warning(
              "the silhouette is that of %d of %d images, drawn at random"
                  .formatted(silhouette.size(), clusters.size()));
    }
    if (file.images().stream().mapToInt(image -> image.label()).distinct().count() < 2) {
      context
          .results()
          .warning("all images are of one class, so the clusters' agreement with it says nothing");
    }
    return measures;
  }

  private Map<String, double[][]> maps(StageContext context, double[][] points) {
    Map<String, double[][]> maps = new LinkedHashMap<>();
    TwoDimensions.neighbours(points, streams.seed("t-sne"), progress)
        .ifPresentOrElse(
            map -> maps.put("t-SNE", map),
            () ->
                context
                    .results()
                    .warning(
                        "there is no t-SNE map: it takes 10 to %d images that differ, there are %d"
                            .formatted(TwoDimensions.MOST_POINTS, points.length)));
    maps.put("principal components", TwoDimensions.firstTwo(points));
    return maps;
  }

  private static void drawMaps(
      StageContext context,
      ClassScatter scatter,
      Partition partition,
      double[][] points,
      Map<String, double[][]> maps)
      throws IOException {
    context
        .results()
        .add(
            "first-component",
            scatter.plot(
                "Clusters by the first principal component, coloured by class"
                    + (partition.noise() > 0 ? " (-1: noise)" : ""),
                "first principal component",
                "cluster",
                image -> points[image][0],
                partition::label));
    List<String> names = new ArrayList<>(maps.keySet());
    for (String name : names) {
      double[][] map = maps.get(name);
      context
          .results()
          .add(
              name.equals("t-SNE") ? "map-t-sne" : "map-principal-components",
              scatter.plot(
                  "Map of the images by %s, coloured by class".formatted(name),
                  name.equals("t-SNE") ? "t-SNE 1" : "first principal component",
                  name.equals("t-SNE") ? "t-SNE 2" : "second principal component",
                  image -> map[image][0],
                  image -> map[image][1]));
    }
  }
}
