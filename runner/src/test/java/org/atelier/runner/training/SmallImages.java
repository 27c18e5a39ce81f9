package org.atelier.runner.training;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.atelier.api.Dataset;
import org.atelier.api.DatasetContents;
import org.atelier.api.LabelledImage;
import org.atelier.api.Resize;

/**
 * Images in memory, a class for each: those of class {@code k} are brighter the greater {@code k}
 * is, and no two are equal.
 */
final class SmallImages implements Dataset {
  private final DatasetContents contents;

  SmallImages(int images, int classes, int height, int width) {
    List<String> names = new ArrayList<>();
    for (int label = 0; label < classes; label++) {
      names.add("class-" + label);
    }
    List<LabelledImage> all = new ArrayList<>();
    for (int position = 0; position < images; position++) {
      all.add(new LabelledImage("image-" + position, position % classes));
    }
    contents = new DatasetContents(names, all, height, width, Resize.PAD, "fingerprint");
  }

  @Override
  public DatasetContents contents() {
    return contents;
  }

  @Override
  public void read(int position, ByteBuffer target) {
    for (int at = 0; at < 3 * contents.height() * contents.width(); at++) {
      target.put(pixel(position, at));
    }
  }

  /** Returns one byte of an image. */
  byte pixel(int position, int at) {
    int classes = contents.classNames().size();
    int bright = 200 * contents.label(position) / classes;
    return (byte) (bright + (position * 31 + at * 17 + at / 7) % 55);
  }
}
