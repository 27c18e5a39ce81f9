package org.atelier.runner.training;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The digest that seeds come from and that parameter files are known by. */
final class Sha256 {
  private Sha256() {}

  /** Returns a new digest. */
  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
