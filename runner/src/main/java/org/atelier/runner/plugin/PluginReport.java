package org.atelier.runner.plugin;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What became of one plugin jar.
 *
 * @param name the bundle's symbolic name, or the file's name where it has none
 * @param version the bundle's version, or empty
 * @param jar where it lies; empty for a plugin on the class path
 * @param sha256 hexadecimal SHA-256 of the jar's bytes, or empty
 * @param offers what it offers, such as {@code model wikiart-cnn}; for a refused jar, what it would
 *     have offered as far as its plugin class says so in plain calls of {@code Component.model} and
 *     its like
 * @param refusal why it was refused; empty if it is active
 */
public record PluginReport(
    String name,
    String version,
    Optional<Path> jar,
    String sha256,
    List<String> offers,
    Optional<Refusal> refusal) {
  /** Copies the list. */
  public PluginReport {
    offers = List.copyOf(offers);
  }

  /**
   * Why a jar was refused.
   *
   * @param cause what is wrong with it
   * @param remedy what to do about it
   */
  public record Refusal(String cause, String remedy) {}
}
