package org.atelier.runner.plan;

/** Makes what a reference refers to, when it is first asked for. */
@FunctionalInterface
public interface ReferenceResolver {
  /**
   * Returns the component or the stage output at a place in the pipeline.
   *
   * @param path the place, such as {@code datasets.train}, {@code stages.classify} or, for an
   *     inline component, {@code stages.classify.loss}
   */
  Object resolve(String path);
}
