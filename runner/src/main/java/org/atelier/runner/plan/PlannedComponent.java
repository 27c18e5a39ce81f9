package org.atelier.runner.plan;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.atelier.api.ComponentSpec;
import org.atelier.api.Kind;
import org.atelier.runner.plugin.InstalledComponent;

/**
 * One component of a checked plan: a dataset, model, loss or stage, defined by name or inline.
 *
 * @param path its place in the pipeline, such as {@code stages.classify}, or {@code
 *     stages.classify.loss} for an inline component
 * @param installed the component and its plugin
 * @param spec its type and its settings with all defaults filled in; a reference appears in the
 *     settings as the name it was given, an inline component as a map with {@code type}
 * @param references what it refers to: the setting's path below this component (such as {@code
 *     loss}) to the path of the component or stage referred to, in the order of the settings
 * @param files the files and folders that its settings name, by the setting's path below this
 *     component, in the order of the settings
 * @param binder makes the settings record
 * @param member which repetition it is, or belongs to; one without axes if there is only one
 * @param randomness what its random numbers derive from
 */
public record PlannedComponent(
    String path,
    InstalledComponent installed,
    ComponentSpec spec,
    Map<String, String> references,
    Map<String, Path> files,
    Binder binder,
    Member member,
    Randomness randomness) {

  /** Makes the settings record of a component whose settings have been checked. */
  @FunctionalInterface
  public interface Binder {
    /** Returns the record, its references resolved through the resolver at their first use. */
    Record bind(ReferenceResolver resolver);
  }

  /**
   * What random numbers derive from.
   *
   * @param seed the seed of the stage that it is or belongs to; if empty, the pipeline's
   * @param place a place in the pipeline, the same for all repetitions of a stage: so they differ
   *     by their settings alone
   */
  public record Randomness(Optional<Long> seed, String place) {}

  /** Returns the name: the last part of the path. */
  public String name() {
    return Places.last(path);
  }

  /** Returns the paths of the stages among what it refers to directly. */
  public List<String> stages() {
    String section = Kind.STAGE.section() + ".";
    return references.values().stream()
        .filter(target -> target.equals(section + Places.last(target)))
        .toList();
  }
}
