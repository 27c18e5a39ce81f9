package org.atelier.runner.execution;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;

/** SHA-256 digests as 64 hexadecimal digits. */
final class Digests {
  private static final int BUFFER = 1 << 16;

  private Digests() {}

  /** Returns the digest of some bytes. */
  static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(digest().digest(bytes));
  }

  /**
   * Returns the digest of a file's content.
   *
   * @throws IOException if the file cannot be read
   */
  static String hex(Path file) throws IOException {
    MessageDigest digest = digest();
    try (InputStream stream = new DigestInputStream(Files.newInputStream(file), digest)) {
      byte[] buffer = new byte[BUFFER];
      while (stream.read(buffer) >= 0) {
        // The stream digests what it reads.
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /**
   * Returns the digest of a file, or of all files in a folder with their names; of what is not
   * there, a word that says so. Links in a folder are not followed.
   *
   * @throws IOException if something cannot be read
   */
  static String tree(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return Files.exists(path) ? hex(path) : "missing";
    }
    StringBuilder text = new StringBuilder();
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : (Iterable<Path>) files.sorted()::iterator) {
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
          text.append(hex(file)).append(' ').append(path.relativize(file)).append('\0');
        }
      }
    }
    return hex(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
