package org.atelier.runner.training;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Objects;
import org.atelier.api.service.RandomStreams;

/**
 * Random streams whose seeds are the first eight bytes of the SHA-256 digest of the pipeline's
 * seed, the place and the purpose: the same on every platform, unrelated for different purposes.
 */
public final class SeededStreams implements RandomStreams {
  private final long seed;
  private final String place;

  /**
   * Makes the streams of one component.
   *
   * @param seed the pipeline's seed
   * @param place the component's place in the pipeline, such as {@code stages.classify}
   */
  public SeededStreams(long seed, String place) {
    this.seed = seed;
    this.place = Objects.requireNonNull(place, "place");
  }

  @Override
  public long seed(String purpose) {
    MessageDigest digest = Sha256.digest();
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(seed).array());
    digest.update(place.getBytes(StandardCharsets.UTF_8));
    // UTF-8 never holds this byte, so that no two pairs of place and purpose run together.
    digest.update((byte) 0xff);
    digest.update(purpose.getBytes(StandardCharsets.UTF_8));
    return ByteBuffer.wrap(digest.digest()).getLong();
  }
}
