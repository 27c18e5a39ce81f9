package org.atelier.plugin.classifier.train;

import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.atelier.api.ClassCounts;
import org.atelier.api.Dataset;
import org.atelier.api.DatasetContents;
import org.atelier.api.Flattened;
import org.atelier.api.Loss;
import org.atelier.api.Model;
import org.atelier.api.Reference;
import org.atelier.api.Setting;
import org.atelier.api.Stage;
import org.atelier.api.StageContext;
import org.atelier.api.TrainedModel;
import org.atelier.api.UserException;
import org.atelier.api.result.Table;
import org.atelier.api.sampling.SampledOrder;
import org.atelier.api.sampling.Sampler;
import org.atelier.api.sampling.Split;
import org.atelier.api.service.Network;
import org.atelier.api.service.Networks;
import org.atelier.api.service.RandomStreams;
import org.atelier.api.service.Training;
import org.atelier.api.training.EpochOrder;
import org.atelier.api.training.TrainingSettings;
import org.atelier.api.training.TrainingTask;

/**
 * The stage {@code train-classifier}: trains a network to tell the classes of a dataset apart.
 *
 * <p>The validation part is held back before anything is sampled, class by class, and group by
 * group where the images have groups; the sampler and the class weights see the rest alone. Besides
 * what {@link Training} writes, the stage's folder gets {@code classes.csv} (images of each class,
 * trained on and held back) and the model folder {@code model}.
 */
public final class TrainClassifier implements Stage<TrainedModel> {
  private static final String MODEL_FOLDER = "model";

  private final Settings settings;
  private final Networks networks;
  private final Training training;
  private final RandomStreams streams;

  /**
   * What to train, on what, and how.
   *
   * @param dataset the images
   * @param model the network
   * @param loss what training makes small
   * @param sampler which of the images an epoch takes
   * @param samplesPerClass images of each class and epoch, for {@link Sampler#CAPPED} alone
   * @param training for how long and how
   */
  public record Settings(
      @Setting("images to train on") Reference<Dataset> dataset,
      @Setting("network to train") Reference<Model> model,
      @Setting(value = "what training makes small", defaultValue = "{type: nll}")
          Reference<Loss> loss,
      @Setting(
              value =
                  "which images an epoch takes: each once in random order, as many drawn so that"
                      + " each class is equally likely, or samples-per-class of each class",
              defaultValue = "shuffle")
          Sampler sampler,
      @Setting("images of each class in an epoch, for sampler: capped")
          Optional<@Min(1) @Max(1_000_000) Integer> samplesPerClass,
      @Flattened TrainingSettings training) {
    /** Checks what joins several settings. */
    public Settings {
      if (sampler == Sampler.CAPPED && samplesPerClass.isEmpty()) {
        throw new IllegalArgumentException(
            "sampler: capped needs samples-per-class, for example 100");
      }
      if (sampler != Sampler.CAPPED && samplesPerClass.isPresent()) {
        throw new IllegalArgumentException("samples-per-class is for sampler: capped alone");
      }
    }
  }

  /** Makes the stage. */
  @Inject
  public TrainClassifier(
      Settings settings, Networks networks, Training training, RandomStreams streams) {
    this.settings = settings;
    this.networks = networks;
    this.training = training;
    this.streams = streams;
  }

  @Override
  public TrainedModel run(StageContext context) throws InterruptedException, IOException {
    Dataset dataset = settings.dataset().get();
    DatasetContents contents = dataset.contents();
    checkClasses(contents, context);
    Split split = split(contents);
    split.warning(contents).ifPresent(context.results()::warning);
    context.results().add("classes", classTable(contents, split));
    try (Network network = networks.create(settings.model(), contents)) {
      training.fit(
          new TrainingTask(
              network,
              dataset,
              order(contents, split),
              split.validation(),
              new ClassifierObjective(
                  settings.model(), settings.loss(), split.trainingCounts(contents))),
          settings.training(),
          context);
      return network.save(context.folder().resolve(MODEL_FOLDER));
    }
  }

  private void checkClasses(DatasetContents contents, StageContext context) {
    ClassCounts counts = contents.classCounts();
    List<String> empty = classNames(counts, 0);
    int used = counts.classes() - empty.size();
    if (used < 2) {
      throw new UserException(
          "dataset '%s' has images of %s; a classifier needs at least two classes"
              .formatted(
                  settings.dataset().name(),
                  used == 0
                      ? "no class"
                      : "one class only ('%s')"
                          .formatted(counts.classNames().get(counts.majority()))),
          "point the dataset at a folder with one sub-folder of images for each class");
    }
    if (!empty.isEmpty()) {
      context
          .results()
          .warning(
              "dataset '%s' has no images of %s: the model cannot learn %s"
                  .formatted(
                      settings.dataset().name(), quoted(empty), empty.size() == 1 ? "it" : "them"));
    }
  }

  private Split split(DatasetContents contents) {
    return Split.heldBack(
        settings.dataset().name(),
        contents,
        settings.training().validationShare(),
        streams.stream("validation"));
  }

  private EpochOrder order(DatasetContents contents, Split split) {
    return new SampledOrder(
        settings.sampler(),
        settings.samplesPerClass().orElse(0),
        contents,
        split.training(),
        streams);
  }

  private static Table classTable(DatasetContents contents, Split split) {
    ClassCounts training = split.trainingCounts(contents);
    ClassCounts validation = split.validationCounts(contents);
    List<List<Object>> rows =
        IntStream.range(0, training.classes())
            .mapToObj(
                label ->
                    List.<Object>of(
                        contents.classNames().get(label),
                        training.count(label) + validation.count(label),
                        training.count(label),
                        validation.count(label)))
            .toList();
    return new Table(
        "Images of each class", List.of("class", "images", "training", "validation"), rows);
  }

  private static List<String> classNames(ClassCounts counts, int count) {
    return IntStream.range(0, counts.classes())
        .filter(label -> counts.count(label) == count)
        .mapToObj(counts.classNames()::get)
        .toList();
  }

  private static String quoted(List<String> names) {
    return "'" + String.join("', '", names) + "'";
  }
}
