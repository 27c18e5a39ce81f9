package org.atelier.api;

import java.nio.file.Path;
import org.atelier.api.result.Results;
import org.atelier.api.service.Checkpoints;
import org.osgi.annotation.versioning.ProviderType;

/** What a stage is given when it runs. */
@ProviderType
public interface StageContext {
  /** Returns the stage's name in the pipeline file. */
  String stage();

  /**
   * Returns the folder that the stage's files go into. It becomes visible under its final name when
   * the stage has ended well.
   */
  Path folder();

  /** Returns where the stage reports metrics, tables and figures for people. */
  Results results();

  /** Returns what the stage keeps to go on from after an interruption. */
  Checkpoints checkpoints();
}
