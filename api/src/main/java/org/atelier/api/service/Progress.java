package org.atelier.api.service;

import org.osgi.annotation.versioning.ProviderType;

/** Shows how far long work has come. */
@ProviderType
public interface Progress {
  /**
   * Begins to show a piece of work.
   *
   * @param what the work, such as {@code "classify: epoch 3 of 20"}
   * @param total how many units there are
   * @param unit the word for several units, such as {@code "images"}
   */
  Task start(String what, long total, String unit);

  /** A piece of work under way. Safe for use by several threads. */
  @ProviderType
  interface Task extends AutoCloseable {
    /** Tells that more units are done. */
    void advance(long units);

    /** Shows a short text beside the progress, such as the current loss. */
    void note(String text);

    /** Ends the work. */
    @Override
    void close();
  }
}
