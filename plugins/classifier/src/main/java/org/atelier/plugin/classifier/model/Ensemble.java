package org.atelier.plugin.classifier.model;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.atelier.api.Model;
import org.atelier.api.Reference;
import org.atelier.api.Setting;

/**
 * The model {@code ensemble}: several classifiers whose probabilities are averaged (Hansen and
 * Salamon 1990, "Neural network ensembles"). Where they err in different ways the mean errs less.
 *
 * <p>Trained as one network its members learn to be right together. More is gained by training each
 * in the way that suits it and putting them together afterwards, which the stage {@code
 * combine-classifiers} does.
 */
public final class Ensemble implements Model {
  /** The type name in pipeline files. */
  public static final String TYPE = "ensemble";

  /** The setting that lists the members. */
  public static final String MEMBERS = "members";

  private final Settings settings;

  /**
   * What it consists of.
   *
   * @param members the classifiers
   */
  public record Settings(
      @Setting("classifiers whose probabilities are averaged, all of the same weight")
          @Size(min = 1, max = 100)
          List<Reference<Model>> members) {
    /** Copies the list. */
    public Settings {
      members = List.copyOf(members);
    }
  }

  /** Makes the model. */
  @Inject
  public Ensemble(Settings settings) {
    this.settings = settings;
  }

  @Override
  public Block network(Shape image, int classes) {
    return network(
        settings.members().stream().map(member -> member.get().network(image, classes)).toList(),
        classes);
  }

  /**
   * Returns the network of some members.
   *
   * @param members classifiers of the same classes; parameters that they have stay as they are
   * @param classes the number of classes
   */
  public static Block network(List<Block> members, int classes) {
    return new EnsembleBlock(members, classes);
  }
}
