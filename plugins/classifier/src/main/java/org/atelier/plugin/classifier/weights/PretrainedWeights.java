package org.atelier.plugin.classifier.weights;

import ai.djl.training.initializer.Initializer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Where a network's first parameters come from: a file or a model zoo.
 *
 * <p>It is opened when the first parameter is initialised, and then checked as a whole, so that
 * memory is taken only if everything fits. A network whose parameters come from elsewhere, as those
 * of a saved one do, never open it.
 */
public final class PretrainedWeights {
  private static final int NAMES_TOLD = 3;

  private final String network;
  private final List<StoredParameter> expected;
  private final Predicate<String> unused;
  private final Supplier<TensorSource> source;
  private TensorSource opened;

  /**
   * Names a source.
   *
   * @param source opens a file or a zoo's model
   * @param network what the parameters are of, such as {@code resnet-18}
   * @param expected the parameters that it must hold
   * @param unused tells by its name whether an array in it may be left unread
   */
  public PretrainedWeights(
      Supplier<TensorSource> source,
      String network,
      List<StoredParameter> expected,
      Predicate<String> unused) {
    this.source = source;
    this.network = network;
    this.expected = List.copyOf(expected);
    this.unused = unused;
  }

  /**
   * Returns what opens a safetensors file.
   *
   * @param path the file
   * @param remedy how the user gets a file that can be used
   */
  public static Supplier<TensorSource> file(Path path, String remedy) {
    return () -> SafetensorsFile.open(path, remedy);
  }

  /**
   * Makes each parameter take its first values from the source. Whoever sets other initializers
   * afterwards keeps it closed.
   */
  public void initialise() {
    for (StoredParameter stored : expected) {
      stored.parameter().setInitializer(initializer(stored));
    }
  }

  private Initializer initializer(StoredParameter stored) {
    return (manager, shape, type) -> {
      if (!shape.equals(stored.shape())) {
        throw new IllegalStateException(
            "%s of %s has shape %s, not %s"
                .formatted(stored.name(), network, shape, stored.shape()));
      }
      TensorSource values = checked();
      ElementType element =
          ElementType.named(values.tensors().get(stored.name()).type()).orElseThrow();
      return manager.create(values.read(stored.name(), element), shape);
    };
  }

  private TensorSource checked() {
    if (opened == null) {
      TensorSource values = source.get();
      check(values);
      opened = values;
    }
    return opened;
  }

  private void check(TensorSource values) {
    Set<String> others = new HashSet<>(values.tensors().keySet());
    List<String> missing = new ArrayList<>();
    List<String> unfit = new ArrayList<>();
    for (StoredParameter stored : expected) {
      StoredTensor found = values.tensors().get(stored.name());
      others.remove(stored.name());
      if (found == null) {
        missing.add(stored.name());
      } else {
        misfit(stored, found, unfit);
      }
    }
    others.removeIf(unused);
    List<String> faults = new ArrayList<>();
    if (!missing.isEmpty()) {
      faults.add(
          "it lacks %d of %d arrays (%s)"
              .formatted(missing.size(), expected.size(), some(missing)));
    }
    if (!unfit.isEmpty()) {
      faults.add("%d do not fit (%s)".formatted(unfit.size(), some(unfit)));
    }
    if (!others.isEmpty()) {
      faults.add(
          "it has %d that a %s does not have (%s)"
              .formatted(others.size(), network, some(others.stream().sorted().toList())));
    }
    if (!faults.isEmpty()) {
      throw values.unusable(
          "it does not hold the weights of a %s: %s".formatted(network, String.join("; ", faults)));
    }
  }

  private static void misfit(StoredParameter stored, StoredTensor found, List<String> unfit) {
    if (!found.shape().equals(stored.shape())) {
      unfit.add(
          "%s has shape %s instead of %s".formatted(stored.name(), found.shape(), stored.shape()));
    } else if (ElementType.named(found.type()).isEmpty()) {
      unfit.add(
          "%s has numbers of type %s instead of F32, F16 or BF16"
              .formatted(stored.name(), found.type()));
    }
  }

  private static String some(List<String> texts) {
    String told = texts.stream().limit(NAMES_TOLD).collect(Collectors.joining(", "));
    return texts.size() > NAMES_TOLD ? told + ", …" : told;
  }
}
