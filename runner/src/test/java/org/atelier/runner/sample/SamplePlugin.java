package org.atelier.runner.sample;

import jakarta.inject.Inject;
import jakarta.validation.constraints.Min;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.atelier.api.Artifact;
import org.atelier.api.Component;
import org.atelier.api.Dataset;
import org.atelier.api.DatasetContents;
import org.atelier.api.LabelledImage;
import org.atelier.api.NoSettings;
import org.atelier.api.Plugin;
import org.atelier.api.Reference;
import org.atelier.api.Setting;
import org.atelier.api.Stage;
import org.atelier.api.StageContext;
import org.atelier.api.UserException;
import org.atelier.api.result.Metric;
import org.atelier.api.result.Table;
import org.atelier.api.service.Progress;
import org.atelier.api.service.RandomStreams;
import org.atelier.api.service.Warnings;
import org.atelier.runner.plugin.ContractException;

/** Components that need no engine. */
public final class SamplePlugin implements Plugin {
  @Override
  public List<Component<?>> components() {
    return List.of(
        Component.dataset("dots", "Black images.", DotsSettings.class, Dots.class),
        Component.dataset("frail", "One image, or none.", FrailSettings.class, Frail.class),
        Component.stage("count", "Counts images.", CountSettings.class, Count.class, Counted.class),
        Component.stage(
            "double", "Doubles a count.", DoubleSettings.class, Doubling.class, Counted.class),
        Component.stage("read", "Counts lines.", ReadSettings.class, Read.class, Counted.class),
        Component.stage("nosy", "Asks for too much.", NoSettings.class, Nosy.class, Counted.class),
        Component.stage("trouble", "Fails.", TroubleSettings.class, Trouble.class, Counted.class));
  }

  /** A count. */
  public record Counted(int count, Path file) implements Artifact {}

  /** Settings of {@code dots}. */
  public record DotsSettings(
      @Setting(value = "how many images", defaultValue = "4") @Min(1) int images) {}

  /** Black images. */
  public static final class Dots implements Dataset {
    private final DotsSettings settings;

    @Inject
    Dots(DotsSettings settings) {
      this.settings = settings;
    }

    @Override
    public DatasetContents contents() {
      List<LabelledImage> images =
          IntStream.range(0, settings.images())
              .mapToObj(i -> new LabelledImage("dot" + i, i % 2))
              .toList();
      return new DatasetContents(List.of("a", "b"), images, 2, 2, "fingerprint" + images.size());
    }

    @Override
    public void read(int position, ByteBuffer target) {
      target.put(new byte[12]);
    }
  }

  /** Settings of {@code frail}. */
  public record FrailSettings(
      @Setting(value = "whether the image is lost", defaultValue = "false") boolean lost) {}

  /** One image, with a warning; or none at all. */
  public static final class Frail implements Dataset {
    private final DatasetContents contents =
        new DatasetContents(List.of("a"), List.of(new LabelledImage("it", 0)), 2, 2, "fingerprint");
    private final FrailSettings settings;
    private final Warnings warnings;
    private boolean opened;

    @Inject
    Frail(FrailSettings settings, Warnings warnings) {
      this.settings = settings;
      this.warnings = warnings;
    }

    @Override
    public synchronized DatasetContents contents() {
      if (settings.lost()) {
        throw new UserException("the image is lost", "look for it");
      }
      if (!opened) {
        warnings.add("there is but one image");
      }
      opened = true;
      return contents;
    }

    @Override
    public void read(int position, ByteBuffer target) {
      target.put(new byte[12]);
    }
  }

  /** Settings of {@code count}. */
  public record CountSettings(
      @Setting("the images") Reference<Dataset> dataset,
      @Setting(value = "times to count", defaultValue = "1") @Min(1) int epochs) {}

  /** Counts images. */
  public static final class Count implements Stage<Counted> {
    private final CountSettings settings;
    private final RandomStreams streams;
    private final Progress progress;

    @Inject
    Count(CountSettings settings, RandomStreams streams, Progress progress) {
      this.settings = settings;
      this.streams = streams;
      this.progress = progress;
    }

    @Override
    public Counted run(StageContext context) throws IOException {
      int size = settings.dataset().get().contents().size();
      try (Progress.Task task = progress.start("counting", size, "images")) {
        task.advance(size);
      }
      Path file = context.folder().resolve("seed.txt");
      Files.writeString(file, Long.toString(streams.seed("count")));
      context
          .results()
          .metric(
              new Metric(
                  "count",
                  size,
                  Metric.Direction.HIGHER_IS_BETTER,
                  Optional.of(new Metric.Interval(size - 0.5, size + 0.5, 0.95, "guess")),
                  Optional.of(new Metric.Baseline("none", 0))));
      context.results().warning("there are only %d images".formatted(size));
      context.results().add("images", new Table("Images", List.of("n"), List.of(List.of(size))));
      return new Counted(size, file);
    }
  }

  /** Settings of {@code double}. */
  public record DoubleSettings(@Setting("what to double") Reference<Counted> of) {}

  /** Doubles a count. */
  public static final class Doubling implements Stage<Counted> {
    private final DoubleSettings settings;

    @Inject
    Doubling(DoubleSettings settings) {
      this.settings = settings;
    }

    @Override
    public Counted run(StageContext context) throws IOException {
      Counted counted = settings.of().get();
      Path file = Files.copy(counted.file(), context.folder().resolve("copy.txt"));
      return new Counted(2 * counted.count(), file);
    }
  }

  /** Settings of {@code read}. */
  public record ReadSettings(@Setting("what to read") Path file) {}

  /** Counts the lines of a file. */
  public static final class Read implements Stage<Counted> {
    private final ReadSettings settings;

    @Inject
    Read(ReadSettings settings) {
      this.settings = settings;
    }

    @Override
    public Counted run(StageContext context) throws IOException {
      Path file = Files.copy(settings.file(), context.folder().resolve("copy.txt"));
      return new Counted(Files.readAllLines(file).size(), file);
    }
  }

  /** Asks for what no component can be given. */
  public static final class Nosy implements Stage<Counted> {
    @Inject
    Nosy(NoSettings settings, StringBuilder secrets) {}

    @Override
    public Counted run(StageContext context) {
      throw new AssertionError("this stage cannot be made");
    }
  }

  /** What goes wrong. */
  public enum Kind {
    /** The user's mistake. */
    USER,
    /** A fault of this plugin. */
    FAULT,
    /** The constructor fails. */
    CONSTRUCTOR,
    /** The constructor refuses what the user wants. */
    REFUSAL,
    /** The disk is full. */
    FULL,
    /** A file is missing. */
    MISSING,
    /** The memory is full. */
    MEMORY,
    /** Nothing is put out. */
    NOTHING,
    /** The output lies elsewhere. */
    ELSEWHERE,
    /** The output names a file that is not there. */
    ABSENT,
    /** A result has the name of a file elsewhere. */
    NAMING,
    /** The runner notices that the contract is broken. */
    CONTRACT,
    /** A class is missing. */
    LINKAGE,
    /** Its process dies. */
    DEATH,
    /** It fails once; then it goes on with what it had done. */
    HALFWAY,
    /** It goes on until it is interrupted. */
    ENDLESS
  }

  /** Settings of {@code trouble}. */
  public record TroubleSettings(@Setting("what goes wrong") Kind kind) {}

  /** Fails. */
  public static final class Trouble implements Stage<Counted> {
    private final TroubleSettings settings;

    @Inject
    Trouble(TroubleSettings settings) {
      this.settings = settings;
      if (settings.kind() == Kind.CONSTRUCTOR) {
        throw new IllegalStateException("not today");
      }
      if (settings.kind() == Kind.REFUSAL) {
        throw new UserException("this kind is not sold here", "ask for another");
      }
    }

    @Override
    public Counted run(StageContext context) throws IOException, InterruptedException {
      Files.writeString(context.folder().resolve("partial.txt"), "begun");
      return switch (settings.kind()) {
        case USER -> throw new UserException("the paint is dry", "buy new paint");
        case FAULT, CONSTRUCTOR, REFUSAL -> throw new IllegalStateException("not today");
        case FULL -> throw new UncheckedIOException(new IOException("No space left on device"));
        case MISSING -> throw new java.nio.file.NoSuchFileException("/nowhere/a.png");
        case MEMORY -> throw new OutOfMemoryError("Java heap space");
        case NOTHING -> null;
        case ELSEWHERE -> new Counted(1, Path.of("/nowhere/a.txt"));
        case ABSENT -> new Counted(1, context.folder().resolve("a.txt"));
        case NAMING -> {
          context.results().add("../../evil", new Table("Evil", List.of(), List.of()));
          yield null;
        }
        case CONTRACT ->
            throw new IllegalStateException(ContractException.of(this, "reads too little"));
        case LINKAGE -> throw new NoClassDefFoundError("some/Library");
        case DEATH -> {
          Runtime.getRuntime().halt(77);
          yield null;
        }
        case HALFWAY -> {
          Path half = context.checkpoints().folder().resolve("half.txt");
          if (Files.notExists(half)) {
            Files.writeString(half, "half");
            throw new UserException("half is done", "go on");
          }
          yield new Counted(2, Files.copy(half, context.folder().resolve("copy.txt")));
        }
        case ENDLESS -> {
          Thread.sleep(60_000);
          yield null;
        }
      };
    }
  }
}
