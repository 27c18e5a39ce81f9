package org.atelier.runner.execution;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Identifies what a stage computes, before it has run: the digest of all that its result depends
 * on. Stages with equal keys have equal results.
 *
 * @param hex 64 hexadecimal digits, fit for the name of a file
 * @param facts what it is the digest of
 */
public record StageKey(String hex, List<Fact> facts) {
  /** Copies the facts and checks the digest. */
  public StageKey {
    facts = List.copyOf(facts);
    if (!hex.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("'%s' is not a digest".formatted(hex));
    }
  }

  /** Makes the key of some facts, whose order counts. */
  static StageKey of(List<Fact> facts) {
    return new StageKey(Digests.hex(bytes(facts)), facts);
  }

  /** Returns a plugin on which the result depends and of whose bytes nothing is known. */
  Optional<String> pluginWithoutDigest() {
    return facts.stream()
        .filter(fact -> fact.kind() == Fact.Kind.PLUGIN && fact.value().endsWith(" "))
        .map(Fact::name)
        .findFirst();
  }

  /** Writes lengths before texts, so that no two lists of facts read alike. */
  private static byte[] bytes(List<Fact> facts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      for (Fact fact : facts) {
        for (String text : List.of(fact.kind().name(), fact.name(), fact.value())) {
          byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
          out.writeInt(encoded.length);
          out.write(encoded);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot be written", e);
    }
    return bytes.toByteArray();
  }
}
