package org.atelier.api;

import java.util.Objects;

/**
 * A mistake or a misfortune that the user can mend: shown as a message, without a stack trace.
 *
 * <p>The message says what happened and where; the remedy says what to do about it.
 */
public final class UserException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String remedy;

  /**
   * Makes an exception from what happened and what to do.
   *
   * @param message what happened, where, and what was expected
   * @param remedy what the user can do about it
   */
  public UserException(String message, String remedy) {
    this(message, remedy, null);
  }

  /**
   * Makes an exception with a cause, which goes into the log only.
   *
   * @param message what happened, where, and what was expected
   * @param remedy what the user can do about it
   * @param cause what brought it about
   */
  public UserException(String message, String remedy, Throwable cause) {
    super(Objects.requireNonNull(message, "message"), cause);
    this.remedy = Objects.requireNonNull(remedy, "remedy");
  }

  /** Returns what the user can do about it. */
  public String remedy() {
    return remedy;
  }
}
