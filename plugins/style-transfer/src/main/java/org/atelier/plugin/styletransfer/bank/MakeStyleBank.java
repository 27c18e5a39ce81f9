package org.atelier.plugin.styletransfer.bank;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.atelier.api.Dataset;
import org.atelier.api.DatasetContents;
import org.atelier.api.Model;
import org.atelier.api.Reference;
import org.atelier.api.Setting;
import org.atelier.api.Stage;
import org.atelier.api.StageContext;
import org.atelier.api.TrainedModel;
import org.atelier.api.UserException;
import org.atelier.api.service.Batch;
import org.atelier.api.service.Batches;
import org.atelier.api.service.Compute;
import org.atelier.api.service.Network;
import org.atelier.api.service.Networks;
import org.atelier.api.service.Progress;
import org.atelier.plugin.styletransfer.StyleBank;
import org.atelier.plugin.styletransfer.features.FeatureNetwork;
import org.atelier.plugin.styletransfer.features.Pyramid;

/**
 * The stage {@code style-bank}: describes styles by Gram matrices, means and deviations of the
 * features of a network.
 *
 * <p>The stage's folder gets the arrays, the network ({@code network}), and for each style a small
 * picture of one of its images ({@code samples}). Memory does not grow with the number of images or
 * of styles.
 */
public final class MakeStyleBank implements Stage<StyleBank> {
  private final Settings settings;
  private final Networks networks;
  private final Batches batches;
  private final Progress progress;
  private final Compute compute;

  /**
   * Which styles, seen by what.
   *
   * @param network a network that was trained
   * @param model a model whose network is taken as it starts, instead
   * @param dataset the images that show the styles
   * @param level what a style is
   * @param layers the layers that styles are seen in
   * @param scales on how many sizes of the images
   * @param batchSize images per pass through the network
   */
  public record Settings(
      @Setting("stage that trained or opened the network whose features describe the styles")
          Optional<Reference<TrainedModel>> network,
      @Setting(
              "instead of network, a model whose network is taken as it starts: a pretrained one"
                  + " with weights from a file")
          Optional<Reference<Model>> model,
      @Setting("images that show the styles") Reference<Dataset> dataset,
      @Setting(
              value =
                  "what a style is: all images of a class, all of a group (such as an artist's), or"
                      + " a single image",
              defaultValue = "class")
          Level level,
      @Setting(
              value =
                  "layers of the network that styles are seen in, 'image' for the pixels and"
                      + " 'patches' for squares of them; by default these two and the last layer of"
                      + " each size of feature maps",
              defaultValue = "[]")
          @Size(max = 32)
          List<String> layers,
      @Setting(
              value =
                  "on how many sizes of the images styles are seen, each half the one before: the"
                      + " more, the larger the textures",
              defaultValue = "3")
          @Min(1)
          @Max(6)
          int scales,
      @Setting(value = "images per pass through the network", defaultValue = "8") @Min(1) @Max(4096)
          int batchSize) {
    /** Checks where the network comes from, and that no layer is named twice. */
    public Settings {
      if (network.isPresent() == model.isPresent()) {
        throw new IllegalArgumentException(
            "give either network (a stage that trained one) or model (a pretrained one)");
      }
      layers = List.copyOf(layers);
      if (new LinkedHashSet<>(layers).size() < layers.size()) {
        throw new IllegalArgumentException(
            "layers names a layer twice: %s".formatted(String.join(", ", layers)));
      }
    }
  }

  /** Makes the stage. */
  @Inject
  public MakeStyleBank(
      Settings settings, Networks networks, Batches batches, Progress progress, Compute compute) {
    this.settings = settings;
    this.networks = networks;
    this.batches = batches;
    this.progress = progress;
    this.compute = compute;
  }

  @Override
  public StyleBank run(StageContext context) throws InterruptedException, IOException {
    DatasetContents contents = settings.dataset().get().contents();
    List<ImagesOfStyle> styles =
        ImagesOfStyle.of(settings.level(), settings.dataset().name(), contents);
    if (styles.size() == 1 && settings.level() != Level.IMAGE) {
      context
          .results()
          .warning(
              "dataset '%s' shows one style alone, '%s': whether a picture has got that style rather than another cannot be told"
                  .formatted(settings.dataset().name(), styles.get(0).style()));
    }
    try (Network network = open(contents)) {
      FeatureNetwork features = FeatureNetwork.of(compute, network, networkName());
      List<String> layers = layers(features);
      features.check(layers);
      TrainedModel kept = network.save(context.folder().resolve("network"));
      List<StyleFiles> files = files(context.folder(), features, layers, contents);
      try {
        describe(features, styles, files, context.stage());
        new Samples(settings.dataset().get()).write(styles, context.folder().resolve("samples"));
      } finally {
        for (StyleFiles file : files) {
          file.close();
        }
      }
      return new StyleBank(
          kept,
          settings.level().key(),
          styles.stream().map(ImagesOfStyle::style).toList(),
          files.stream().mapToInt(file -> file.layer().scale() + 1).max().orElseThrow(),
          files.stream().map(StyleFiles::layer).toList(),
          context.folder().resolve("samples"));
    }
  }

  private String networkName() {
    return settings
        .network()
        .map(Reference::name)
        .orElseGet(() -> settings.model().orElseThrow().name());
  }

  private Network open(DatasetContents contents) {
    return settings.network().isPresent()
        ? networks.open(settings.network().get().get())
        : networks.create(settings.model().orElseThrow(), contents);
  }

  private List<String> layers(FeatureNetwork features) {
    return settings.layers().isEmpty() ? features.styleLayersWithPatches() : settings.layers();
  }

  /** Begins the files of all layers that still have feature maps at each size. */
  private List<StyleFiles> files(
      Path folder, FeatureNetwork features, List<String> layers, DatasetContents contents)
      throws IOException {
    int side = Math.min(contents.height(), contents.width());
    List<StyleFiles> files = new ArrayList<>();
    for (int scale = 0; scale < settings.scales(); scale++) {
      for (String layer : layers) {
        if (side >> scale >= features.smallestSide(layer)) {
          files.add(StyleFiles.create(folder, layer, scale, features.channels(layer)));
        } else if (scale == 0) {
          throw new UserException(
              "images of dataset '%s' are %d x %d pixels, too small for layer '%s', which needs at least %d"
                  .formatted(
                      settings.dataset().name(),
                      contents.width(),
                      contents.height(),
                      layer,
                      features.smallestSide(layer)),
              "make the dataset's image-size larger, or name earlier layers in layers");
        }
      }
    }
    return files;
  }

  private void describe(
      FeatureNetwork features, List<ImagesOfStyle> styles, List<StyleFiles> files, String stage)
      throws InterruptedException, IOException {
    int[] positions =
        styles.stream().flatMap(style -> style.positions().stream()).mapToInt(p -> p).toArray();
    Filling filling = new Filling(styles, files);
    try (Batches.Pass pass =
            batches.open(settings.dataset().get(), positions, settings.batchSize());
        Progress.Task task =
            progress.start(stage + ": describing styles", positions.length, "images")) {
      boolean more = true;
      while (more) {
        try (Batch batch = pass.next()) {
          more = batch != null;
          if (more) {
            filling.add(statistics(features, batch, files), batch.size());
            task.advance(batch.size());
          }
        }
      }
    }
    for (StyleFiles file : files) {
      file.finish();
    }
  }

  private List<StyleFiles.Statistics> statistics(
      FeatureNetwork features, Batch batch, List<StyleFiles> files) {
    List<StyleFiles.Statistics> statistics = new ArrayList<>();
    List<NDArray> sizes = Pyramid.of(batch.images(), settings.scales());
    for (int scale = 0; scale < sizes.size(); scale++) {
      int current = scale;
      List<String> layers =
          files.stream()
              .map(StyleFiles::layer)
              .filter(layer -> layer.scale() == current)
              .map(StyleBank.Layer::name)
              .toList();
      try (NDManager manager = batch.manager().newSubManager()) {
        NDArray images = sizes.get(scale).duplicate();
        images.attach(manager);
        Map<String, NDArray> maps = features.features(images, layers);
        layers.forEach(layer -> statistics.add(StyleFiles.Statistics.of(maps.get(layer))));
      }
    }
    return statistics;
  }

  /** Gives each image's numbers to its style, and ends a style after its last image. */
  private static final class Filling {
    private final List<ImagesOfStyle> styles;
    private final List<StyleFiles> files;
    private int style;
    private int images;

    Filling(List<ImagesOfStyle> styles, List<StyleFiles> files) {
      this.styles = styles;
      this.files = files;
    }

    void add(List<StyleFiles.Statistics> statistics, int size) throws IOException {
      for (int index = 0; index < size; index++) {
        for (int file = 0; file < files.size(); file++) {
          files.get(file).add(statistics.get(file), index);
        }
        images++;
        if (images == styles.get(style).positions().size()) {
          for (StyleFiles file : files) {
            file.endStyle();
          }
          style++;
          images = 0;
        }
      }
    }
  }
}
