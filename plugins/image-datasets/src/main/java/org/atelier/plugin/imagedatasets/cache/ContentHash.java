package org.atelier.plugin.imagedatasets.cache;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The SHA-256 digest of some content.
 *
 * @param hex 64 hexadecimal digits in lower case
 */
public record ContentHash(String hex) {
  /** Length of a digest in bytes. */
  static final int BYTES = 32;

  /** Checks the length. */
  public ContentHash {
    if (hex.length() != 2 * BYTES) {
      throw new IllegalArgumentException("not a SHA-256 digest: " + hex);
    }
  }

  /** Returns the hash of some bytes. */
  public static ContentHash of(byte[] content) {
    return of(newDigest().digest(content), 0);
  }

  /** Returns the hash of a text in UTF-8. */
  public static ContentHash of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  static ContentHash of(byte[] digests, int offset) {
    return new ContentHash(HexFormat.of().formatHex(digests, offset, offset + BYTES));
  }

  byte[] bytes() {
    return HexFormat.of().parseHex(hex);
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
