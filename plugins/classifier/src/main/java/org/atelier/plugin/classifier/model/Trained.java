package org.atelier.plugin.classifier.model;

/** Which parts of a pretrained network training changes. */
public enum Trained {
  /** The new head alone. */
  HEAD,
  /** Everything. */
  ALL
}
