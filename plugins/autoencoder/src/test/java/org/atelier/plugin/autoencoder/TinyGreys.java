package org.atelier.plugin.autoencoder;

import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import org.atelier.api.Dataset;
import org.atelier.api.DatasetContents;
import org.atelier.api.LabelledImage;
import org.atelier.api.NoSettings;

/** Six images of 5 x 3 pixels; image {@code i} is {@code 40 * i} everywhere. */
public final class TinyGreys implements Dataset {
  private static final int HEIGHT = 3;
  private static final int WIDTH = 5;

  /** Makes the dataset. */
  @Inject
  public TinyGreys(NoSettings settings) {}

  @Override
  public DatasetContents contents() {
    return new DatasetContents(
        List.of("grey"),
        IntStream.range(0, 6).mapToObj(number -> new LabelledImage("grey/" + number, 0)).toList(),
        HEIGHT,
        WIDTH,
        "tiny");
  }

  @Override
  public void read(int position, ByteBuffer target) {
    for (int at = 0; at < 3 * HEIGHT * WIDTH; at++) {
      target.put((byte) (40 * position));
    }
  }
}
