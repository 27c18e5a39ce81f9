package org.atelier.api;

/** The four kinds of component, each with a section of its own in a pipeline file. */
public enum Kind {
  /** A {@link org.atelier.api.Dataset}, defined under {@code datasets}. */
  DATASET("datasets", Dataset.class),
  /** A {@link org.atelier.api.Model}, defined under {@code models}. */
  MODEL("models", Model.class),
  /** A {@link org.atelier.api.Loss}, defined under {@code losses}. */
  LOSS("losses", Loss.class),
  /** A {@link org.atelier.api.Stage}, defined under {@code stages}. */
  STAGE("stages", Stage.class);

  private final String section;
  private final Class<?> contract;

  Kind(String section, Class<?> contract) {
    this.section = section;
    this.contract = contract;
  }

  /** Returns the section of a pipeline file that defines components of this kind. */
  public String section() {
    return section;
  }

  /** Returns the interface that components of this kind implement. */
  public Class<?> contract() {
    return contract;
  }

  /** Returns the word for one component of this kind in messages, such as {@code dataset}. */
  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
