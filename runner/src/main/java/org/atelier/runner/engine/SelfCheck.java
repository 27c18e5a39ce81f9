package org.atelier.runner.engine;

/**
 * The outcome of an engine's self-check on this machine.
 *
 * @param verdict whether the engine can be used
 * @param crashed whether it killed its process
 * @param detail what was seen, as half a sentence
 */
public record SelfCheck(Verdict verdict, boolean crashed, String detail) {
  /** Whether an engine can be used. */
  public enum Verdict {
    /** It computes rightly. */
    PASSED,
    /** It killed its process or computed wrongly, and computes rightly in its safe mode. */
    SAFE_MODE,
    /** It cannot be loaded, or does not compute rightly. */
    FAILED
  }

  /** Returns whether the engine can be used at all. */
  public boolean usable() {
    return verdict != Verdict.FAILED;
  }
}
