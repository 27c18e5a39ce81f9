package org.atelier.api.service;

import java.nio.file.Path;
import org.atelier.api.Artifact;
import org.osgi.annotation.versioning.ProviderType;

/** Reads what stages of earlier runs have put out. */
@ProviderType
public interface Outputs {
  /**
   * Reads the output of a stage.
   *
   * @param type what the stage puts out
   * @param folder the stage's folder, {@code stages/<name>} in a run's folder
   * @throws org.atelier.api.UserException if there is none, or if it is damaged or of another type
   */
  <O extends Artifact> O read(Class<O> type, Path folder);
}
