package org.atelier.runner.execution;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How far a run or a stage has come. */
public enum RunStatus {
  /** It has begun, and not ended. */
  RUNNING,
  /** It ended well. */
  DONE,
  /** It failed. */
  FAILED,
  /** The user stopped it. */
  INTERRUPTED,
  /** Its process was killed or its machine lost power, as a later run found. */
  KILLED;

  /** Returns the word for it in files and messages. */
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
