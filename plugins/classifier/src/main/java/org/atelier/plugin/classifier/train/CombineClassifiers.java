package org.atelier.plugin.classifier.train;

import ai.djl.nn.Block;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.atelier.api.ComponentSpec;
import org.atelier.api.DatasetContents;
import org.atelier.api.ModelManifest;
import org.atelier.api.Reference;
import org.atelier.api.Setting;
import org.atelier.api.Stage;
import org.atelier.api.StageContext;
import org.atelier.api.TrainedModel;
import org.atelier.api.UserException;
import org.atelier.api.result.Table;
import org.atelier.api.service.Network;
import org.atelier.api.service.Networks;
import org.atelier.plugin.classifier.model.Ensemble;

/**
 * The stage {@code combine-classifiers}: makes one classifier of several that were trained, the
 * mean of whose probabilities it answers with. Its model folder holds them all and stands alone.
 */
public final class CombineClassifiers implements Stage<TrainedModel> {
  private static final String MODEL_FOLDER = "model";
  private static final String TYPE = "type";

  private final Settings settings;
  private final Networks networks;

  /**
   * What to combine.
   *
   * @param classifiers the trained classifiers
   */
  public record Settings(
      @Setting(
              "stages that trained, combined or opened the classifiers; each counts the same, so an"
                  + " ensemble among them counts as one")
          @Size(min = 1, max = 100)
          List<Reference<TrainedModel>> classifiers) {
    /** Copies the list. */
    public Settings {
      classifiers = List.copyOf(classifiers);
    }
  }

  /** Makes the stage. */
  @Inject
  public CombineClassifiers(Settings settings, Networks networks) {
    this.settings = settings;
    this.networks = networks;
  }

  @Override
  public TrainedModel run(StageContext context) throws IOException {
    Reference<TrainedModel> first = settings.classifiers().get(0);
    settings.classifiers().forEach(other -> checkAlike(first, other));
    context.results().add("members", membersTable());
    List<Network> members = new ArrayList<>();
    try {
      for (Reference<TrainedModel> classifier : settings.classifiers()) {
        members.add(networks.open(classifier.get()));
      }
      try (Network ensemble = ensemble(members)) {
        return ensemble.save(context.folder().resolve(MODEL_FOLDER));
      }
    } finally {
      members.forEach(Network::close);
    }
  }

  private Network ensemble(List<Network> members) {
    ModelManifest manifest = members.get(0).manifest();
    List<Map<String, Object>> specs =
        members.stream().map(member -> inline(member.manifest().model())).toList();
    List<Block> blocks = members.stream().map(Network::block).toList();
    return networks.create(
        Reference.to(
            Ensemble.TYPE,
            new ComponentSpec(Ensemble.TYPE, Map.of(Ensemble.MEMBERS, specs)),
            (image, classes) -> Ensemble.network(blocks, classes)),
        new DatasetContents(
            manifest.classNames(),
            List.of(),
            manifest.height(),
            manifest.width(),
            manifest.resize(),
            ""),
        manifest.channels());
  }

  private static Map<String, Object> inline(ComponentSpec spec) {
    Map<String, Object> mapping = new LinkedHashMap<>();
    mapping.put(TYPE, spec.type());
    mapping.putAll(spec.settings());
    return mapping;
  }

  private static void checkAlike(Reference<TrainedModel> one, Reference<TrainedModel> other) {
    ModelManifest expected = one.get().manifest();
    ModelManifest found = other.get().manifest();
    if (!expected.classNames().equals(found.classNames())) {
      throw new UserException(
          "'%s' tells the classes '%s' apart, '%s' the classes '%s': their probabilities cannot be averaged"
              .formatted(
                  one.name(),
                  String.join("', '", expected.classNames()),
                  other.name(),
                  String.join("', '", found.classNames())),
          "train them on the same classes");
    }
    if (!input(expected).equals(input(found))) {
      throw new UserException(
          "'%s' takes images of %s, '%s' of %s: an ensemble shows all its members the same image"
              .formatted(one.name(), input(expected), other.name(), input(found)),
          "train them on datasets with the same image-size and resize; augmentation may crop"
              + " differently for each");
    }
  }

  private static String input(ModelManifest manifest) {
    return "%d x %d pixels and %d channels, resize: %s"
        .formatted(
            manifest.width(),
            manifest.height(),
            manifest.channels(),
            manifest.resize().name().toLowerCase(Locale.ROOT));
  }

  private Table membersTable() {
    return new Table(
        "Classifiers whose probabilities are averaged",
        List.of("classifier", "model"),
        settings.classifiers().stream()
            .map(
                classifier ->
                    List.<Object>of(classifier.name(), classifier.get().manifest().model().type()))
            .toList());
  }
}
