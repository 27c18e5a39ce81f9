package org.atelier.plugin.styletransfer.score;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import org.atelier.api.Dataset;
import org.atelier.api.DatasetContents;
import org.atelier.api.LabelledImage;
import org.atelier.api.result.RgbImage;

/** Six images of 10 x 8 pixels in memory, of two classes: stripes and dots, no two equal. */
final class PatternedImages implements Dataset {
  private static final int HEIGHT = 8;
  private static final int WIDTH = 10;
  private static final int SIZE = 6;

  private final List<String> classNames;

  PatternedImages(String first, String second) {
    this.classNames = List.of(first, second);
  }

  @Override
  public DatasetContents contents() {
    return new DatasetContents(
        classNames,
        IntStream.range(0, SIZE)
            .mapToObj(number -> new LabelledImage("image-" + number, number % 2))
            .toList(),
        HEIGHT,
        WIDTH,
        "patterned");
  }

  @Override
  public void read(int position, ByteBuffer target) {
    for (int at = 0; at < 3 * HEIGHT * WIDTH; at++) {
      target.put((byte) value(position, at));
    }
  }

  private static int value(int position, int at) {
    int row = at / WIDTH % HEIGHT;
    int column = at % WIDTH;
    boolean marked =
        position % 2 == 0 ? row % 3 == position % 3 : (row + column + position) % 4 == 0;
    int ground = 40 + 10 * position + 30 * (at / (HEIGHT * WIDTH));
    return marked ? 250 - ground / 2 : ground;
  }

  /** Returns the mean image of a class. */
  RgbImage mean(int label) {
    byte[] planes = new byte[3 * HEIGHT * WIDTH];
    for (int at = 0; at < planes.length; at++) {
      int sum = 0;
      for (int position = label; position < SIZE; position += 2) {
        sum += value(position, at);
      }
      planes[at] = (byte) Math.round(sum / (SIZE / 2f));
    }
    return RgbImage.of(HEIGHT, WIDTH, planes);
  }
}
