package org.atelier.runner.training;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.atelier.api.UserException;
import org.atelier.api.service.Checkpoint;
import org.atelier.api.service.Checkpoints;
import org.atelier.api.service.Compute;
import org.atelier.api.training.TrainingHistory.Epoch;

/**
 * The checkpoints of one fit, written after each epoch, where it is interrupted and now and then in
 * a long epoch. What else the rest of training depends on, the order of images, augmentation,
 * dropout and the learning rate, follows from the seed and the numbers of the epoch and the batch.
 */
final class FitCheckpoints {
  private final Checkpoints checkpoints;
  private final String name;
  private final List<Resumable> parts;
  private final Duration interval;
  private long written = System.nanoTime();

  /**
   * Prepares the checkpoints of a fit.
   *
   * @param checkpoints those of the stage
   * @param name tells the fits of a stage apart
   * @param parts all that changes from step to step
   * @param interval after which one is due in the middle of an epoch
   */
  FitCheckpoints(Checkpoints checkpoints, String name, List<Resumable> parts, Duration interval) {
    this.checkpoints = checkpoints;
    this.name = name;
    this.parts = List.copyOf(parts);
    this.interval = interval;
  }

  /**
   * How far a fit has come.
   *
   * @param epochs the finished epochs
   * @param begun the next one
   */
  record Reached(List<Epoch> epochs, BegunEpoch begun) {}

  /**
   * An epoch that is not finished.
   *
   * @param batches those trained on
   * @param images the images in them
   * @param lossOfImages the sum of the images' losses
   * @param seconds how long that took
   */
  record BegunEpoch(int batches, long images, double lossOfImages, double seconds) {
    static final BegunEpoch NOTHING = new BegunEpoch(0, 0, 0, 0);

    /** Returns this with one more batch. */
    BegunEpoch with(double loss, int size, double soFar) {
      return new BegunEpoch(batches + 1, images + size, lossOfImages + loss * size, soFar);
    }

    /** Returns the mean over images of losses that are means over batches. */
    double loss() {
      return lossOfImages / images;
    }
  }

  /** What is kept beside the arrays. */
  private record State(Reached reached, List<Part> parts) {}

  /** The numbers of a part, and how many of the arrays are its own. */
  private record Part(List<Double> numbers, int arrays) {}

  /** Returns whether the last one was written so long ago that another is due. */
  boolean due() {
    return System.nanoTime() - written >= interval.toNanos();
  }

  /**
   * Writes that an epoch is finished.
   *
   * @param epochs the finished epochs
   * @param all how many there are to be
   */
  void write(List<Epoch> epochs, int all) throws IOException {
    write(
        new Reached(List.copyOf(epochs), BegunEpoch.NOTHING),
        "epoch %d of %d".formatted(epochs.size(), all));
  }

  /**
   * Writes how far training has come.
   *
   * @param reached that
   * @param told the same for people
   */
  void write(Reached reached, String told) throws IOException {
    List<Part> states = new ArrayList<>();
    NDList arrays = new NDList();
    for (Resumable part : parts) {
      NDList own = part.arrays();
      states.add(new Part(part.numbers(), own.size()));
      arrays.addAll(own);
    }
    checkpoints.write(name, told, new State(reached, states), arrays);
    written = System.nanoTime();
  }

  /**
   * Brings all parts to where an earlier, unfinished run was.
   *
   * @return how far it had come; nowhere if there was no such run
   */
  Reached resume(Compute compute) throws IOException {
    try (NDManager memory = compute.newManager()) {
      Optional<Checkpoint<State>> read = checkpoints.read(name, State.class, memory);
      read.ifPresent(this::restore);
      return read.map(checkpoint -> checkpoint.state().reached())
          .orElse(new Reached(List.of(), BegunEpoch.NOTHING));
    }
  }

  private void restore(Checkpoint<State> checkpoint) {
    List<Part> states = checkpoint.state().parts();
    int all = states.stream().mapToInt(Part::arrays).sum();
    if (states.size() != parts.size() || all != checkpoint.arrays().size()) {
      throw another(null);
    }
    int begin = 0;
    for (int index = 0; index < parts.size(); index++) {
      int end = begin + states.get(index).arrays();
      NDList arrays = new NDList(checkpoint.arrays().subList(begin, end));
      try {
        parts.get(index).restore(states.get(index).numbers(), arrays);
      } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
        throw another(e);
      }
      begin = end;
    }
  }

  /** The key of a stage should make this impossible; a plugin that looks at the clock may not. */
  private UserException another(Exception cause) {
    return new UserException(
        "the checkpoint '%s' is of another network than the one that this stage trains"
            .formatted(name),
        "delete the folder 'unfinished' in the cache folder and run again",
        cause);
  }
}
