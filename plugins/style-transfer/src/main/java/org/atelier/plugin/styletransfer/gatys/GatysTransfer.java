package org.atelier.plugin.styletransfer.gatys;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.atelier.api.UserException;
import org.atelier.api.result.RgbImage;
import org.atelier.api.service.Checkpoint;
import org.atelier.api.service.Compute;
import org.atelier.api.service.Network;
import org.atelier.api.service.Networks;
import org.atelier.api.service.RandomStreams;
import org.atelier.plugin.styletransfer.StyleBank;
import org.atelier.plugin.styletransfer.features.FeatureNetwork;
import org.atelier.plugin.styletransfer.features.Pyramid;
import org.atelier.plugin.styletransfer.method.PictureMemory;
import org.atelier.plugin.styletransfer.method.Pixels;
import org.atelier.plugin.styletransfer.method.PngFile;
import org.atelier.plugin.styletransfer.method.Style;
import org.atelier.plugin.styletransfer.method.Transfer;
import org.atelier.plugin.styletransfer.method.Work;

/**
 * The method {@code gatys}: changes the pixels of a picture until its features are near to those of
 * the content image and its Gram matrices near to those of the style (Gatys, Ecker and Bethge 2016,
 * "Image style transfer using convolutional neural networks").
 *
 * <p>The picture is made in several sizes, the small ones first, so that large shapes get the style
 * too (Gatys et al. 2017, "Controlling perceptual factors in neural style transfer", section 6).
 */
public final class GatysTransfer implements Transfer {
  /** There is one checkpoint, of the picture in the making. */
  private static final String CHECKPOINT = "picture";

  private static final double ADAM_RATE = 0.02;

  /** How many more pixels a picture has in several sizes, each half the one before. */
  private static final double ALL_SIZES = 4.0 / 3;

  /** What patches, the picture, its gradient and its total variation take for each pixel. */
  private static final double OTHER_NUMBERS = 60;

  /**
   * How many times these numbers and those of all layers PyTorch takes at its peak, as measured:
   * what is kept for the gradients, and the gradients.
   */
  private static final double PYTORCH = 3.2;

  private static final double MXNET = 7;

  /** What Java takes for each pixel: the picture in several forms, and the optimiser's moments. */
  private static final long JAVA_BYTES = 150;

  private static final double GREY = 0.5;
  private static final double NOISE = 0.2;

  private final StyleBank bank;
  private final GatysSettings settings;
  private final Network network;
  private final FeatureNetwork features;
  private final List<GatysSettings.WeightedLayer> contentLayers;
  private final List<GatysSettings.WeightedLayer> styleLayers;
  private final PictureMemory memory;
  private final Compute compute;
  private final RandomStreams streams;
  private boolean lookedForCheckpoint;

  private GatysTransfer(
      StyleBank bank,
      GatysSettings settings,
      Network network,
      FeatureNetwork features,
      Compute compute,
      RandomStreams streams) {
    this.bank = bank;
    this.settings = settings;
    this.network = network;
    this.features = features;
    this.compute = compute;
    this.streams = streams;
    this.contentLayers =
        settings.contentLayers().isEmpty()
            ? features.contentLayers().stream()
                .map(layer -> new GatysSettings.WeightedLayer(layer, 1))
                .toList()
            : settings.contentLayers();
    this.styleLayers =
        settings.styleLayers().isEmpty()
            ? bank.layers().stream()
                .map(StyleBank.Layer::name)
                .distinct()
                .map(layer -> new GatysSettings.WeightedLayer(layer, features.styleWeight(layer)))
                .toList()
            : settings.styleLayers();
    double sizes = bank.scales() == 1 ? 1 : ALL_SIZES;
    this.memory =
        new PictureMemory(
            compute,
            PictureMemory.engineBytes(
                compute, network, OTHER_NUMBERS, sizes * PYTORCH, sizes * MXNET),
            JAVA_BYTES
                + (settings.optimizer() == GatysSettings.Optimizer.L_BFGS ? Lbfgs.BYTES : 0));
  }

  /**
   * Opens the network of a bank.
   *
   * @param bank the styles
   * @param settings how pictures are made
   * @param name the bank's name, for messages
   * @param networks opens it
   * @param compute runs it
   * @param streams what noise is drawn from
   * @throws UserException if it cannot be opened, or if the settings name a layer that it does not
   *     have
   */
  public static GatysTransfer open(
      StyleBank bank,
      GatysSettings settings,
      String name,
      Networks networks,
      Compute compute,
      RandomStreams streams) {
    if (settings.sizes() > bank.scales()) {
      throw new UserException(
          "sizes is %d, but the styles of '%s' were seen on %d sizes alone"
              .formatted(settings.sizes(), name, bank.scales()),
          "set scales of the style-bank to at least %d, or sizes to at most %d"
              .formatted(settings.sizes(), bank.scales()));
    }
    Network network = networks.open(bank.network());
    try {
      network.block().freezeParameters(true);
      FeatureNetwork features = FeatureNetwork.of(compute, network, name);
      features.check(
          settings.contentLayers().stream().map(GatysSettings.WeightedLayer::layer).toList());
      return new GatysTransfer(bank, settings, network, features, compute, streams);
    } catch (RuntimeException | Error e) {
      network.close();
      throw e;
    }
  }

  @Override
  public List<String> styles() {
    return bank.styles();
  }

  @Override
  public int steps() {
    return settings.steps() * settings.sizes();
  }

  @Override
  public RgbImage transfer(RgbImage content, Style style, Work work)
      throws InterruptedException, IOException {
    memory.check(content, work.name());
    List<StyleTarget> targets = StyleTarget.read(bank, style, styleLayers);
    checkSize(content, targets, work.name());
    try (NDManager manager = compute.newManager()) {
      List<Pixels> contents = sizes(Pixels.of(content), manager);
      Optional<Checkpoint<Reached>> reached = checkpoint(work, manager);
      int size = reached.map(checkpoint -> checkpoint.state().size()).orElse(settings.sizes() - 1);
      Pixels picture = start(contents.get(size), style, work);
      while (size >= 0) {
        Pixels from = picture;
        Run run = new Run(work, size, contents.get(size), targets);
        picture = reached.isPresent() ? run.goOn(reached.get()) : run.begin(from);
        reached = Optional.empty();
        size--;
        if (size >= 0) {
          picture = enlarged(picture, contents.get(size + 1), contents.get(size));
        }
      }
      Pixels whole = contents.get(0);
      return (settings.preserveColour() ? picture.inColoursOf(whole) : picture).picture();
    }
  }

  private void checkSize(RgbImage content, List<StyleTarget> targets, String name) {
    int side = Math.min(content.height(), content.width());
    int halvings = settings.sizes() - 1;
    int needed = 2 << halvings;
    for (StyleTarget target : targets) {
      needed = Math.max(needed, features.smallestSide(target.layer()) << target.scale());
    }
    for (GatysSettings.WeightedLayer layer : contentLayers) {
      needed = Math.max(needed, features.smallestSide(layer.layer()) << halvings);
    }
    if (side < needed) {
      throw new UserException(
          "%s cannot be made: the content image has %d x %d pixels, but the layers and sizes that the style is seen in need at least %d on each side"
              .formatted(name, content.width(), content.height(), needed),
          "take larger images, or fewer scales or earlier layers in the style-bank");
    }
  }

  /** Returns the content image in each size, its own first. */
  private List<Pixels> sizes(Pixels content, NDManager manager) {
    Shape shape = new Shape(1, 3, content.height(), content.width());
    List<Pixels> sizes = new ArrayList<>();
    for (NDArray size : Pyramid.of(manager.create(content.values(), shape), settings.sizes())) {
      sizes.add(
          new Pixels(
              (int) size.getShape().get(2), (int) size.getShape().get(3), size.toFloatArray()));
    }
    return sizes;
  }

  private Pixels start(Pixels content, Style style, Work work) {
    return switch (settings.start()) {
      case CONTENT -> new Pixels(content.height(), content.width(), content.values().clone());
      case STYLE -> samples(style, content.height(), content.width());
      case NOISE -> noise(content.height(), content.width(), work);
    };
  }

  /** Returns the pictures of the styles that are blended, laid over one another. */
  private Pixels samples(Style style, int height, int width) {
    float[] sum = new float[3 * height * width];
    for (Style.Part part : style.parts()) {
      int index = bank.styles().indexOf(part.style());
      Pixels sample =
          Pixels.of(PngFile.read(StyleBank.sample(bank.samples(), index))).resized(height, width);
      for (int at = 0; at < sum.length; at++) {
        sum[at] += (float) (part.weight() * sample.values()[at]);
      }
    }
    return new Pixels(height, width, sum);
  }

  private Pixels noise(int height, int width, Work work) {
    SplittableRandom random = streams.stream("noise " + work.key());
    float[] values = new float[3 * height * width];
    for (int at = 0; at < values.length; at++) {
      double value = GREY + NOISE * random.nextGaussian();
      values[at] = (float) Math.max(0, Math.min(1, value));
    }
    return new Pixels(height, width, values);
  }

  /**
   * Returns a picture in the next size. One that began as the content image gets what was changed
   * in the small size, so that the content's details stay.
   */
  private Pixels enlarged(Pixels picture, Pixels small, Pixels large) {
    Pixels enlarged = picture.resized(large.height(), large.width());
    if (settings.start() == GatysSettings.Start.CONTENT) {
      Pixels blurred = small.resized(large.height(), large.width());
      for (int at = 0; at < enlarged.values().length; at++) {
        float value = enlarged.values()[at] - blurred.values()[at] + large.values()[at];
        enlarged.values()[at] = Math.max(0, Math.min(1, value));
      }
    }
    return enlarged;
  }

  /**
   * How far the picture in the making has come.
   *
   * @param picture which picture
   * @param size which size it is made in
   * @param step how many steps were gone in that size
   * @param losses the losses after each step of all sizes
   */
  record Reached(String picture, int size, int step, List<Losses> losses) {}

  /** Looks for a checkpoint of this picture, which can only be the first one after a start. */
  private Optional<Checkpoint<Reached>> checkpoint(Work work, NDManager manager)
      throws IOException {
    if (lookedForCheckpoint) {
      return Optional.empty();
    }
    lookedForCheckpoint = true;
    return work.checkpoints()
        .read(CHECKPOINT, Reached.class, manager)
        .filter(checkpoint -> checkpoint.state().picture().equals(work.key()));
  }

  /** The making of a picture in one size. */
  private final class Run {
    private final Work work;
    private final int size;
    private final Pixels content;
    private final List<StyleTarget> targets;

    Run(Work work, int size, Pixels content, List<StyleTarget> targets) {
      this.work = work;
      this.size = size;
      this.content = content;
      // What was seen in the images' own size is not there in a smaller one.
      this.targets =
          targets.stream()
              .filter(target -> target.scale() >= size)
              .map(target -> target.reduced(size))
              .toList();
    }

    Pixels begin(Pixels picture) throws InterruptedException, IOException {
      try (PictureObjective objective = objective()) {
        return go(picture.values(), 0, optimizer(objective));
      }
    }

    Pixels goOn(Checkpoint<Reached> reached) throws InterruptedException, IOException {
      reached.state().losses().forEach(losses -> work.step(losses.byName()));
      List<float[]> arrays = new ArrayList<>();
      reached.arrays().forEach(array -> arrays.add(array.toFloatArray()));
      try (PictureObjective objective = objective()) {
        Steps steps = optimizer(objective);
        steps.restore(arrays.subList(1, arrays.size()));
        return go(arrays.get(0), reached.state().step(), steps);
      }
    }

    private PictureObjective objective() {
      return new PictureObjective(
          compute, features, settings, work.name(), content, contentLayers, targets);
    }

    private Steps optimizer(Objective objective) {
      return switch (settings.optimizer()) {
        case L_BFGS -> new Lbfgs(objective);
        case ADAM ->
            new Adam(
                objective,
                content.values().length,
                settings.learningRate().orElse(ADAM_RATE),
                settings.steps());
      };
    }

    private Pixels go(float[] values, int from, Steps steps)
        throws InterruptedException, IOException {
      for (int step = from + 1; step <= settings.steps(); step++) {
        // Cleared, as a thread that is interrupted cannot write the checkpoint.
        if (Thread.interrupted()) {
          checkpoint(values, step - 1, steps);
          throw new InterruptedException("stopped before step %d".formatted(step));
        }
        work.step(steps.step(values).byName());
        if (settings.previewEvery() > 0 && step % settings.previewEvery() == 0) {
          keep(values, step, steps);
        }
      }
      return new Pixels(content.height(), content.width(), values);
    }

    private void keep(float[] values, int step, Steps steps) throws IOException {
      work.preview(done(step), new Pixels(content.height(), content.width(), values).picture());
      checkpoint(values, step, steps);
    }

    private int done(int step) {
      return (settings.sizes() - 1 - size) * settings.steps() + step;
    }

    private void checkpoint(float[] values, int step, Steps steps) throws IOException {
      try (NDManager manager = compute.newManager()) {
        NDList arrays = new NDList(manager.create(values));
        steps.state().forEach(array -> arrays.add(manager.create(array)));
        work.checkpoints()
            .write(
                CHECKPOINT,
                "%s, step %d of %d".formatted(work.name(), done(step), steps()),
                new Reached(
                    work.key(), size, step, work.losses().stream().map(Losses::of).toList()),
                arrays);
      }
    }
  }

  @Override
  public void close() {
    network.close();
  }
}
