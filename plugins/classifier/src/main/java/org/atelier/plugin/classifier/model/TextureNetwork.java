package org.atelier.plugin.classifier.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.initializer.Initializer;
import java.util.SplittableRandom;

/**
 * The network of {@link TextureStatistics}: images {@code (N, 3, H, W)} to logits {@code (N,
 * classes)}.
 */
final class TextureNetwork extends StatisticsNetwork {
  private final TextureStatistics.Settings settings;
  private final Parameter filters;
  private final Parameter centroids;
  private final Parameter spreads;

  TextureNetwork(TextureStatistics.Settings settings, int classes) {
    super(statistics(settings), classes);
    this.settings = settings;
    filters = fixed("filters", RandomFilters.shape(settings.filters()), Initializer.ZEROS);
    centroids = fixed("centroids", Centroids.shape(settings.centroids()), Initializer.ZEROS);
    spreads =
        fixed("spreads", new Shape(CovarianceLogarithm.maps(settings.scales())), Initializer.ONES);
  }

  /** Returns the least height and width of an image that has so many scales. */
  static int leastSide(int scales) {
    return Math.max(Centroids.SIDE, RandomFilters.SIDE << (scales - 1));
  }

  private static int statistics(TextureStatistics.Settings settings) {
    return settings.scales() * (2 * settings.filters() + PixelStatistics.DIFFERENCES)
        + 2 * settings.centroids()
        + CovarianceLogarithm.statistics(settings.scales())
        + PixelStatistics.COLOURS
        + PixelStatistics.LAYOUT;
  }

  @Override
  void learnStatistics(Images images, SplittableRandom random) throws InterruptedException {
    fill(filters, RandomFilters.draw(settings.filters(), random));
    fill(centroids, Centroids.learn(settings.centroids(), images, random));
    fill(spreads, CovarianceLogarithm.learnSpreads(settings.scales(), images));
  }

  @Override
  NDArray describe(NDArray images, Values values) {
    NDArray bank = values.of(filters);
    NDList statistics = new NDList();
    NDArray scaled = images;
    for (int scale = 0; scale < settings.scales(); scale++) {
      if (scale > 0) {
        scaled = PixelStatistics.halve(scaled);
      }
      statistics.add(RandomFilters.describe(scaled, bank));
      statistics.add(PixelStatistics.differences(scaled));
    }
    statistics.add(Centroids.describe(images, values.of(centroids)));
    statistics.add(CovarianceLogarithm.describe(images, settings.scales(), values.of(spreads)));
    statistics.add(PixelStatistics.colours(images));
    statistics.add(PixelStatistics.layout(images));
    return NDArrays.concat(statistics, 1);
  }
}
