package org.atelier.plugin.styletransfer.gatys;

import java.util.List;

/**
 * Adam (Kingma and Ba 2015, "Adam: A method for stochastic optimization", algorithm 1), after each
 * step brought back into [0, 1]. The steps become smaller, down to a tenth.
 */
final class Adam implements Steps {
  private static final double FIRST_DECAY = 0.9;
  private static final double SECOND_DECAY = 0.999;
  private static final double EPSILON = 1e-8;

  /** By what share of the first step's size the last one is smaller. */
  private static final double DECAY = 0.9;

  private final Objective objective;
  private final double learningRate;
  private final int planned;
  private float[] first;
  private float[] second;
  private int steps;

  /**
   * Prepares to go.
   *
   * @param objective what is to be made small
   * @param length of how many numbers
   * @param learningRate the size of the first steps
   * @param planned how many steps there will be
   */
  Adam(Objective objective, int length, double learningRate, int planned) {
    this.objective = objective;
    this.learningRate = learningRate;
    this.planned = planned;
    this.first = new float[length];
    this.second = new float[length];
  }

  @Override
  public Losses step(float[] numbers) {
    Objective.Point here = objective.atStep(steps).at(numbers);
    double rate = learningRate * (1 - DECAY * Math.min(1, (double) steps / planned));
    steps++;
    double firstScale = 1 / (1 - Math.pow(FIRST_DECAY, steps));
    double secondScale = 1 / (1 - Math.pow(SECOND_DECAY, steps));
    for (int at = 0; at < numbers.length; at++) {
      double slope = here.gradient()[at];
      first[at] = (float) (FIRST_DECAY * first[at] + (1 - FIRST_DECAY) * slope);
      second[at] = (float) (SECOND_DECAY * second[at] + (1 - SECOND_DECAY) * slope * slope);
      double move = first[at] * firstScale / (Math.sqrt(second[at] * secondScale) + EPSILON);
      numbers[at] = (float) Math.max(0, Math.min(1, numbers[at] - rate * move));
    }
    return here.losses();
  }

  @Override
  public List<float[]> state() {
    return List.of(first, second, new float[] {steps});
  }

  @Override
  public void restore(List<float[]> state) {
    first = state.get(0).clone();
    second = state.get(1).clone();
    steps = (int) state.get(2)[0];
  }
}
