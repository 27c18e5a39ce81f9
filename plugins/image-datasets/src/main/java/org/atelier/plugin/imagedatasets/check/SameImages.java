package org.atelier.plugin.imagedatasets.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.atelier.plugin.imagedatasets.cache.ContentHash;
import org.atelier.plugin.imagedatasets.check.Duplicates.Place;
import org.atelier.plugin.imagedatasets.check.ScannedDataset.ScannedImage;

/** Numbers images so that those with the same pixels or the same file have the same number. */
final class SameImages {
  private final Map<ContentHash, Integer> first = new HashMap<>();
  private final int[] numbers;

  SameImages(List<Place> places) {
    numbers = new int[places.size()];
    for (int at = 0; at < numbers.length; at++) {
      numbers[at] = at;
      ScannedImage image = places.get(at).image();
      join(at, image.pixels());
      int place = at;
      image.file().ifPresent(file -> join(place, file));
    }
    for (int at = 0; at < numbers.length; at++) {
      numbers[at] = root(at);
    }
  }

  int[] numbers() {
    return numbers;
  }

  private void join(int at, ContentHash hash) {
    Integer before = first.putIfAbsent(hash, at);
    if (before != null) {
      numbers[root(at)] = root(before);
    }
  }

  private int root(int at) {
    int root = at;
    while (numbers[root] != root) {
      root = numbers[root];
    }
    return root;
  }
}
