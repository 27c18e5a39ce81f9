package org.atelier.plugin.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.atelier.plugin.classifier.loss.ClassBalancedLoss;
import org.atelier.plugin.classifier.loss.ClassWeights;
import org.atelier.plugin.classifier.loss.FocalLoss;
import org.atelier.plugin.classifier.loss.LabelSmoothing;
import org.atelier.plugin.classifier.loss.NegativeLogLikelihood;
import org.atelier.plugin.classifier.loss.WeightedTargets;
import org.atelier.plugin.classifier.model.Architecture;
import org.atelier.plugin.classifier.model.FisherVectors;
import org.atelier.plugin.classifier.model.Nonlinearity;
import org.atelier.plugin.classifier.model.Pooling;
import org.atelier.plugin.classifier.model.Pretrained;
import org.atelier.plugin.classifier.model.ResidualCnn;
import org.atelier.plugin.classifier.model.Trained;
import org.atelier.plugin.classifier.model.WikiArtCnn;
import org.atelier.runner.plan.SpecBinder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  @Test
  void fisherVectorsHaveDefaultsAndBounds() {
    assertThat(SpecBinder.bind(FisherVectors.Settings.class, Map.of()))
        .isEqualTo(new FisherVectors.Settings(32, 40));
    assertThatThrownBy(
            () ->
                SpecBinder.bind(
                    FisherVectors.Settings.class, Map.of("gaussians", 0, "components", 129)))
        .hasMessage(
            "gaussians: must be at least 1, found 0; components: must be at most 128, found 129");
  }

  @Test
  void theModelsDefaultsAreTheStudysBaseNetwork() {
    assertThat(SpecBinder.bind(WikiArtCnn.Settings.class, Map.of()))
        .isEqualTo(new WikiArtCnn.Settings(Pooling.MAX, Nonlinearity.RELU, 300, 0.01));
  }

  @Test
  void theModelTakesEachSettingByItsName() {
    assertThat(
            SpecBinder.bind(
                WikiArtCnn.Settings.class,
                Map.of("pool", "average", "activation", "leaky-relu", "hidden", 20, "dropout", 0)))
        .isEqualTo(new WikiArtCnn.Settings(Pooling.AVERAGE, Nonlinearity.LEAKY_RELU, 20, 0));
  }

  @Test
  void theResidualModelsDefaultsAreFourStages() {
    assertThat(SpecBinder.bind(ResidualCnn.Settings.class, Map.of()))
        .isEqualTo(new ResidualCnn.Settings(List.of(32, 64, 96, 128), 1, 0.3, 0));
  }

  @Test
  void theResidualModelTakesEachSettingByItsName() {
    assertThat(
            SpecBinder.bind(
                ResidualCnn.Settings.class,
                Map.of("widths", List.of(16), "blocks", 3, "dropout", 0, "stochastic-depth", 0.2)))
        .isEqualTo(new ResidualCnn.Settings(List.of(16), 3, 0, 0.2));
  }

  @Test
  void theResidualModelRefusesWhatIsOutOfRange() {
    assertThatThrownBy(
            () -> SpecBinder.bind(ResidualCnn.Settings.class, Map.of("widths", List.of(16, 0))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("widths[1]: must be at least 1, found 0");
    assertThatThrownBy(
            () -> SpecBinder.bind(ResidualCnn.Settings.class, Map.of("widths", List.of())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("widths: must have 1 to 8 entries, found 0");
  }

  @Test
  void thePretrainedModelTrainsItsHeadAlone() {
    assertThat(
            SpecBinder.bind(
                Pretrained.Settings.class,
                Map.of("architecture", "resnet-18", "weights", "/models/a.safetensors")))
        .isEqualTo(
            new Pretrained.Settings(
                Architecture.RESNET_18,
                Optional.of(Path.of("/models/a.safetensors")),
                Optional.empty(),
                Trained.HEAD,
                0.2));
  }

  @Test
  void thePretrainedModelTakesItsWeightsFromOnePlace() {
    assertThatThrownBy(
            () -> SpecBinder.bind(Pretrained.Settings.class, Map.of("architecture", "resnet-18")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(
            "give either weights (a file) or zoo (a model of DJL's zoo); 'curl -L -o"
                + " resnet-18.safetensors https://huggingface.co/timm/resnet18.tv_in1k/resolve/main/model.safetensors'"
                + " downloads a file");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"djl://ai.djl.pytorch/resnet", "djl://a/../b/c", "https://host/a/b/c", "resnet"})
  void thePretrainedModelRefusesWhatIsNoAddressOfAZoo(String zoo) {
    assertThatThrownBy(
            () ->
                SpecBinder.bind(
                    Pretrained.Settings.class, Map.of("architecture", "resnet-18", "zoo", zoo)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(
            "zoo must be djl://GROUP/FAMILY/VERSION/NAME, such as"
                + " djl://ai.djl.pytorch/resnet/0.0.1/traced_resnet18, found '%s'".formatted(zoo));
  }

  @Test
  void thePretrainedModelRefusesAPickleByItsName() {
    assertThatThrownBy(
            () ->
                SpecBinder.bind(
                    Pretrained.Settings.class,
                    Map.of("architecture", "vgg-19", "weights", "/models/vgg19-dcbb9e9d.pth")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(
            "weights must be a .safetensors file, but of 'vgg19-dcbb9e9d.pth' the name says that it"
                + " is a PyTorch file (pickle), which can run any program when it is opened; 'Start"
                + " from a pretrained network' in docs/write-a-pipeline.md shows how to convert it");
  }

  @Test
  void theLosssDefaultsWeighAndSmoothNothing() {
    assertThat(SpecBinder.bind(NegativeLogLikelihood.Settings.class, Map.of()))
        .isEqualTo(
            new NegativeLogLikelihood.Settings(
                new WeightedTargets(ClassWeights.NONE, new LabelSmoothing(0))));
  }

  @Test
  void theLossTakesEachSettingByItsName() {
    assertThat(
            SpecBinder.bind(
                NegativeLogLikelihood.Settings.class,
                Map.of("class-weights", "one-over-frequency", "label-smoothing", 0.1)))
        .isEqualTo(
            new NegativeLogLikelihood.Settings(
                new WeightedTargets(ClassWeights.ONE_OVER_FREQUENCY, new LabelSmoothing(0.1))));
  }

  @ParameterizedTest
  @CsvSource({"hidden, 0", "hidden, 65537", "dropout, -0.1", "dropout, 1.0"})
  void theModelRefusesWhatIsOutOfRange(String key, double value) {
    Number number = key.equals("hidden") ? (Number) (int) value : (Number) value;
    assertThatThrownBy(() -> SpecBinder.bind(WikiArtCnn.Settings.class, Map.of(key, number)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(key + ": must be ");
  }

  @ParameterizedTest
  @CsvSource({"-0.1", "1.0"})
  void theLossRefusesWhatIsOutOfRange(double smoothing) {
    assertThatThrownBy(
            () ->
                SpecBinder.bind(
                    NegativeLogLikelihood.Settings.class, Map.of("label-smoothing", smoothing)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("label-smoothing: must be ");
  }

  @Test
  void theFocalLosssDefaultIsThePapers() {
    assertThat(SpecBinder.bind(FocalLoss.Settings.class, Map.of()))
        .isEqualTo(
            new FocalLoss.Settings(
                2, new WeightedTargets(ClassWeights.NONE, new LabelSmoothing(0))));
  }

  @Test
  void theClassBalancedLosssDefaultsAreCrossEntropyWithBetaFromThePaper() {
    assertThat(SpecBinder.bind(ClassBalancedLoss.Settings.class, Map.of()))
        .isEqualTo(new ClassBalancedLoss.Settings(0.999, 0, new LabelSmoothing(0)));
  }

  @ParameterizedTest
  @CsvSource({"gamma, -0.1", "gamma, 10.1", "label-smoothing, 1.0"})
  void theFocalLossRefusesWhatIsOutOfRange(String key, double value) {
    assertThatThrownBy(() -> SpecBinder.bind(FocalLoss.Settings.class, Map.of(key, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(key + ": must be ");
  }

  @ParameterizedTest
  @CsvSource({"beta, -0.1", "beta, 1.0", "gamma, -0.1", "gamma, 10.1", "label-smoothing, 1.0"})
  void theClassBalancedLossRefusesWhatIsOutOfRange(String key, double value) {
    assertThatThrownBy(() -> SpecBinder.bind(ClassBalancedLoss.Settings.class, Map.of(key, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(key + ": must be ");
  }
}
