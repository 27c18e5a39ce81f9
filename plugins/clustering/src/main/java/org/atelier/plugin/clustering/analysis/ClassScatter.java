package org.atelier.plugin.clustering.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.atelier.api.LabelledImage;
import org.atelier.api.result.ScatterPlot;
import org.atelier.plugin.clustering.partition.Partition;

/**
 * Scatter plots of images, in the colour and shape of their class; each point tells its image, and
 * shows it where there are pictures.
 */
final class ClassScatter {
  private static final int MOST_PICTURES = 1000;

  private final List<LabelledImage> images;
  private final List<String> classNames;
  private final List<ScatterPlot.Detail> details;

  /**
   * Prepares plots.
   *
   * @param images the images
   * @param classNames the names of their classes
   * @param partition their clusters
   * @param pictures their pictures, if there are any
   */
  ClassScatter(
      List<LabelledImage> images,
      List<String> classNames,
      Partition partition,
      Optional<Pictures> pictures) {
    this.images = images;
    this.classNames = classNames;
    // The same images are shown in each plot, spread evenly over the dataset.
    int every = (images.size() - 1) / MOST_PICTURES + 1;
    List<ScatterPlot.Detail> told = new ArrayList<>();
    for (int position = 0; position < images.size(); position++) {
      boolean drawn = position % every == 0;
      LabelledImage image = images.get(position);
      int cluster = partition.label(position);
      String text = image.id() + (cluster == Partition.NOISE ? "\nnoise" : "\ncluster " + cluster);
      told.add(
          new ScatterPlot.Detail(
              text,
              pictures
                  .filter(from -> drawn)
                  .map(from -> from.read(image, ScatterPlot.PICTURE_SIDE))));
    }
    this.details = told;
  }

  /**
   * Returns a plot.
   *
   * @param title what it shows
   * @param horizontal label of the horizontal axis
   * @param vertical label of the vertical axis
   * @param x where an image is horizontally
   * @param y where it is vertically
   */
  ScatterPlot plot(
      String title,
      String horizontal,
      String vertical,
      IntToDoubleFunction x,
      IntToDoubleFunction y) {
    List<List<Integer>> members = new ArrayList<>();
    classNames.forEach(name -> members.add(new ArrayList<>()));
    for (int image = 0; image < images.size(); image++) {
      members.get(images.get(image).label()).add(image);
    }
    List<Integer> bySize =
        IntStream.range(0, classNames.size())
            .filter(label -> !members.get(label).isEmpty())
            .boxed()
            .sorted(Comparator.comparing(label -> -members.get(label).size()))
            .toList();
    boolean tooMany = bySize.size() > ScatterPlot.MOST_GROUPS;
    int own = tooMany ? ScatterPlot.MOST_GROUPS - 1 : bySize.size();
    List<ScatterPlot.Group> groups = new ArrayList<>();
    bySize.stream()
        .limit(own)
        .sorted()
        .forEach(label -> groups.add(group(classNames.get(label), members.get(label), x, y)));
    if (tooMany) {
      List<Integer> rest =
          bySize.stream().skip(own).flatMap(label -> members.get(label).stream()).toList();
      groups.add(group("%d other classes".formatted(bySize.size() - own), rest, x, y));
    }
    return new ScatterPlot(title, horizontal, vertical, groups);
  }

  private ScatterPlot.Group group(
      String name, List<Integer> members, IntToDoubleFunction x, IntToDoubleFunction y) {
    return new ScatterPlot.Group(
        name,
        members.stream().map(x::applyAsDouble).toList(),
        members.stream().map(y::applyAsDouble).toList(),
        members.stream().map(details::get).toList());
  }
}
