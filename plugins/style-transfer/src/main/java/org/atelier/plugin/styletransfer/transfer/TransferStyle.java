package org.atelier.plugin.styletransfer.transfer;

import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.atelier.api.Dataset;
import org.atelier.api.Reference;
import org.atelier.api.Setting;
import org.atelier.api.Stage;
import org.atelier.api.StageContext;
import org.atelier.api.service.Compute;
import org.atelier.api.service.Networks;
import org.atelier.api.service.Progress;
import org.atelier.api.service.RandomStreams;
import org.atelier.plugin.styletransfer.StyleBank;
import org.atelier.plugin.styletransfer.StyledImages;
import org.atelier.plugin.styletransfer.embedding.EmbeddingSettings;
import org.atelier.plugin.styletransfer.embedding.EmbeddingTransfer;
import org.atelier.plugin.styletransfer.embedding.EmbeddingTransferModel;
import org.atelier.plugin.styletransfer.fast.FastTransfer;
import org.atelier.plugin.styletransfer.gatys.GatysSettings;
import org.atelier.plugin.styletransfer.gatys.GatysTransfer;
import org.atelier.plugin.styletransfer.method.Style;
import org.atelier.plugin.styletransfer.method.Transfer;

/**
 * The stage {@code transfer-style}: makes pictures of content images in styles.
 *
 * <p>The stage's folder gets the pictures ({@code pictures}), {@code pictures.csv} and a page of
 * them ({@code transfers.png}); where the method has losses, also {@code losses.csv} and {@code
 * losses.png}, and pictures on their way in {@code previews}. Interrupted, it goes on with the
 * picture that it was at.
 */
public final class TransferStyle implements Stage<StyledImages> {
  private final Settings settings;
  private final Networks networks;
  private final Compute compute;
  private final RandomStreams streams;
  private final Progress progress;

  /**
   * What to make how.
   *
   * @param method how pictures are made
   * @param content the content images
   * @param images ids or patterns of the content images, instead of a number of them
   * @param count how many content images
   * @param styles the styles
   * @param blends mixtures of styles
   * @param bank the styles, for methods that take them from a bank
   * @param gatys the settings of the method {@code gatys}
   * @param embedding the settings of the method {@code embedding}
   * @param fast the settings of the method {@code fast}
   */
  public record Settings(
      @Setting(
              value =
                  "how pictures are made: gatys changes pixels until the features fit; fast is one pass of a"
                      + " network trained for all styles; embedding is one pass of a network that"
                      + " is given the mean colours of a style",
              defaultValue = "gatys")
          Method method,
      @Setting("images whose content the pictures show") Reference<Dataset> content,
      @Setting(
              value =
                  "ids of the content images, instead of count; * stands for any characters, ? for"
                      + " any one",
              defaultValue = "[]")
          @Size(max = 500)
          List<String> images,
      @Setting(
              value = "how many of the content images are taken, evenly from the whole dataset",
              defaultValue = "4")
          @Min(1)
          @Max(10_000)
          int count,
      @Setting(
              value = "styles to make pictures in; by default all, or none if there are blends",
              defaultValue = "[]")
          @Size(max = 1000)
          List<String> styles,
      @Setting(
              value =
                  "several styles at once, such as [{styles: [{style: Cubism}, {style: Baroque,"
                      + " weight: 2}]}]",
              defaultValue = "[]")
          @Size(max = 100)
          List<Blend> blends,
      @Setting("for method: gatys, the stage that described the styles (style-bank)")
          Optional<Reference<StyleBank>> bank,
      @Setting(value = "how method: gatys makes pictures", defaultValue = "{}") GatysSettings gatys,
      @Setting("what method: embedding makes pictures with, such as {network: transfer}")
          Optional<EmbeddingSettings> embedding,
      @Setting("for method: fast, the trained network and how it is used, such as {network: learn}")
          Optional<FastTransfer.Settings> fast) {

    /** Checks that the method has what it needs, and that nothing is named twice. */
    public Settings {
      images = List.copyOf(images);
      styles = List.copyOf(styles);
      blends = List.copyOf(blends);
      if (method == Method.GATYS && bank.isEmpty()) {
        throw new IllegalArgumentException(
            "method: gatys needs bank, the name of a style-bank stage");
      }
      if (method == Method.EMBEDDING && embedding.isEmpty()) {
        throw new IllegalArgumentException(
            "method: embedding needs embedding: {network: …}, the name of a train-style-transfer"
                + " stage");
      }
      if (method == Method.FAST && fast.isEmpty()) {
        throw new IllegalArgumentException(
            "method: fast needs fast, with the name of a train-fast-style stage, such as fast:"
                + " {network: learn}");
      }
      checkOthers(Method.GATYS, method, bank.isPresent(), "bank");
      checkOthers(Method.GATYS, method, !gatys.equals(GatysSettings.DEFAULTS), "gatys");
      checkOthers(Method.EMBEDDING, method, embedding.isPresent(), "embedding");
      checkOthers(Method.FAST, method, fast.isPresent(), "fast");
      Set<String> names = new HashSet<>();
      for (String style : styles) {
        if (!names.add(style)) {
          throw new IllegalArgumentException("styles names '%s' twice".formatted(style));
        }
      }
      for (Blend blend : blends) {
        if (!names.add(blend.label())) {
          throw new IllegalArgumentException(
              "two of the styles and blends are called '%s'; give one of them another name"
                  .formatted(blend.label()));
        }
      }
    }
  }

  /** Checks that what another method would need is not given and then passed over. */
  private static void checkOthers(Method of, Method chosen, boolean given, String key) {
    if (given && of != chosen) {
      throw new IllegalArgumentException(
          "%s is for method: %s, but the method is %s; leave it out, or set method: %s"
              .formatted(key, of.key(), chosen.key(), of.key()));
    }
  }

  /**
   * A mixture of styles.
   *
   * @param name what it is called
   * @param styles the styles and how much of each
   */
  public record Blend(
      @Setting("what the blend is called; by default the styles and their weights")
          Optional<String> name,
      @Setting("the styles, each with its weight") @Size(min = 1, max = 16) List<Part> styles) {
    /** Copies the styles and checks them. */
    public Blend {
      styles = List.copyOf(styles);
      Set<String> names = new HashSet<>();
      for (Part part : styles) {
        if (!names.add(part.style())) {
          throw new IllegalArgumentException("a blend names '%s' twice".formatted(part.style()));
        }
      }
    }

    /** Returns what the blend is called. */
    String label() {
      return name.orElseGet(
          () ->
              styles.stream()
                  .map(part -> String.format(Locale.ROOT, "%s %.3g", part.style(), part.weight()))
                  .collect(Collectors.joining(" + ")));
    }

    /** Returns the style that it is. */
    Style style() {
      return new Style(
          label(),
          styles.stream().map(part -> new Style.Part(part.style(), part.weight())).toList());
    }
  }

  /**
   * One of the styles of a blend.
   *
   * @param style the style's name
   * @param weight how much of it
   */
  public record Part(
      @Setting("the style's name") String style,
      @Setting(value = "how much of it, compared with the others", defaultValue = "1")
          @Positive
          @DecimalMax("1e6")
          double weight) {}

  /** Makes the stage. */
  @Inject
  public TransferStyle(
      Settings settings,
      Networks networks,
      Compute compute,
      RandomStreams streams,
      Progress progress) {
    this.settings = settings;
    this.networks = networks;
    this.compute = compute;
    this.streams = streams;
    this.progress = progress;
  }

  @Override
  public StyledImages run(StageContext context) throws InterruptedException, IOException {
    Contents contents =
        Contents.choose(
            settings.content().name(),
            settings.content().get(),
            settings.images(),
            settings.count());
    try (Transfer transfer = open()) {
      List<Style> styles = styles(transfer.styles());
      Gallery gallery = new Gallery(settings.method().key(), transfer, context, progress);
      return gallery.make(contents, styles, level(), networksUsed());
    }
  }

  /** Opens the method. */
  private Transfer open() {
    return switch (settings.method()) {
      case EMBEDDING ->
          EmbeddingTransfer.open(embedding().name(), embedding().get(), networks, compute);
      case GATYS ->
          GatysTransfer.open(
              bank().get(), settings.gatys(), bank().name(), networks, compute, streams);
      case FAST -> new FastTransfer(fast(), networks, compute);
    };
  }

  /** Returns what a style is. */
  private String level() {
    return switch (settings.method()) {
      case EMBEDDING -> "class";
      case GATYS -> bank().get().level();
      case FAST -> fast().styleImages().isPresent() ? "image" : "class";
    };
  }

  /** Returns the digests of the networks that take part. */
  private List<String> networksUsed() {
    return switch (settings.method()) {
      case EMBEDDING -> List.of(embedding().get().network().manifest().parametersSha256());
      case GATYS -> List.of(bank().get().network().manifest().parametersSha256());
      case FAST -> List.of(fast().network().get().manifest().parametersSha256());
    };
  }

  /** Returns where the styles come from, for messages. */
  private String source() {
    return switch (settings.method()) {
      case EMBEDDING -> "train-style-transfer '%s'".formatted(embedding().name());
      case GATYS -> "style-bank '%s'".formatted(bank().name());
      case FAST -> "style-network '%s'".formatted(fast().network().name());
    };
  }

  private Reference<EmbeddingTransferModel> embedding() {
    return settings.embedding().orElseThrow().network();
  }

  private FastTransfer.Settings fast() {
    return settings.fast().orElseThrow();
  }

  private Reference<StyleBank> bank() {
    return settings.bank().orElseThrow();
  }

  private List<Style> styles(List<String> known) {
    List<Style> styles = new ArrayList<>();
    boolean all = settings.styles().isEmpty() && settings.blends().isEmpty();
    (all ? known : settings.styles()).forEach(name -> styles.add(Style.of(name)));
    settings.blends().forEach(blend -> styles.add(blend.style()));
    styles.forEach(style -> style.check(known, source()));
    return styles;
  }
}
