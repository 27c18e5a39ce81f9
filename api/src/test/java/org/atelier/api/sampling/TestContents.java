package org.atelier.api.sampling;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.atelier.api.DatasetContents;
import org.atelier.api.LabelledImage;
import org.atelier.api.service.RandomStreams;

/** Makes contents of datasets, and random streams, for tests. */
final class TestContents {
  private TestContents() {}

  /** Returns contents with so many images of each class, the classes interleaved. */
  static DatasetContents of(int... countsPerClass) {
    List<String> names = new ArrayList<>();
    int most = 0;
    for (int label = 0; label < countsPerClass.length; label++) {
      names.add("class-" + label);
      most = Math.max(most, countsPerClass[label]);
    }
    List<LabelledImage> images = new ArrayList<>();
    for (int round = 0; round < most; round++) {
      for (int label = 0; label < countsPerClass.length; label++) {
        if (round < countsPerClass[label]) {
          images.add(new LabelledImage(names.get(label) + "/" + round, label));
        }
      }
    }
    return new DatasetContents(names, images, 1, 1, "test");
  }

  /** Returns streams that differ by seed, purpose and step. */
  static RandomStreams streams(long seed) {
    return purpose -> new SplittableRandom(seed ^ ((long) purpose.hashCode() << 20)).nextLong();
  }
}
