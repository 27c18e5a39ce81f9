package org.atelier.plugin.classifier.evaluate;

import java.util.ArrayList;
import java.util.List;

/**
 * What a model says of one image; labels are the model's.
 *
 * @param position the image's position in the dataset
 * @param truth its class
 * @param truthProbability the probability given to its class
 * @param ranked the likeliest classes, likeliest first
 */
public record Prediction(int position, int truth, float truthProbability, List<Choice> ranked) {
  /**
   * One class that an image may be of.
   *
   * @param label the class
   * @param probability its probability
   */
  public record Choice(int label, float probability) {}

  /** Copies the ranks. */
  public Prediction {
    ranked = List.copyOf(ranked);
  }

  /**
   * Ranks the classes of one image. Of classes that are equally likely the first comes first.
   *
   * @param position the image's position in the dataset
   * @param truth its class
   * @param probabilities of all classes
   * @param ranks how many classes to keep
   */
  static Prediction rank(int position, int truth, float[] probabilities, int ranks) {
    List<Choice> ranked = new ArrayList<>(ranks);
    float[] left = probabilities.clone();
    for (int rank = 0; rank < ranks; rank++) {
      int best = indexOfMaximum(left);
      ranked.add(new Choice(best, left[best]));
      left[best] = Float.NEGATIVE_INFINITY;
    }
    return new Prediction(position, truth, probabilities[truth], ranked);
  }

  /** Returns the likeliest class. */
  public Choice best() {
    return ranked.get(0);
  }

  /** Returns whether the likeliest class is the true one. */
  public boolean isCorrect() {
    return best().label() == truth;
  }

  /** Returns whether the true class is among those ranked. */
  boolean isRanked() {
    return ranked.stream().anyMatch(choice -> choice.label() == truth);
  }

  private static int indexOfMaximum(float[] values) {
    int best = 0;
    for (int index = 1; index < values.length; index++) {
      if (values[index] > values[best]) {
        best = index;
      }
    }
    return best;
  }
}
