package org.atelier.plugin.imagedatasets.decoding;

/** An image file that cannot be made into pixels; the message says why, without the path. */
public final class BrokenImageException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Makes an exception that says why. */
  public BrokenImageException(String reason) {
    super(reason);
  }

  BrokenImageException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
