package org.atelier.runner.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.Initializer;
import ai.djl.util.PairList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.atelier.api.service.Batch;
import org.atelier.api.service.Batches.Pass;
import org.atelier.api.service.Network;
import org.atelier.api.training.StepSettings;
import org.atelier.api.training.TrainingSettings;
import org.atelier.api.training.TrainingSettings.Optimizer;
import org.atelier.api.training.TrainingSettings.Schedule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("engine")
@Timeout(60)
class GradientStepTest {
  private static final double[] LEARNING_RATES = {0.1, 0.1, 0.01};
  private static final float[][] GRADIENTS = {{1f, -0.5f}, {0.25f, 2e-7f}, {-3f, 4f}};

  private final ProcessorCompute compute = new ProcessorCompute();
  private final NDManager manager = compute.newManager();

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void adamFollowsAlgorithmOne() {
    double[] expected = {1, -2};
    double[] mean = new double[2];
    double[] variance = new double[2];
    for (int step = 0; step < 3; step++) {
      for (int index = 0; index < 2; index++) {
        double gradient = GRADIENTS[step][index];
        mean[index] = 0.9 * mean[index] + 0.1 * gradient;
        variance[index] = 0.999 * variance[index] + 0.001 * gradient * gradient;
        double meanHat = mean[index] / (1 - Math.pow(0.9, step + 1));
        double varianceHat = variance[index] / (1 - Math.pow(0.999, step + 1));
        expected[index] -= LEARNING_RATES[step] * meanHat / (Math.sqrt(varianceHat) + 1e-8);
      }
    }
    assertMovesTo(expected, Optimizer.ADAM);
  }

  @Test
  void momentumKeepsNineTenthsOfTheVelocity() {
    double[] expected = {1, -2};
    double[] velocity = new double[2];
    for (int step = 0; step < 3; step++) {
      for (int index = 0; index < 2; index++) {
        velocity[index] = 0.9 * velocity[index] - LEARNING_RATES[step] * GRADIENTS[step][index];
        expected[index] += velocity[index];
      }
    }
    assertMovesTo(expected, Optimizer.SGD);
  }

  /** Expected values: PyTorch 1.13's optimizers and {@code clip_grad_norm_} in float64. */
  @ParameterizedTest
  @CsvSource({
    "ADAMW, 0.9, 0.3, 0, 0.777590709, -1.723231280",
    "ADAMW, 0.5, 0.3, 0, 0.833897135, -1.780613234",
    "SGD, 0.9, 0.3, 0, 0.829553000, -1.942141037",
    "SGD, 0, 0.3, 0, 1.094333000, -2.178301019",
    "NESTEROV, 0.9, 0, 0, 1.158350000, -2.588050054",
    "NESTEROV, 0.9, 0.3, 0, 0.962196197, -2.144912411",
    "SGD, 0.9, 0, 1, 0.770110436, -1.958805246",
    "NESTEROV, 0.9, 0.3, 1, 0.539306519, -1.553467553",
    "ADAMW, 0.9, 0.3, 1, 0.716343514, -1.696779468"
  })
  void movesAsPyTorchDoes(
      Optimizer optimizer,
      double momentum,
      double decay,
      double clip,
      double first,
      double second) {
    float[] moved =
        moved(
            settings(optimizer, new StepSettings(momentum, decay, 0, clip, 0)),
            Parameter.Type.WEIGHT,
            0.1,
            0.1,
            0.1);
    assertThat((double) moved[0]).isCloseTo(first, within(1e-5));
    assertThat((double) moved[1]).isCloseTo(second, within(1e-5));
  }

  @ParameterizedTest
  @EnumSource
  void biasesDoNotDecayAndShortGradientsStay(Optimizer optimizer) {
    StepSettings idle = new StepSettings(0.9, optimizer == Optimizer.ADAM ? 0 : 0.3, 0, 6, 0);
    assertThat(moved(settings(optimizer, idle), Parameter.Type.BIAS, LEARNING_RATES))
        .containsExactly(moved(settings(optimizer), Parameter.Type.BIAS, LEARNING_RATES));
  }

  @Test
  void withoutDecayAdamwIsAdam() {
    assertThat(moved(settings(Optimizer.ADAMW), Parameter.Type.WEIGHT, LEARNING_RATES))
        .containsExactly(moved(settings(Optimizer.ADAM), Parameter.Type.WEIGHT, LEARNING_RATES));
  }

  /** The loss of one batch, moved along each kind of parameter of the whole network. */
  @Test
  void aWholeStepGoesAlongTheGradientOfFiniteDifferences() throws InterruptedException {
    SmallImages images = new SmallImages(8, 3, 6, 6);
    NetworkMaker networks =
        new NetworkMaker(compute, new SeededStreams(3, "x"), spec -> new SmallNetwork());
    try (Network network = networks.create(SmallNetwork.reference(), images.contents());
        Pass pass = new BatchReader(compute).open(images, 8);
        Batch batch = pass.next();
        GradientStep step =
            GradientStep.of(settings(Optimizer.SGD), network.block(), compute.newManager())) {
      for (Parameter parameter : network.block().getParameters().values()) {
        if (parameter.requiresGradient()) {
          assertGradient(network, batch, parameter.getArray());
        }
      }
      loss(network, batch);
      step.take(0.1, parameter -> true);
      loss(network, batch);
      // Zeroed or overwritten, whichever the engine does: never added to the step before.
      assertGradient(network, batch, network.block().getParameters().get(0).getValue().getArray());
    }
  }

  /** Central differences need a smooth loss: dropout starts from the same seed at each call. */
  private void assertGradient(Network network, Batch batch, NDArray parameter) {
    zero(network);
    loss(network, batch);
    float[] gradient;
    try (NDArray array = parameter.getGradient()) {
      gradient = array.toFloatArray();
    }
    zero(network);
    float[] values = parameter.toFloatArray();
    float small = 0.01f;
    for (int index = 0; index < values.length; index += 1 + values.length / 3) {
      float above = moved(network, batch, parameter, values, index, small);
      float below = moved(network, batch, parameter, values, index, -small);
      parameter.set(values);
      assertThat((above - below) / (2 * small)).isCloseTo(gradient[index], within(3e-3f));
    }
    zero(network);
  }

  private float moved(
      Network network, Batch batch, NDArray parameter, float[] values, int index, float by) {
    float[] changed = values.clone();
    changed[index] += by;
    parameter.set(changed);
    return loss(network, batch);
  }

  private float loss(Network network, Batch batch) {
    EngineSeed.set(compute, 5);
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      NDArray loss = SmallNetwork.crossEntropy().loss(network, batch, true);
      collector.backward(loss);
      return loss.toFloatArray()[0];
    }
  }

  private static void zero(Network network) {
    for (Parameter parameter : network.block().getParameters().values()) {
      if (parameter.requiresGradient()) {
        try (NDArray gradient = parameter.getArray().getGradient()) {
          gradient.subi(gradient);
        }
      }
    }
  }

  /** Row one is used in the first and the third step alone, as if there were no second. */
  @ParameterizedTest
  @EnumSource
  void whatABatchDoesNotUseStaysAndRemembersNothingOfIt(Optimizer optimizer) {
    double decay = optimizer == Optimizer.ADAM ? 0 : 0.3;
    TrainingSettings settings = settings(optimizer, new StepSettings(0.9, decay, 0, 0, 0));
    List<float[]> sometimes = rowOne(settings, List.of(true, false, true));
    assertThat(sometimes.get(1)).containsExactly(sometimes.get(0));
    assertThat(sometimes.get(2)).isNotEqualTo(sometimes.get(1));
    assertThat(sometimes.get(2)).containsExactly(rowOne(settings, List.of(true, true)).get(1));
  }

  @Test
  void whatABatchDoesNotUseHasNoPartInTheNormThatIsClipped() {
    StepSettings clipped = new StepSettings(0, 0, 0, 1, 0);
    List<float[]> rows = rowZero(settings(Optimizer.SGD, clipped), List.of(true, false));
    // Both rows have the gradient (1, 0.5): its norm is shortened to 1 with them, and without.
    double both = Math.sqrt(2 * 1.25);
    double one = Math.sqrt(1.25);
    assertThat((double) rows.get(0)[0]).isCloseTo(1 - 0.1 / both, within(1e-6));
    assertThat((double) rows.get(1)[0]).isCloseTo(1 - 0.1 / both - 0.1 / one, within(1e-6));
  }

  private List<float[]> rowZero(TrainingSettings settings, List<Boolean> oneIsUsed) {
    return rows(settings, oneIsUsed, 0);
  }

  private List<float[]> rowOne(TrainingSettings settings, List<Boolean> oneIsUsed) {
    return rows(settings, oneIsUsed, 1);
  }

  /** Returns a row after each step; row zero is used in all of them. */
  private List<float[]> rows(TrainingSettings settings, List<Boolean> oneIsUsed, int row) {
    TwoRows block = new TwoRows();
    block.initialize(manager, DataType.FLOAT32, new Shape(2));
    ParameterStore parameters = new ParameterStore(manager, false);
    List<float[]> after = new ArrayList<>();
    try (GradientStep step = GradientStep.of(settings, block, compute.newManager())) {
      for (boolean used : oneIsUsed) {
        try (NDManager batch = compute.newManager();
            GradientCollector collector = Engine.getInstance().newGradientCollector()) {
          NDArray input = batch.create(new float[] {1, 0.5f});
          NDList inputs = used ? new NDList(input, input) : new NDList(input);
          collector.backward(block.forward(parameters, inputs, true).singletonOrThrow());
        }
        step.take(0.1, parameter -> used || parameter == block.rows.get(0));
        after.add(block.rows.get(row).getArray().toFloatArray());
      }
    }
    return after;
  }

  private void assertMovesTo(double[] expected, Optimizer optimizer) {
    float[] moved = moved(settings(optimizer), Parameter.Type.BIAS, LEARNING_RATES);
    assertThat((double) moved[0]).isCloseTo(expected[0], within(1e-5));
    assertThat((double) moved[1]).isCloseTo(expected[1], within(1e-5));
  }

  /** Returns where three steps take the numbers 1 and -2. */
  private float[] moved(TrainingSettings settings, Parameter.Type type, double... learningRates) {
    TwoNumbers block = new TwoNumbers(type);
    block.initialize(manager, DataType.FLOAT32, new Shape(2));
    NDArray numbers = block.numbers.getArray();
    numbers.set(new float[] {1, -2});
    ParameterStore parameters = new ParameterStore(manager, false);
    try (GradientStep step = GradientStep.of(settings, block, compute.newManager())) {
      for (int number = 0; number < 3; number++) {
        try (NDManager batch = compute.newManager();
            GradientCollector collector = Engine.getInstance().newGradientCollector()) {
          NDArray gradient = batch.create(GRADIENTS[number]);
          collector.backward(
              block.forward(parameters, new NDList(gradient), true).singletonOrThrow());
        }
        step.take(learningRates[number], parameter -> true);
      }
    }
    assertThat(block.idle.getArray().toFloatArray()).containsExactly(0f);
    return numbers.toFloatArray();
  }

  private static TrainingSettings settings(Optimizer optimizer) {
    return settings(optimizer, StepSettings.PLAIN);
  }

  private static TrainingSettings settings(Optimizer optimizer, StepSettings steps) {
    return new TrainingSettings(
        1, 8, optimizer, 0.1, Schedule.CONSTANT, 0, 0, steps, Optional.empty());
  }

  /** The product of two parameters with the input, and one parameter that nothing depends on. */
  private static final class TwoNumbers extends AbstractBlock {
    private final Parameter numbers;
    private final Parameter idle;

    TwoNumbers(Parameter.Type type) {
      numbers = addParameter(parameter("numbers", type, 2));
      idle = addParameter(parameter("idle", Parameter.Type.BIAS, 1));
    }

    private static Parameter parameter(String name, Parameter.Type type, int size) {
      return Parameter.builder()
          .setName(name)
          .setType(type)
          .optInitializer(Initializer.ZEROS)
          .optShape(new Shape(size))
          .build();
    }

    @Override
    protected NDList forwardInternal(
        ParameterStore parameters,
        NDList inputs,
        boolean training,
        PairList<String, Object> arguments) {
      NDArray input = inputs.singletonOrThrow();
      return new NDList(input.mul(parameters.getValue(numbers, input.getDevice(), training)).sum());
    }

    @Override
    public Shape[] getOutputShapes(Shape[] shapes) {
      return new Shape[] {new Shape()};
    }
  }

  /** The sum of the products of the first rows with as many inputs. */
  private static final class TwoRows extends AbstractBlock {
    private final List<Parameter> rows = new ArrayList<>();

    TwoRows() {
      for (int row = 0; row < 2; row++) {
        rows.add(
            addParameter(
                Parameter.builder()
                    .setName("row" + row)
                    .setType(Parameter.Type.WEIGHT)
                    .optInitializer(Initializer.ONES)
                    .optShape(new Shape(2))
                    .build()));
      }
    }

    @Override
    protected NDList forwardInternal(
        ParameterStore parameters,
        NDList inputs,
        boolean training,
        PairList<String, Object> arguments) {
      NDArray sum = inputs.head().getManager().zeros(new Shape());
      for (int row = 0; row < inputs.size(); row++) {
        NDArray input = inputs.get(row);
        NDArray value = parameters.getValue(rows.get(row), input.getDevice(), training);
        sum = sum.add(input.mul(value).sum());
      }
      return new NDList(sum);
    }

    @Override
    public Shape[] getOutputShapes(Shape[] shapes) {
      return new Shape[] {new Shape()};
    }
  }
}
