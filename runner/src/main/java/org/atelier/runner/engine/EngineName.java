package org.atelier.runner.engine;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** An engine that the runner can start. */
public enum EngineName {
  /** Apache MXNet. */
  MXNET("MXNet", "mxnet"),
  /** PyTorch, by its C++ library. */
  PYTORCH("PyTorch", "pytorch");

  private final String title;
  private final String resource;

  EngineName(String title, String resource) {
    this.title = title;
    this.resource = resource;
  }

  /** Finds an engine by its name in a pipeline file, {@code mxnet} or {@code pytorch}. */
  public static Optional<EngineName> of(String name) {
    return Arrays.stream(values()).filter(engine -> engine.key().equals(name)).findFirst();
  }

  /** Finds an engine by DJL's name for it, {@code MXNet} or {@code PyTorch}. */
  public static Optional<EngineName> ofTitle(String title) {
    return Arrays.stream(values()).filter(engine -> engine.title.equals(title)).findFirst();
  }

  /** Returns its name in a pipeline file. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns DJL's name for it, which is also its proper name. */
  public String title() {
    return title;
  }

  /** Returns the word that DJL uses for it in resource and folder names. */
  String resource() {
    return resource;
  }
}
