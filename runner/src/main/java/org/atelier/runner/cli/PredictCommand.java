package org.atelier.runner.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.atelier.runner.report.PredictionsWriter.Format;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code atelier predict}. */
@Command(
    name = "predict",
    description =
        "Tells the classes of images with a trained model. The model's folder alone is enough: it"
            + " says how images are brought to size.",
    footer = {
      "",
      "Examples:",
      "  atelier predict runs/quickstart/20260501-102030 painting.jpg",
      "  atelier predict my-model scans/ --format csv --out predictions.csv",
      "  find scans -name '*.jpg' | atelier predict my-model - --format json",
      "",
      "Formats: 'table' shows the likeliest classes in percent; 'json' is an object on each line with"
          + " image, predicted, probability and probabilities; 'csv' has a row for each image and,"
          + " without --top, a column for each class.",
      "",
      "Exit codes: 0 all images are predicted, 1 it failed, 2 the command line is wrong, 3 images"
          + " that cannot be read are left out (they are named on standard error), 130 Ctrl-C."
    })
final class PredictCommand implements Callable<Integer> {
  private static final int LARGEST_BATCH = 65_536;

  private final Session session;

  @Parameters(
      index = "0",
      paramLabel = "RUN_OR_MODEL",
      description = "A model folder, or the folder of a run or of a run's stage with one model.")
  private Path model;

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "IMAGE|FOLDER",
      description =
          "Images, and folders whose images are taken, those of their sub-folders too; - reads"
              + " paths from standard input, one on each line.")
  private List<String> images = new ArrayList<>();

  @Option(
      names = "--list",
      paramLabel = "FILE",
      description =
          "Reads more paths of images and folders from a text file, one on each line, relative to"
              + " the current folder; - is standard input.")
  private String list;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      completionCandidates = Formats.class,
      description = "table, json or csv (default: as the name of --out ends, else table).")
  private String format;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Writes the predictions into a file instead of standard output.")
  private Path out;

  @Option(
      names = "--top",
      paramLabel = "N",
      description =
          "Writes the N likeliest classes of each image, likeliest first (default: 3 in a table,"
              + " all classes in the model's order otherwise).")
  private Integer top;

  @Option(
      names = "--flips",
      description = "Shows the model the mirror image of each image too and averages the answers.")
  private boolean flips;

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      defaultValue = "32",
      description = "Images per pass through the network (default: ${DEFAULT-VALUE}).")
  private int batchSize;

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

  PredictCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws Exception {
    return new Predicting(session, request()).call();
  }

  private PredictionRequest request() {
    if (top != null && top < 1) {
      throw wrong("--top %d: there must be at least 1 class to write".formatted(top));
    }
    if (batchSize < 1 || batchSize > LARGEST_BATCH) {
      throw wrong("--batch-size %d: it must be from 1 to %d".formatted(batchSize, LARGEST_BATCH));
    }
    Set<String> lists = new LinkedHashSet<>();
    if (list != null) {
      lists.add(list);
    }
    if (images.contains(PredictionRequest.STANDARD_INPUT)) {
      lists.add(PredictionRequest.STANDARD_INPUT);
    }
    if (images.isEmpty() && lists.isEmpty()) {
      throw wrong(
          "there is nothing to predict: name images or folders after the model, or give their paths"
              + " with --list FILE, or - for standard input");
    }
    return new PredictionRequest(
        model,
        images.stream().filter(image -> !image.equals(PredictionRequest.STANDARD_INPUT)).toList(),
        List.copyOf(lists),
        chosenFormat(),
        Optional.ofNullable(out),
        top == null ? OptionalInt.empty() : OptionalInt.of(top),
        flips,
        batchSize,
        engine,
        device,
        plugins.folders(),
        spec.commandLine().getParent().getParseResult().originalArgs());
  }

  private Format chosenFormat() {
    if (format != null) {
      return Stream.of(Format.values())
          .filter(known -> Formats.name(known).equals(format))
          .findFirst()
          .orElseThrow(
              () ->
                  wrong(
                      "--format %s: there is no such format; choose table, json or csv"
                          .formatted(format)));
    }
    String name = out == null ? "" : out.toString().toLowerCase(Locale.ROOT);
    return Stream.of(Format.values())
        .filter(known -> name.endsWith("." + Formats.name(known)))
        .findFirst()
        .orElse(Format.TABLE);
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  /** The names of the formats, for completion. */
  static final class Formats implements Iterable<String> {
    static String name(Format format) {
      return format.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Iterator<String> iterator() {
      return Stream.of(Format.values()).map(Formats::name).iterator();
    }
  }
}
