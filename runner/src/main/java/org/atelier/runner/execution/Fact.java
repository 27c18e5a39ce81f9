package org.atelier.runner.execution;

import java.util.Objects;

/**
 * One thing that a stage's result depends on.
 *
 * @param kind what kind of thing
 * @param name which one, such as a setting's name; empty where there is only one
 * @param value what it is, as text
 */
public record Fact(Kind kind, String name, String value) {
  /** Kinds of things that results depend on, in the order of a key. */
  public enum Kind {
    /** This program and its API: version and digest. */
    PROGRAM,
    /** The engine with its version and device. */
    ENGINE,
    /** What random numbers derive from, of the stage and of each component that it uses. */
    SEED,
    /** The type of the stage and of each component that it uses. */
    TYPE,
    /** A plugin that offers one of those types: version and digest of the jar's bytes. */
    PLUGIN,
    /** A setting's value, by its name, or by its place if it is a component's. */
    SETTING,
    /** The fingerprint of a dataset, by the dataset's place. */
    DATA,
    /** The digest of a file or folder that a setting names, by the setting. */
    FILE,
    /** The key of a stage whose output is taken in. */
    STAGE
  }

  /** Checks that everything is there. */
  public Fact {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(value, "value");
  }
}
