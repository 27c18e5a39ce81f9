package org.atelier.plugin.styletransfer.transfer;

import java.util.Locale;

/** The ways to make pictures in a style. */
public enum Method {
  /** {@link org.atelier.plugin.styletransfer.embedding.EmbeddingTransfer}. */
  EMBEDDING,
  /** {@link org.atelier.plugin.styletransfer.gatys.GatysTransfer}. */
  GATYS,
  /** {@link org.atelier.plugin.styletransfer.fast.FastTransfer}. */
  FAST;

  /** Returns the word in pipeline files. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
