package org.atelier.runner.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code atelier stylize}. */
@Command(
    name = "stylize",
    description =
        "Makes pictures of images in the styles that a run has learnt. Each picture is as large as"
            + " its image.",
    footer = {
      "",
      "Examples:",
      "  atelier stylize runs/fast-style/20260501-102030 --content boats.jpg --style Ukiyo_e --out"
          + " pictures",
      "  atelier stylize runs/gatys/20260501-102030 --content *.jpg --style sunflowers.jpg --out"
          + " pictures",
      "  atelier stylize my-model --content boats.jpg --style Baroque Cubism --blend 1 2 --out"
          + " pictures",
      "",
      "A style is the name of one that was learnt, or an image that shows it. Pictures are PNG files"
          + " called like the image and the style.",
      "",
      "Exit codes: 0 all pictures are made, 1 it failed, 2 the command line is wrong, 130 Ctrl-C."
    })
final class StylizeCommand implements Callable<Integer> {
  private static final int SMALLEST_SIDE = 8;
  private static final int LARGEST_SIDE = 16_384;

  private final Session session;

  @Parameters(
      index = "0",
      paramLabel = "MODEL_OR_RUN",
      description =
          "The folder of a model of train-fast-style, or that of a run with it or with a stage"
              + " transfer-style.")
  private Path source;

  @Option(
      names = "--content",
      paramLabel = "IMAGE",
      arity = "1..*",
      required = true,
      description = "The images to make pictures of.")
  private List<Path> contents;

  @Option(
      names = "--style",
      paramLabel = "CLASS|IMAGE",
      arity = "1..*",
      required = true,
      description = "The styles: names of those that were learnt, or images.")
  private List<String> styles;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "The folder that the pictures go into; it is made if it is not there.")
  private Path out;

  @Option(
      names = "--blend",
      paramLabel = "WEIGHT",
      arity = "1..*",
      description =
          "Makes one picture of each image, in all styles at once: how much of each, in their"
              + " order.")
  private List<Double> blend = new ArrayList<>();

  @Option(
      names = "--style-strength",
      paramLabel = "S",
      description =
          "How much of the style, from 0 for none to 1 for all (fast transfer only; default: as in"
              + " the run, else 1).")
  private Double strength;

  @Option(
      names = "--longest-side",
      paramLabel = "PIXELS",
      description = "Makes larger images smaller first, in their proportions.")
  private Integer longestSide;

  @Option(
      names = "--stage",
      paramLabel = "NAME",
      description = "The run's stage whose method is used, where there are several.")
  private String stage;

  @Option(
      names = "--engine",
      paramLabel = "ENGINE",
      defaultValue = "auto",
      description = "The engine: auto, mxnet or pytorch (default: ${DEFAULT-VALUE}).")
  private String engine;

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      defaultValue = "auto",
      description = "The device: auto, cpu, gpu or gpu:N (default: ${DEFAULT-VALUE}).")
  private String device;

  @Mixin private PluginOptions plugins;

  @Spec private CommandSpec spec;

  StylizeCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws Exception {
    return new Stylizing(session, request()).call();
  }

  private StylizeRequest request() {
    if (strength != null && !(strength >= 0 && strength <= 1)) {
      throw wrong("--style-strength %s: it must be from 0 to 1".formatted(strength));
    }
    if (longestSide != null && (longestSide < SMALLEST_SIDE || longestSide > LARGEST_SIDE)) {
      throw wrong(
          "--longest-side %d: it must be from %d to %d"
              .formatted(longestSide, SMALLEST_SIDE, LARGEST_SIDE));
    }
    if (!blend.isEmpty() && blend.size() != styles.size()) {
      throw wrong(
          "--blend has %d weights for %d styles: give one for each"
              .formatted(blend.size(), styles.size()));
    }
    if (blend.stream().anyMatch(weight -> !(weight > 0 && weight < Double.POSITIVE_INFINITY))) {
      throw wrong("--blend: each weight must be above 0");
    }
    return new StylizeRequest(
        source,
        Optional.ofNullable(stage),
        contents.stream().distinct().toList(),
        styles.stream().distinct().toList(),
        blend,
        strength == null ? OptionalDouble.empty() : OptionalDouble.of(strength),
        longestSide == null ? OptionalInt.empty() : OptionalInt.of(longestSide),
        out,
        engine,
        device,
        plugins.folders(),
        spec.commandLine().getParent().getParseResult().originalArgs());
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
