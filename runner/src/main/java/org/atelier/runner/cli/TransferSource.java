package org.atelier.runner.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.atelier.api.Kind;
import org.atelier.api.UserException;
import org.atelier.runner.definition.DefinitionReader;
import org.atelier.runner.definition.ProblemsException;
import org.atelier.runner.plan.Plan;
import org.atelier.runner.plan.PlannedComponent;
import org.atelier.runner.plan.Planner;
import org.atelier.runner.plugin.Catalog;
import org.atelier.runner.plugin.InstalledComponent;
import org.atelier.runner.training.SavedModels;

/**
 * Where a way to make pictures comes from: the settings of a stage {@code transfer-style}, and the
 * stages that open what it needs from the folder of a run.
 *
 * @param method the method
 * @param stages the stages that open things, by their names
 * @param settings the settings of {@code transfer-style}, without those that say which pictures to
 *     make
 * @param network the model folder of the network that looks at styles; empty where styles of images
 *     cannot be given
 * @param bank the settings of the stage that described the styles; empty if the method needs none
 */
record TransferSource(
    String method,
    Map<String, Object> stages,
    Map<String, Object> settings,
    Optional<Path> network,
    Map<String, Object> bank) {
  static final String FAST = "fast";
  static final String NETWORK = "network";
  static final String BANK = "bank";
  static final String METHOD = "method";

  private static final String TRANSFER = "transfer-style";
  private static final String FAST_MODEL = "style-network";
  private static final String REMEDY =
      "name the folder of a model of train-fast-style, or of a run with a stage transfer-style";

  /** What says which pictures to make, and so is not taken over. */
  private static final List<String> PICTURES =
      List.of("type", "content", "images", "count", "styles", "blends");

  /**
   * Finds the way to make pictures.
   *
   * @param request what is asked for
   * @param catalog the installed plugins
   * @throws UserException if there is none, or more than one
   * @throws ProblemsException if the run's pipeline is not understood
   */
  static TransferSource find(StylizeRequest request, Catalog catalog) throws ProblemsException {
    Path pipeline = request.source().resolve("pipeline.yaml");
    if (!Files.isRegularFile(pipeline)) {
      return ofModel(request);
    }
    Plan plan = Planner.plan(DefinitionReader.read(pipeline, List.of(), Map.of()), catalog);
    List<PlannedComponent> transfers =
        plan.stages().stream()
            .filter(stage -> stage.spec().type().equals(TRANSFER))
            .filter(stage -> request.stage().map(stage.name()::equals).orElse(true))
            .toList();
    if (transfers.isEmpty() && request.stage().isEmpty()) {
      return ofModel(request);
    }
    if (transfers.size() != 1) {
      throw new UserException(
          "%d stages of '%s' are of type transfer-style%s"
              .formatted(
                  transfers.size(),
                  request.source(),
                  request.stage().map(name -> " and called '%s'".formatted(name)).orElse("")),
          "name one with --stage: "
              + plan.stages().stream()
                  .filter(stage -> stage.spec().type().equals(TRANSFER))
                  .map(PlannedComponent::name)
                  .collect(Collectors.joining(", ")));
    }
    return ofStage(request.source(), plan, transfers.get(0), catalog);
  }

  private static TransferSource ofModel(StylizeRequest request) {
    List<Path> models =
        SavedModels.in(request.source()).stream()
            .filter(model -> SavedModels.only(model).manifest().model().type().equals(FAST_MODEL))
            .toList();
    if (models.size() != 1) {
      throw new UserException(
          "there are %d models of type %s in '%s'"
              .formatted(models.size(), FAST_MODEL, request.source()),
          models.isEmpty()
              ? REMEDY
              : "name one of them: "
                  + models.stream().map(Path::toString).collect(Collectors.joining(", ")));
    }
    return new TransferSource(
        FAST,
        Map.of(NETWORK, open("open-model", models.get(0))),
        Map.of(METHOD, FAST, FAST, Map.of(NETWORK, NETWORK)),
        Optional.of(models.get(0)),
        Map.of());
  }

  /** Takes over a stage's settings, each stage in them replaced by one that opens its folder. */
  private static TransferSource ofStage(
      Path run, Plan plan, PlannedComponent transfer, Catalog catalog) {
    Map<String, Object> settings = new LinkedHashMap<>(transfer.spec().settings());
    PICTURES.forEach(settings::remove);
    Map<String, Object> stages = new LinkedHashMap<>();
    Optional<Path> network = Optional.empty();
    Map<String, Object> bank = Map.of();
    for (Map.Entry<String, String> reference : transfer.references().entrySet()) {
      Optional<PlannedComponent> target =
          plan.find(reference.getValue())
              .filter(found -> found.installed().component().kind() == Kind.STAGE);
      if (target.isEmpty()) {
        continue;
      }
      Path folder = run.resolve("stages").resolve(target.get().name());
      String name = "opened-" + target.get().name();
      stages.put(name, open(opener(target.get().installed(), catalog), folder));
      put(settings, List.of(reference.getKey().split("\\.")), name);
      if (reference.getKey().equals(BANK)) {
        network = Optional.of(folder.resolve(NETWORK));
        bank = target.get().spec().settings();
      } else if (reference.getKey().equals(FAST + "." + NETWORK)) {
        network = SavedModels.in(folder).stream().findFirst();
      }
    }
    String method = (String) settings.get(METHOD);
    return new TransferSource(method, stages, settings, network, bank);
  }

  /** Returns the stage type that opens what a stage puts out. */
  private static String opener(InstalledComponent installed, Catalog catalog) {
    Class<?> output = installed.component().output().orElseThrow();
    return catalog.components().stream()
        .map(InstalledComponent::component)
        .filter(component -> component.type().startsWith("open-"))
        .filter(component -> component.output().filter(output::equals).isPresent())
        .findFirst()
        .orElseThrow(
            () ->
                new UserException(
                    "no installed plugin opens what a stage of type '%s' has left"
                        .formatted(installed.component().type()),
                    REMEDY))
        .type();
  }

  private static Map<String, Object> open(String type, Path folder) {
    return Map.of("type", type, "path", folder.toAbsolutePath().toString());
  }

  /** Puts a value at a place in nested mappings, which are copied. */
  private static void put(Map<String, Object> settings, List<String> place, String value) {
    if (place.size() == 1) {
      settings.put(place.get(0), value);
      return;
    }
    Map<String, Object> inner = new LinkedHashMap<>();
    if (settings.get(place.get(0)) instanceof Map<?, ?> before) {
      before.forEach((key, old) -> inner.put((String) key, old));
    }
    put(inner, place.subList(1, place.size()), value);
    settings.put(place.get(0), inner);
  }
}
