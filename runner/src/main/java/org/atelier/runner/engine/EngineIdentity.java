package org.atelier.runner.engine;

/**
 * What results depend on of an engine; known before it is started.
 *
 * @param engine DJL's name for it
 * @param natives the native libraries' version, flavor and platform
 * @param bindings the version of DJL
 * @param device {@code cpu} or {@code gpu:N}
 * @param safeMode whether the engine runs without what kills the process or computes wrongly here
 */
public record EngineIdentity(
    String engine, String natives, String bindings, String device, boolean safeMode) {
  /** Returns all of it in one line. */
  public String text() {
    return "%s %s (DJL %s%s) on %s"
        .formatted(engine, natives, bindings, safeMode ? ", safe mode" : "", device);
  }
}
