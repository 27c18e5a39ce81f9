package org.atelier.runner.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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

/**
 * What {@code atelier stylize} does: it writes a pipeline with a stage {@code transfer-style} for
 * each image, runs it in a temporary folder, and copies the pictures. What was done when it was
 * interrupted is in the cache, so that the same command goes on.
 *
 * @param session what it works with
 * @param request what it is asked for
 */
record Stylizing(Session session, StylizeRequest request) {
  int call() throws ProblemsException, IOException {
    checkFiles();
    try (Catalog catalog = session.catalog(request.plugins());
        TemporaryFolder work = TemporaryFolder.make("stylize")) {
      TransferSource source = TransferSource.find(request, catalog);
      RunReport report =
          new QuietRun(session, catalog, work.path(), session.cache(), request.arguments())
              .execute(plan(catalog, source, work.path()));
      copyPictures(report.folder());
      if (report.status() == RunStatus.INTERRUPTED) {
        session.terminal().err().println("  Go on with: " + CommandText.of(request.arguments()));
      }
      return ExitCode.of(report.status());
    }
  }

  private void checkFiles() throws IOException {
    for (Path content : request.contents()) {
      if (!Files.isRegularFile(content)) {
        throw new UserException(
            Files.isDirectory(content)
                ? "--content %s: this is a folder".formatted(content)
                : "--content %s: there is no such file".formatted(content),
            "name images");
      }
    }
    if (Files.exists(request.out()) && !Files.isDirectory(request.out())) {
      throw new UserException(
          "--out %s: this is a file, not a folder".formatted(request.out()),
          "name a folder for the pictures");
    }
  }

  private Plan plan(Catalog catalog, TransferSource source, Path work)
      throws ProblemsException, IOException {
    Path file = work.resolve("stylize.yaml");
    Files.writeString(file, YamlWriter.write(new StylizePipeline(request, source, work).yaml()));
    List<SettingOverride> overrides =
        List.of(
            new SettingOverride("--engine", List.of("engine"), request.engine()),
            new SettingOverride("--device", List.of("device"), request.device()));
    return Planner.plan(DefinitionReader.read(file, overrides, Map.of()), catalog);
  }

  /** Copies the pictures of all images that are done. */
  private void copyPictures(Path run) throws IOException {
    PictureNames names = new PictureNames(request);
    for (int content = 0; content < request.contents().size(); content++) {
      Path pictures =
          run.resolve("stages").resolve(StylizePipeline.stage(content)).resolve("pictures");
      if (Files.isDirectory(pictures)) {
        copy(files(pictures), content, names);
      }
    }
    session.terminal().out().flush();
  }

  private void copy(List<Path> pictures, int content, PictureNames names) throws IOException {
    Files.createDirectories(request.out());
    for (int style = 0; style < pictures.size(); style++) {
      Path target = request.out().resolve(names.next(content, style));
      Path picture = pictures.get(style);
      WholeFile.write(target, out -> Files.copy(picture, out));
      session.terminal().out().println(target);
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }
}
