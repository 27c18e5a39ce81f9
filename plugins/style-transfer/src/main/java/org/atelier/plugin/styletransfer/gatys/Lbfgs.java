package org.atelier.plugin.styletransfer.gatys;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * The quasi-Newton method of limited memory (Nocedal and Wright 2006, "Numerical optimization",
 * algorithms 7.4 and 7.5) with a backtracking line search, for numbers in [0, 1]: those that lie at
 * a bound and are drawn beyond it stay there, the others move, and what goes too far is brought
 * back (projection with two metrics, Bertsekas 1982, "Projected Newton methods for optimization
 * problems with simple constraints").
 *
 * <p>It is ours, as a library's cannot be stopped in the middle and taken up again.
 */
final class Lbfgs implements Steps {
  private static final int MEMORY = 10;

  /** What it keeps of its way, in bytes for each pixel. */
  static final long BYTES = 2L * (MEMORY + 1) * 3 * Float.BYTES;

  /** By how much the first step moves a number in the mean. */
  private static final double FIRST_MOVE = 0.01;

  /** The share of the promised decrease that a step must bring (Armijo's rule). */
  private static final double SUFFICIENT = 1e-4;

  /** A gradient and a step less alike than this say nothing of the curvature. */
  private static final double LEAST_CURVATURE = 1e-8;

  private static final int MOST_TRIALS = 12;

  private final Objective objective;
  private final Deque<Pair> pairs = new ArrayDeque<>();
  private Objective.Point here;

  Lbfgs(Objective objective) {
    this.objective = objective;
  }

  /** A step that was gone, and by how much the gradient changed on it. */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  private record Pair(float[] move, float[] change, double product) {}

  @Override
  public Losses step(float[] numbers) {
    if (here == null) {
      here = objective.at(numbers);
    }
    if (!moved(numbers) && !pairs.isEmpty()) {
      // What is remembered led nowhere: once more along the slope itself.
      pairs.clear();
      moved(numbers);
    }
    return here.losses();
  }

  private boolean moved(float[] numbers) {
    float[] slope = freeSlope(numbers);
    float[] direction = direction(slope);
    double size = pairs.isEmpty() ? firstSize(slope) : 1;
    for (int trial = 0; trial < MOST_TRIALS; trial++) {
      float[] there = walked(numbers, direction, size);
      double promised = promised(numbers, there);
      if (promised < 0) {
        Objective.Point point = objective.at(there);
        if (point.value() <= here.value() + SUFFICIENT * promised) {
          remember(numbers, there, point);
          System.arraycopy(there, 0, numbers, 0, numbers.length);
          here = point;
          return true;
        }
      }
      size /= 2;
    }
    return false;
  }

  /** Returns the gradient without the numbers that it would draw beyond a bound. */
  private float[] freeSlope(float[] numbers) {
    float[] slope = here.gradient().clone();
    for (int at = 0; at < slope.length; at++) {
      boolean held = (numbers[at] <= 0 && slope[at] > 0) || (numbers[at] >= 1 && slope[at] < 0);
      slope[at] = held ? 0 : slope[at];
    }
    return slope;
  }

  private static double firstSize(float[] slope) {
    double sum = 0;
    for (float value : slope) {
      sum += Math.abs(value);
    }
    return sum > 0 ? FIRST_MOVE * slope.length / sum : 1;
  }

  /** Returns where to go: the slope times what is known of the inverse Hessian, negative. */
  private float[] direction(float[] slope) {
    float[] direction = slope.clone();
    double[] shares = new double[pairs.size()];
    int index = shares.length;
    for (Iterator<Pair> newest = pairs.descendingIterator(); newest.hasNext(); ) {
      Pair pair = newest.next();
      shares[--index] = dot(pair.move(), direction) / pair.product();
      add(direction, -shares[index], pair.change());
    }
    if (!pairs.isEmpty()) {
      Pair last = pairs.getLast();
      scale(direction, last.product() / dot(last.change(), last.change()));
    }
    for (Pair pair : pairs) {
      double share = dot(pair.change(), direction) / pair.product();
      add(direction, shares[index++] - share, pair.move());
    }
    for (int at = 0; at < direction.length; at++) {
      direction[at] = slope[at] == 0 ? 0 : -direction[at];
    }
    return direction;
  }

  private static float[] walked(float[] numbers, float[] direction, double size) {
    float[] there = new float[numbers.length];
    for (int at = 0; at < there.length; at++) {
      there[at] = (float) Math.max(0, Math.min(1, numbers[at] + size * direction[at]));
    }
    return there;
  }

  /** Returns by how much the value would change if it were linear. */
  private double promised(float[] numbers, float[] there) {
    double sum = 0;
    for (int at = 0; at < there.length; at++) {
      sum += (double) here.gradient()[at] * (there[at] - numbers[at]);
    }
    return sum;
  }

  private void remember(float[] numbers, float[] there, Objective.Point point) {
    float[] move = new float[there.length];
    float[] change = new float[there.length];
    for (int at = 0; at < there.length; at++) {
      move[at] = there[at] - numbers[at];
      change[at] = point.gradient()[at] - here.gradient()[at];
    }
    double product = dot(move, change);
    if (product > LEAST_CURVATURE * Math.sqrt(dot(move, move) * dot(change, change))) {
      pairs.addLast(new Pair(move, change, product));
      if (pairs.size() > MEMORY) {
        pairs.removeFirst();
      }
    }
  }

  private static double dot(float[] first, float[] second) {
    double sum = 0;
    for (int at = 0; at < first.length; at++) {
      sum += (double) first[at] * second[at];
    }
    return sum;
  }

  private static void add(float[] values, double factor, float[] others) {
    for (int at = 0; at < values.length; at++) {
      values[at] += (float) (factor * others[at]);
    }
  }

  private static void scale(float[] values, double factor) {
    for (int at = 0; at < values.length; at++) {
      values[at] *= (float) factor;
    }
  }

  @Override
  public List<float[]> state() {
    List<float[]> state = new ArrayList<>();
    for (Pair pair : pairs) {
      state.add(pair.move());
      state.add(pair.change());
    }
    return state;
  }

  /** Restores the memory; the value and the slope are computed again, and come out the same. */
  @Override
  public void restore(List<float[]> state) {
    pairs.clear();
    for (int at = 0; at < state.size(); at += 2) {
      float[] move = state.get(at);
      float[] change = state.get(at + 1);
      pairs.addLast(new Pair(move, change, dot(move, change)));
    }
    here = null;
  }
}
