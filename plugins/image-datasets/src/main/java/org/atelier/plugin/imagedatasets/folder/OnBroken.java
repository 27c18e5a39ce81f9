package org.atelier.plugin.imagedatasets.folder;

/** What becomes of images that cannot be read. */
public enum OnBroken {
  /** They are left out, and a warning names them. */
  SKIP,
  /** The run ends with an error that names them all. */
  FAIL
}
