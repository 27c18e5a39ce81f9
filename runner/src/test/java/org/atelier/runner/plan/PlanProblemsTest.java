package org.atelier.runner.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import jakarta.validation.constraints.Size;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.atelier.api.Component;
import org.atelier.api.Dataset;
import org.atelier.api.Loss;
import org.atelier.api.Model;
import org.atelier.api.Plugin;
import org.atelier.api.Reference;
import org.atelier.api.Setting;
import org.atelier.runner.definition.DefinitionReader;
import org.atelier.runner.definition.ProblemsException;
import org.atelier.runner.definition.SettingOverride;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every message that planning can give, whole. */
class PlanProblemsTest {
  /** Lines 1 to 5; what a test adds begins on line 6. */
  private static final String SOUND =
      """
      datasets: {train: {type: painted}, test: {type: painted}}
      models: {small: {type: net}}
      losses: {plain: {type: nll}}
      stages:
        good: {type: train-classifier, dataset: train, model: small}
      """;

  private static final String SOUND_BUT_FOR_MODELS =
      """
      datasets: {train: {type: painted}}
      stages:
        good: {type: train-classifier, dataset: train, model: small}
      models:
        small: {type: net}
      """;

  @TempDir private Path folder;

  static Stream<Arguments> stages() {
    return Stream.of(
        arguments(
            "{type: train-classifier, dataset: train, model: small, epoch: 3}",
            "6:63: stages.bad.epoch: unknown setting; did you mean 'epochs'? (train-classifier"
                + " takes: dataset, model, loss, start, epochs, batch-size, optimizer,"
                + " learning-rate, schedule, validation-share, patience, momentum, weight-decay,"
                + " warm-up, clip-gradients, ema, augmentation)"),
        arguments(
            "{type: train-clasifier}",
            "6:15: stages.bad.type: unknown stage type 'train-clasifier'; did you mean"
                + " 'train-classifier'? (stage types: train-classifier, encode, compare)"),
        arguments(
            "{type: cluster}",
            "6:15: stages.bad.type: unknown stage type 'cluster'; the plugin clusters-2.0.jar would"
                + " offer it, but was refused: it is built for API 2.0, but this is API 1.0; to"
                + " do: take a version of the plugin for API 1.0"),
        arguments(
            "{type: spectral}",
            "6:15: stages.bad.type: unknown stage type 'spectral'; the plugin clusters-2.0.jar"
                + " would offer it, but was refused: it is built for API 2.0, but this is API 1.0;"
                + " to do: take a version of the plugin for API 1.0"),
        arguments(
            "{type: net}",
            "6:15: stages.bad.type: unknown stage type 'net'; 'net' is a model type: put it under"
                + " 'models' (stage types: train-classifier, encode, compare)"),
        arguments(
            "{type:train-classifier, epochs:3}",
            "6:8: stages.bad: 'type' is missing; write a space after 'type:' (stage types:"
                + " train-classifier, encode, compare)"),
        arguments(
            "{epochs: 3}",
            "6:8: stages.bad: 'type' is missing (stage types: train-classifier, encode, compare)"),
        arguments(
            "{type: }",
            "6:14: stages.bad.type: expected the name of a type, found nothing (stage types:"
                + " train-classifier, encode, compare)"),
        arguments(
            "encode",
            "6:8: stages.bad: expected a mapping with a 'type', found 'encode' (stage types:"
                + " train-classifier, encode, compare)"),
        arguments(
            "{type: train-classifier, model: small}",
            "6:8: stages.bad: 'dataset' is missing: training images"),
        arguments(
            "{type: train-classifier, dataset: tran, model: small}",
            "6:42: stages.bad.dataset: no dataset is named 'tran'; did you mean 'train'?"
                + " (datasets: train, test)"),
        arguments(
            "{type: train-classifier, dataset: train, model: small, loss: nll}",
            "6:69: stages.bad.loss: no loss is named 'nll'; to use the loss type 'nll', write"
                + " {type: nll} (losses: plain)"),
        arguments(
            "{type: train-classifier, dataset: small, model: small}",
            "6:42: stages.bad.dataset: 'small' is a model, but a dataset is needed here"
                + " (datasets: train, test)"),
        arguments(
            "{type: train-classifier, dataset: [train], model: small}",
            "6:42: stages.bad.dataset: expected the name of a dataset or a dataset written inline"
                + " as {type: …}, found a list"),
        arguments(
            "{type: train-classifier, dataset: train, model: {type: nett}}",
            "6:63: stages.bad.model.type: unknown model type 'nett'; did you mean 'net'? (model"
                + " types: net, wrapper)"),
        arguments(
            "{type: encode, classifier: code, dataset: train}\n"
                + "  code: {type: encode, classifier: good, dataset: train}",
            "6:35: stages.bad.classifier: 'code' puts out Encodings, but 'classifier' needs"
                + " TrainedModel (from: train-classifier)"),
        arguments(
            "{type: compare, encodings: [goof]}",
            "6:36: stages.bad.encodings[0]: no stage is named 'goof'; did you mean 'good'?"
                + " (stages: good, bad)"),
        arguments(
            "{type: compare, encodings: [{type: encode}]}",
            "6:36: stages.bad.encodings[0]: expected the name of a stage that puts out Encodings,"
                + " found a mapping (from: encode)"),
        arguments(
            "{type: train-classifier, dataset: train, model: small, start: bad}",
            "6:70: stages.bad.start: a cycle, in which each needs the next: stages.bad →"
                + " stages.bad"),
        arguments(
            "{type: train-classifier, dataset: train, model: small, start: more}\n"
                + "  more: {type: train-classifier, dataset: train, model: small, start: bad}",
            "6:70: stages.bad.start: a cycle, in which each needs the next: stages.bad →"
                + " stages.more → stages.bad"),
        arguments(
            "{type: train-classifier, dataset: train, model: small, epochs: ten}",
            "6:71: stages.bad.epochs: expected a whole number, found 'ten'"),
        arguments(
            "{type: train-classifier, dataset: train, model: small, epochs: 3.7}",
            "6:71: stages.bad.epochs: expected a whole number, found 3.7"),
        arguments(
            "{type: train-classifier, dataset: train, model: small, epochs: '3'}",
            "6:71: stages.bad.epochs: expected a whole number, found '3' (leave out the quotes)"),
        arguments(
            "{type: train-classifier, dataset: train, model: small, epochs: }",
            "6:70: stages.bad.epochs: expected a whole number, found nothing"),
        arguments(
            "{type: train-classifier, dataset: train, model: small, epochs: [3]}",
            "6:71: stages.bad.epochs: expected a whole number, found a list"),
        arguments(
            "{type: train-classifier, dataset: train, model: small, epochs: 9999999999}",
            "6:71: stages.bad.epochs: expected a whole number from -2147483648 to 2147483647,"
                + " found 9999999999"),
        arguments(
            "{type: train-classifier, dataset: train, model: small, epochs: 0}",
            "6:71: stages.bad.epochs: must be at least 1, found 0"),
        arguments(
            "{type: train-classifier, dataset: train, model: small, learning-rate: -1}",
            "6:78: stages.bad.learning-rate: must be more than 0, found -1"),
        arguments(
            "{type: train-classifier, dataset: train, model: small, learning-rate: .nan}",
            "6:78: stages.bad.learning-rate: expected a number, found .nan"),
        arguments(
            "{type: train-classifier, dataset: train, model: small, learning-rate: NaN}",
            "6:78: stages.bad.learning-rate: expected a number, found 'NaN'"),
        arguments(
            "{type: train-classifier, dataset: train, model: small, learning-rate: 1e999}",
            "6:78: stages.bad.learning-rate: the number 1e999 is too large"),
        arguments(
            "{type: train-classifier, dataset: train, model: small, optimizer: adm}",
            "6:74: stages.bad.optimizer: expected one of adam, adamw, sgd, nesterov, found"
                + " 'adm'; did you mean 'adam'?"),
        arguments(
            "{type: train-classifier, dataset: train, model: small, patience: 3}",
            "6:8: stages.bad: patience needs a validation part: set validation-share, for example"
                + " to 0.1"));
  }

  static Stream<Arguments> models() {
    return Stream.of(
        arguments(
            "{type: net, channels: [0, 1]}",
            "6:31: models.bad.channels[0]: must be at least 1, found 0"),
        arguments(
            "{type: net, channels: [1, x, 1.5]}",
            "6:34: models.bad.channels[1]: expected a whole number, found 'x'\n"
                + "6:37: models.bad.channels[2]: expected a whole number, found 1.5"),
        arguments(
            "{type: net, channels: []}",
            "6:30: models.bad.channels: must have 1 to 3 entries, found 0"),
        arguments(
            "{type: net, channels: 5}",
            "6:30: models.bad.channels: expected a list, such as [a, b], found 5"),
        arguments(
            "{type: net, dropout: 0.95}",
            "6:29: models.bad.dropout: must be at most 0.9, found 0.95"),
        arguments(
            "{type: net, bias: yes}", "6:26: models.bad.bias: expected true or false, found 'yes'"),
        arguments(
            "{type: net, note: 5}",
            "6:26: models.bad.note: expected a text, found 5 (put it in quotes)"),
        arguments(
            "{type: net, augment: 5}",
            "6:29: models.bad.augment: expected a mapping with rotation, flip, found 5"),
        arguments(
            "{type: net, augment: {rotaton: 5}}",
            "6:29: models.bad.augment: 'flip' is missing: whether to mirror\n"
                + "6:30: models.bad.augment.rotaton: unknown setting; did you mean 'rotation'?"
                + " (augment takes: rotation, flip)"),
        arguments(
            "{type: net, augment: {rotation: 90, flip: false}}",
            "6:29: models.bad.augment: a rotation of 90 needs flip: true"),
        arguments(
            "{type: wrapper, inner: {type: wrapper, inner: bad}}",
            "6:31: models.bad.inner: a cycle, in which each needs the next: models.bad →"
                + " models.bad.inner → models.bad"),
        arguments(
            "{type: wrapper, inner: small, factor: 0}",
            "6:46: models.bad.factor: must be at least 1, found 0"));
  }

  @ParameterizedTest
  @MethodSource("stages")
  void ofAStage(String stage, String message) throws Exception {
    assertThat(problems(SOUND + "  bad: " + stage)).isEqualTo("p.yaml:" + message);
  }

  @ParameterizedTest
  @MethodSource("models")
  void ofAModel(String model, String messages) throws Exception {
    assertThat(problems(SOUND_BUT_FOR_MODELS + "  bad: " + model))
        .isEqualTo("p.yaml:" + messages.replace("\n", "\np.yaml:"));
  }

  @Test
  void ofThePipelineAsAWhole() throws Exception {
    assertThat(
            problems(
                """
                pipeline: a/b
                seed: 1.5
                engine: tensorflow
                device: cuda
                dataset: {}
                models: [a]
                stages: {}
                """))
        .isEqualTo(
            """
            p.yaml:1:11: pipeline: must be made of letters, digits, '-' and '_', beginning with a letter or digit, found 'a/b'
            p.yaml:2:7: seed: expected a whole number, found 1.5
            p.yaml:3:9: engine: expected one of auto, mxnet, pytorch, found 'tensorflow'
            p.yaml:4:9: device: must be auto, cpu, gpu or gpu:N, found 'cuda'
            p.yaml:5:1: dataset: unknown section; did you mean 'datasets'? (a pipeline has: pipeline, seed, engine, device, datasets, models, losses, stages)
            p.yaml:6:9: models: expected a mapping from names to models, found a list
            p.yaml:7:9: stages: a pipeline needs at least one stage; there is none""");
  }

  @Test
  void ofSeveralSectionsComeOutTogetherInOrder() throws Exception {
    assertThat(
            problems(
                """
                seed: one
                datasets:
                  train: {type: image-folder, path: '${NOPE}', classes-from: test}
                  test: {type: image-folder, path: 5, classes-from: train}
                  train: {type: painted}
                stages:
                  a.b: {type: encode, classifier: c, dataset: train, dataset: test}
                  c: {type: cluster}
                  d: !python/object {}
                """))
        .isEqualTo(
            """
            p.yaml:1:7: seed: expected a whole number, found 'one'
            p.yaml:3:37: datasets.train.path: the environment variable 'NOPE' is not set; set it, or give a default: ${NOPE:-…}
            p.yaml:3:62: datasets.train.classes-from: a cycle, in which each needs the next: datasets.train → datasets.test → datasets.train
            p.yaml:4:36: datasets.test.path: expected a path, found 5 (put it in quotes)
            p.yaml:5:3: datasets.train: this key is here twice; it is already on line 3
            p.yaml:7:3: stages.a.b: the name must be made of letters, digits, '-' and '_', beginning with a letter or digit
            p.yaml:7:54: stages.a.b.dataset: this key is here twice; it is already on line 7
            p.yaml:8:13: stages.c.type: unknown stage type 'cluster'; the plugin clusters-2.0.jar would offer it, but was refused: it is built for API 2.0, but this is API 1.0; to do: take a version of the plugin for API 1.0
            p.yaml:9:6: stages.d: YAML tags are not allowed; remove '!python/object'""");
  }

  @Test
  void ofRecordsWhoseReferencesDoNotFitEither() throws Exception {
    assertThat(
            problems(
                """
                models: {m: {type: net, dropout: 2}}
                stages:
                  a: {type: train-classifier, dataset: {type: painted}, model: m, patience: 3}
                """))
        .isEqualTo(
            """
            p.yaml:1:34: models.m.dropout: must be at most 0.9, found 2
            p.yaml:3:6: stages.a: patience needs a validation part: set validation-share, for example to 0.1""");
  }

  @Test
  void ofOverrides() throws Exception {
    assertThat(
            problems(
                SOUND,
                SettingOverride.parse("stages.good.epochs=ten"),
                SettingOverride.parse("stages.good.epoch=5"),
                SettingOverride.parse("stages.good.loss={type: nl}"),
                SettingOverride.parse("stages.good.patience=${NOPE}"),
                SettingOverride.parse("stages.other.epochs=5"),
                SettingOverride.parse("sed=5")))
        .isEqualTo(
            """
            --set sed: unknown section; did you mean 'seed'? (a pipeline has: pipeline, seed, engine, device, datasets, models, losses, stages)
            --set stages.good.epoch: unknown setting; did you mean 'epochs'? (train-classifier takes: dataset, model, loss, start, epochs, batch-size, optimizer, learning-rate, schedule, validation-share, patience, momentum, weight-decay, warm-up, clip-gradients, ema, augmentation)
            --set stages.good.epochs: expected a whole number, found 'ten'
            --set stages.good.loss: stages.good.loss.type: unknown loss type 'nl'; did you mean 'nll'? (loss types: nll, mix)
            --set stages.good.patience: the environment variable 'NOPE' is not set; set it, or give a default: ${NOPE:-…}
            --set stages.other.epochs: there is no stage 'other' (stages: good)""");
  }

  @Test
  void ofEpochsForEveryStage() throws Exception {
    assertThat(problems(SOUND, SettingOverride.epochs(0)))
        .isEqualTo("--epochs: stages.good.epochs: must be at least 1, found 0");
    assertThat(
            problems(
                "stages: {compare: {type: compare, encodings: []}}", SettingOverride.epochs(1)))
        .isEqualTo("--epochs: no stage in this pipeline has the setting 'epochs'");
  }

  @Test
  void ofPluginsThatAreMadeWrongly() throws Exception {
    String text =
        """
        datasets: {a: {type: unfit}, b: {type: failing}, c: {type: undescribed}}
        losses: {d: {type: endless}}
        models: {e: {type: net, dropout: 2}, f: {type: nosy, inner: e}, g: {type: misbound}}
        stages: {compare: {type: compare, encodings: []}}
        """;
    assertThat(problems(text, new BrokenPlugin()))
        .isEqualTo(
            """
            p.yaml:1:15: datasets.a.depth: the plugin's default '[1' is broken; tell its author: the text ends too early: a '{', a '[' or a quote is not closed
            p.yaml:1:33: datasets.b: the plugin fails in checking these settings (java.lang.IllegalStateException: oops); tell its author
            p.yaml:1:53: datasets.c: the plugin sample describes the settings of 'undescribed' wrongly; tell its author: org.atelier.runner.plan.PlanProblemsTest$BrokenPlugin$Undescribed.depth has no @Setting
            p.yaml:2:13: losses.d: its components contain each other without end, by the defaults of their plugins
            p.yaml:3:34: models.e.dropout: must be at most 0.9, found 2
            p.yaml:3:68: models.g.depth: the plugin's bounds do not fit this setting; tell its author: HV000030: No validator could be found for constraint 'jakarta.validation.constraints.Size' validating type 'java.lang.Integer'. Check configuration for 'depth'""");
  }

  /** A plugin whose author has made mistakes. */
  static final class BrokenPlugin implements Plugin {
    record Unfit(@Setting(value = "depth", defaultValue = "[1") int depth) {}

    record Failing(@Setting(value = "depth", defaultValue = "1") int depth) {
      Failing {
        if (depth > 0) {
          throw new IllegalStateException("oops");
        }
      }
    }

    record Undescribed(int depth) {}

    record Nosy(@Setting("inner model") Reference<Model> inner) {
      Nosy {
        if (inner.spec().type().isEmpty()) {
          throw new IllegalArgumentException("the inner model has no type");
        }
      }
    }

    record Misbound(@Setting(value = "depth", defaultValue = "1") @Size(min = 3) int depth) {}

    record Endless(
        @Setting(value = "inner", defaultValue = "{type: endless}") Reference<Loss> inner) {}

    @Override
    public List<Component<?>> components() {
      Class<? extends Dataset> dataset = SamplePlugin.FolderDataset.class;
      return List.of(
          Component.dataset("unfit", "Unfit.", Unfit.class, dataset),
          Component.dataset("failing", "Fails.", Failing.class, dataset),
          Component.dataset("undescribed", "Undescribed.", Undescribed.class, dataset),
          Component.model("misbound", "Bounds.", Misbound.class, SamplePlugin.NetModel.class),
          Component.model("nosy", "Looks.", Nosy.class, SamplePlugin.NetModel.class),
          Component.loss("endless", "Endless.", Endless.class, SamplePlugin.NllLoss.class));
    }
  }

  private String problems(String text, SettingOverride... overrides) throws Exception {
    return problems(text, new SampleCatalog(), overrides);
  }

  private String problems(String text, Plugin plugin) throws Exception {
    return problems(text, new SampleCatalog(plugin));
  }

  private String problems(String text, SampleCatalog catalog, SettingOverride... overrides)
      throws Exception {
    Path file = Files.writeString(folder.resolve("p.yaml"), text);
    return catchThrowableOfType(
            ProblemsException.class,
            () -> Planner.plan(DefinitionReader.read(file, List.of(overrides), Map.of()), catalog))
        .getMessage()
        .replace(folder + "/", "");
  }
}
