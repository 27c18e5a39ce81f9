package org.atelier.api;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * One unit of work in a pipeline, with one typed output.
 *
 * @param <O> what the stage puts out
 */
@ConsumerType
public interface Stage<O extends Artifact> {
  /**
   * Does the work.
   *
   * @param context where to write and where to report
   * @return the output, whose files lie in the context's folder
   * @throws UserException if the user's data or settings make it impossible
   * @throws InterruptedException if the run is being stopped
   * @throws java.io.IOException if a file cannot be read or written
   */
  O run(StageContext context) throws InterruptedException, java.io.IOException;
}
