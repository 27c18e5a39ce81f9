package org.atelier.runner.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.atelier.api.training.StepSettings;
import org.atelier.api.training.TrainingSettings;

/**
 * Moves parameters along their gradients.
 *
 * <p>DJL's optimizers keep what they remember from step to step to themselves, so that training
 * could not be saved and taken up again. Their arithmetic, one fused operation for each parameter,
 * is in the open, and used here.
 */
abstract class GradientStep implements AutoCloseable, Resumable {
  static final float NO_WEIGHT_DECAY = 0f;
  static final float NO_CLIPPING = -1f;

  private static final double NO_RESCALING = 1;

  private final List<Parameter> parameters = new ArrayList<>();
  private final List<Float> weightDecays = new ArrayList<>();
  private final StepSettings settings;
  private final NDManager memory;

  /**
   * Prepares the steps of a network's trainable parameters.
   *
   * @param settings what is common to all kinds of steps
   * @param block the network
   * @param memory owns what is remembered from step to step; closed with this
   */
  GradientStep(StepSettings settings, Block block, NDManager memory) {
    this.settings = settings;
    this.memory = memory;
    for (Parameter parameter : block.getParameters().values()) {
      if (parameter.requiresGradient()) {
        parameter.getArray().setRequiresGradient(true);
        parameters.add(parameter);
        // Decay of a bias or a normalisation's scale does not make the function smoother.
        boolean decays = parameter.getType() == Parameter.Type.WEIGHT;
        weightDecays.add(decays ? (float) settings.weightDecay() : NO_WEIGHT_DECAY);
      }
    }
  }

  /** Returns the steps that the settings ask for. */
  static GradientStep of(TrainingSettings settings, Block block, NDManager memory) {
    return switch (settings.optimizer()) {
      case ADAM, ADAMW -> new AdamStep(settings.steps(), block, memory);
      case SGD -> new MomentumStep(settings.steps(), block, memory);
      case NESTEROV -> new NesterovStep(settings.steps(), block, memory);
    };
  }

  /**
   * Takes one step with the gradients that there are, and sets them to zero. What is not used stays
   * as it is, and so does what is remembered of it: MXNet leaves it the gradient of another batch.
   *
   * @param used which parameters the gradients' loss depends on
   */
  void take(double learningRate, Predicate<Parameter> used) {
    float rescaling = (float) rescaling(used);
    for (int index = 0; index < parameters.size(); index++) {
      if (used.test(parameters.get(index))) {
        NDArray array = parameters.get(index).getArray();
        // A new handle at each call: it would stay with the parameters' manager.
        try (NDArray gradient = array.getGradient()) {
          move(index, array, gradient, (float) learningRate, rescaling);
        }
      }
    }
  }

  /**
   * Moves one parameter, and sets its gradient to zero where the engine would add to it.
   *
   * @param rescaling what the gradient is to be multiplied by first
   */
  abstract void move(
      int index, NDArray parameter, NDArray gradient, float learningRate, float rescaling);

  /** Returns how strongly a parameter is pulled to zero. */
  final float weightDecay(int index) {
    return weightDecays.get(index);
  }

  /**
   * Subtracts an array from a parameter, and sets its gradient to zero where the engine would add
   * to it. Plain arithmetic in place is refused where gradients are recorded.
   */
  static void subtract(NDArray parameter, NDArray difference, float factor) {
    parameter
        .getNDArrayInternal()
        .sgdUpdate(
            new NDList(parameter, difference),
            new NDList(parameter),
            factor,
            NO_WEIGHT_DECAY,
            1f,
            NO_CLIPPING,
            0f,
            false);
  }

  /** Returns what shortens the gradients to the norm that they may have. */
  private double rescaling(Predicate<Parameter> used) {
    if (settings.clipGradients() == 0) {
      return NO_RESCALING;
    }
    try (NDManager scope = memory.newSubManager()) {
      NDArray squares = scope.zeros(new Shape());
      for (Parameter parameter : parameters) {
        if (used.test(parameter)) {
          NDArray gradient = parameter.getArray().getGradient();
          gradient.attach(scope);
          squares = squares.add(gradient.square().sum());
        }
      }
      double norm = Math.sqrt(squares.toFloatArray()[0]);
      return norm > settings.clipGradients() ? settings.clipGradients() / norm : NO_RESCALING;
    }
  }

  @Override
  public List<Double> numbers() {
    return List.of();
  }

  @Override
  public void restore(List<Double> numbers, NDList arrays) {
    Resumable.copy(arrays, arrays());
  }

  /** Returns an array of zeros beside each parameter, in their order. */
  final NDList zeros() {
    NDList zeros = new NDList(parameters.size());
    for (Parameter parameter : parameters) {
      NDArray array = parameter.getArray();
      zeros.add(memory.zeros(array.getShape(), array.getDataType()));
    }
    return zeros;
  }

  @Override
  public void close() {
    memory.close();
  }
}
