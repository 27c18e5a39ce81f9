package org.atelier.runner.cli;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.atelier.api.Kind;
import org.atelier.api.ModelManifest;
import org.atelier.api.UserException;
import org.atelier.runner.definition.DefinitionReader;
import org.atelier.runner.definition.ProblemsException;
import org.atelier.runner.definition.SettingOverride;
import org.atelier.runner.definition.YamlWriter;
import org.atelier.runner.execution.RunReport;
import org.atelier.runner.execution.RunStatus;
import org.atelier.runner.output.WholeFile;
import org.atelier.runner.plan.Plan;
import org.atelier.runner.plan.Planner;
import org.atelier.runner.plugin.Catalog;
import org.atelier.runner.report.PredictionsWriter;
import org.atelier.runner.training.SavedModels;

/**
 * What {@code atelier predict} does: it writes a pipeline, runs it in a temporary folder, and
 * prints the predictions and nothing else on standard output.
 *
 * @param session what it works with
 * @param request what it is asked for
 */
record Predicting(Session session, PredictionRequest request) {
  private static final Map<String, Kind> NEEDED =
      Map.of("image-files", Kind.DATASET, "open-model", Kind.STAGE, "predict-images", Kind.STAGE);

  int call() throws ProblemsException, IOException {
    Path model = model();
    ModelManifest manifest = SavedModels.only(model).manifest();
    if (manifest.height() != manifest.width()) {
      throw new UserException(
          "the model in '%s' takes images of %d x %d pixels, and images are brought to squares only"
              .formatted(model, manifest.width(), manifest.height()),
          "use the model in a pipeline, with a dataset of its size");
    }
    checkOutput();
    try (Catalog catalog = session.catalog(request.plugins());
        TemporaryFolder work = TemporaryFolder.make("predict")) {
      checkPlugins(catalog);
      PathList.write(request, session.terminal().in(), work.path().resolve("images.txt"));
      return run(catalog, plan(catalog, model, manifest, work.path()), work.path());
    }
  }

  private Path model() {
    List<Path> models = SavedModels.in(request.model());
    if (models.size() > 1) {
      String given = request.model().toString();
      throw new UserException(
          "there are %d trained models in '%s'".formatted(models.size(), given),
          "run one of these commands:"
              + models.stream()
                  .map(
                      found ->
                          request.arguments().stream()
                              .map(argument -> argument.equals(given) ? found.toString() : argument)
                              .toList())
                  .map(arguments -> "\n    " + CommandText.of(arguments))
                  .collect(Collectors.joining()));
    }
    return request.model();
  }

  private void checkOutput() {
    request
        .out()
        .ifPresent(
            out -> {
              Path folder = out.toAbsolutePath().getParent();
              if (folder == null || !Files.isDirectory(folder)) {
                throw new UserException(
                    "--out %s: there is no folder '%s'".formatted(out, folder),
                    "make the folder, or name a file in another one");
              }
              if (Files.isDirectory(out)) {
                throw new UserException(
                    "--out %s: this is a folder".formatted(out), "name a file in it");
              }
            });
  }

  private static void checkPlugins(Catalog catalog) {
    String missing =
        NEEDED.entrySet().stream()
            .filter(type -> catalog.find(type.getValue(), type.getKey()).isEmpty())
            .map(type -> "the %s %s".formatted(type.getValue().word(), type.getKey()))
            .sorted()
            .collect(Collectors.joining(" and "));
    if (!missing.isEmpty()) {
      throw new UserException(
          "predicting needs %s, and no installed plugin offers that".formatted(missing),
          "put the plugins of the distribution back; 'atelier plugins' shows what is installed and"
              + " what was refused");
    }
  }

  private Plan plan(Catalog catalog, Path model, ModelManifest manifest, Path work)
      throws ProblemsException, IOException {
    Map<String, Object> images =
        Map.of(
            "type", "image-files",
            "list", work.resolve("images.txt").toString(),
            "relative-to", Path.of("").toAbsolutePath().toString(),
            "image-size", manifest.height(),
            "resize", manifest.resize().name().toLowerCase(Locale.ROOT),
            "left-out", leftOut(work).toString());
    Map<String, Object> open =
        Map.of("type", "open-model", "path", model.toAbsolutePath().toString());
    Map<String, Object> predict =
        Map.of(
            "type", "predict-images",
            "classifier", "model",
            "dataset", "images",
            "batch-size", request.batchSize(),
            "flips", request.flips());
    Path file = work.resolve("predict.yaml");
    Files.writeString(
        file,
        YamlWriter.write(
            Map.of(
                "datasets", Map.of("images", images),
                "stages", Map.of("model", open, "predict", predict))));
    List<SettingOverride> overrides =
        List.of(
            new SettingOverride("--engine", List.of("engine"), request.engine()),
            new SettingOverride("--device", List.of("device"), request.device()));
    return Planner.plan(DefinitionReader.read(file, overrides, Map.of()), catalog);
  }

  private static Path leftOut(Path work) {
    return work.resolve("left-out.csv");
  }

  private int run(Catalog catalog, Plan plan, Path work) throws IOException {
    RunReport report =
        new QuietRun(session, catalog, work, work.resolve("cache"), request.arguments())
            .execute(plan);
    if (report.status() != RunStatus.DONE) {
      return ExitCode.of(report.status());
    }
    write(report.folder().resolve("stages/predict/predictions.csv"));
    return isComplete(work) ? ExitCode.DONE : ExitCode.PARTLY_DONE;
  }

  private void write(Path predictions) throws IOException {
    PredictionsWriter writer = new PredictionsWriter(predictions, request.top());
    if (request.out().isPresent()) {
      WholeFile.write(
          request.out().get(),
          out -> {
            Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            writer.write(request.format(), text);
            text.flush();
          });
    } else {
      Writer text = new OutputStreamWriter(session.terminal().out(), StandardCharsets.UTF_8);
      writer.write(request.format(), text);
      text.flush();
    }
  }

  /** Tells whether no image was left out: the list of those has a header only. */
  private static boolean isComplete(Path work) throws IOException {
    try (Stream<String> lines = Files.lines(leftOut(work))) {
      return lines.limit(2).count() < 2;
    }
  }
}
