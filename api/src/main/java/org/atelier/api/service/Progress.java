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

  /**
   * Begins to show one of several like pieces of work, such as an epoch, so that the time left for
   * all of them can be told. By default only the piece itself is shown.
   *
   * @param what the work, such as {@code "classify: epoch 3 of 20"}
   * @param part which piece it is, from 1
   * @param parts how many there are
   * @param total how many units there are in this piece
   * @param unit the word for several units, such as {@code "images"}
   */
  default Task startPart(String what, int part, int parts, long total, String unit) {
    return start(what, total, unit);
  }

  /**
   * Tells something that is good to know before long work begins, such as how much memory it will
   * take. By default nobody is told.
   *
   * @param text one line
   */
  default void say(String text) {}

  /**
   * Tells how much memory the work that begins will take, so that it can be added up with that of
   * other work under way. By default nobody is told.
   *
   * @param bytes a guess
   */
  default void expectMemory(long bytes) {}

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
