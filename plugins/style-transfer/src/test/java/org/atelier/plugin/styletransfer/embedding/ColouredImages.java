package org.atelier.plugin.styletransfer.embedding;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import org.atelier.api.Dataset;
import org.atelier.api.DatasetContents;
import org.atelier.api.LabelledImage;

/** Images of 6 x 4 pixels in memory; each class has a level of its own, no two are equal. */
final class ColouredImages implements Dataset {
  static final int HEIGHT = 4;
  static final int WIDTH = 6;

  private final List<String> classNames;
  private final int size;

  ColouredImages(int size, String... classNames) {
    this.size = size;
    this.classNames = List.of(classNames);
  }

  @Override
  public DatasetContents contents() {
    return new DatasetContents(
        classNames,
        IntStream.range(0, size)
            .mapToObj(number -> new LabelledImage("image-" + number, number % classNames.size()))
            .toList(),
        HEIGHT,
        WIDTH,
        "coloured");
  }

  @Override
  public void read(int position, ByteBuffer target) {
    int level = 40 + 60 * (position % classNames.size());
    for (int at = 0; at < 3 * HEIGHT * WIDTH; at++) {
      target.put((byte) (level + (position * 31 + at * 17) % 50));
    }
  }
}
