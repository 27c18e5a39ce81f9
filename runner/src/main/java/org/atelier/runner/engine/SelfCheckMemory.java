package org.atelier.runner.engine;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Properties;

/** Remembers the outcomes of self-checks, one small file for each subject. */
final class SelfCheckMemory {
  private final Path folder;

  /**
   * Makes a memory.
   *
   * @param folder where the files lie; it is made when first needed
   */
  SelfCheckMemory(Path folder) {
    this.folder = folder;
  }

  /**
   * Recalls an outcome; empty if there is none, or the file cannot be read or was tampered with.
   *
   * @param subject the engine's build and the processor
   */
  Optional<SelfCheck> recall(String subject) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file(subject))) {
      properties.load(reader);
      if (!subject.equals(properties.getProperty("subject"))) {
        return Optional.empty();
      }
      return Optional.of(
          new SelfCheck(
              SelfCheck.Verdict.valueOf(properties.getProperty("verdict", "")),
              Boolean.parseBoolean(properties.getProperty("crashed")),
              properties.getProperty("detail", "")));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty(); // the check is made again, and the file with it
    }
  }

  /**
   * Remembers an outcome. The file becomes visible whole.
   *
   * @return what to tell the user if it cannot be remembered
   */
  Optional<String> remember(String subject, SelfCheck check) {
    Properties properties = new Properties();
    properties.setProperty("subject", subject);
    properties.setProperty("verdict", check.verdict().name());
    properties.setProperty("crashed", String.valueOf(check.crashed()));
    properties.setProperty("detail", check.detail());
    try {
      Files.createDirectories(folder);
      Path draft = Files.createTempFile(folder, "draft", ".tmp");
      try {
        try (Writer writer = Files.newBufferedWriter(draft)) {
          properties.store(writer, "An engine's self-check. Delete this file to repeat it.");
        }
        Files.move(
            draft,
            file(subject),
            StandardCopyOption.ATOMIC_MOVE,
            StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(draft);
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(
          "The self-check will be repeated next time, as its outcome cannot be written to "
              + folder
              + " ("
              + e
              + ").");
    }
  }

  /** Forgets every outcome. */
  void forget() throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (var files = Files.newDirectoryStream(folder, "*.properties")) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    }
  }

  private Path file(String subject) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(subject.getBytes(StandardCharsets.UTF_8));
      return folder.resolve(HexFormat.of().formatHex(hash, 0, 8) + ".properties");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
