package org.atelier.plugin.imagedatasets.folder;

import java.util.Arrays;
import java.util.Comparator;

/** Orders texts by their Unicode code points: the same in every locale and on every system. */
final class CodePointOrder implements Comparator<String> {
  @Override
  public int compare(String left, String right) {
    return Arrays.compare(left.codePoints().toArray(), right.codePoints().toArray());
  }
}
