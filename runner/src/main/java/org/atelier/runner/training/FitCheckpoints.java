package org.atelier.runner.training;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.atelier.api.UserException;
import org.atelier.api.service.Checkpoint;
import org.atelier.api.service.Checkpoints;
import org.atelier.api.service.Compute;
import org.atelier.api.training.TrainingHistory.Epoch;

/**
 * The checkpoints of one fit, written after each epoch. What else the rest of training depends on,
 * the order of images, augmentation, dropout and the learning rate, follows from the seed and the
 * number of the epoch.
 */
final class FitCheckpoints {
  private final Checkpoints checkpoints;
  private final String name;
  private final List<Resumable> parts;

  /**
   * Prepares the checkpoints of a fit.
   *
   * @param checkpoints those of the stage
   * @param name tells the fits of a stage apart
   * @param parts all that changes from step to step
   */
  FitCheckpoints(Checkpoints checkpoints, String name, List<Resumable> parts) {
    this.checkpoints = checkpoints;
    this.name = name;
    this.parts = List.copyOf(parts);
  }

  /** What is kept beside the arrays. */
  private record State(List<Epoch> epochs, List<Part> parts) {}

  /** The numbers of a part, and how many of the arrays are its own. */
  private record Part(List<Double> numbers, int arrays) {}

  /**
   * Writes how far training has come.
   *
   * @param epochs the finished epochs
   * @param all how many there are to be
   */
  void write(List<Epoch> epochs, int all) throws IOException {
    List<Part> states = new ArrayList<>();
    NDList arrays = new NDList();
    for (Resumable part : parts) {
      NDList own = part.arrays();
      states.add(new Part(part.numbers(), own.size()));
      arrays.addAll(own);
    }
    String reached = "epoch %d of %d".formatted(epochs.size(), all);
    checkpoints.write(name, reached, new State(epochs, states), arrays);
  }

  /**
   * Brings all parts to where an earlier, unfinished run was.
   *
   * @return the epochs that it had finished; none if there was no such run
   */
  List<Epoch> resume(Compute compute) throws IOException {
    try (NDManager memory = compute.newManager()) {
      Optional<Checkpoint<State>> read = checkpoints.read(name, State.class, memory);
      read.ifPresent(this::restore);
      return read.map(checkpoint -> checkpoint.state().epochs()).orElse(List.of());
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
