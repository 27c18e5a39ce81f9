package org.atelier.api.sampling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.atelier.api.ClassCounts;
import org.atelier.api.DatasetContents;
import org.atelier.api.LabelledImage;

/**
 * Holds back whole groups of images, such as all of one artist, so that each class gives nearly the
 * same share.
 *
 * <p>Group by group, the one is held back that brings the classes closest to their share, as the
 * sum over classes of {@code (held - wanted)^2 / images}, until none brings them closer. Of groups
 * that do so equally, the random order decides. Each class keeps at least one image to train on.
 */
final class GroupHoldOut {
  private final DatasetContents contents;
  private final ClassCounts counts;
  private final double share;
  private final int[] heldCounts;
  private final boolean[] held;

  private GroupHoldOut(DatasetContents contents, double share) {
    this.contents = contents;
    this.counts = contents.classCounts();
    this.share = share;
    heldCounts = new int[counts.classes()];
    held = new boolean[contents.size()];
  }

  /** The images that stay together: their positions, and how many there are of each class. */
  private record Group(List<Integer> positions, Map<Integer, Integer> counts) {}

  /**
   * Draws the groups.
   *
   * @param contents the images; one whose group is not known is a group of its own
   * @param share from 0 to 1
   * @param random the source of randomness
   * @return whether the image at each position is held back
   */
  static boolean[] draw(DatasetContents contents, double share, SplittableRandom random) {
    GroupHoldOut holdOut = new GroupHoldOut(contents, share);
    List<Group> groups = holdOut.groups();
    int[] order = Shuffle.inPlace(IntStream.range(0, groups.size()).toArray(), random);
    holdOut.hold(new ArrayList<>(Arrays.stream(order).mapToObj(groups::get).toList()));
    return holdOut.held;
  }

  private List<Group> groups() {
    Map<String, Group> known = new LinkedHashMap<>();
    List<Group> groups = new ArrayList<>();
    for (int position = 0; position < contents.size(); position++) {
      LabelledImage image = contents.images().get(position);
      Group group = image.group().map(known::get).orElse(null);
      if (group == null) {
        Group made = new Group(new ArrayList<>(), new LinkedHashMap<>());
        image.group().ifPresent(name -> known.put(name, made));
        groups.add(made);
        group = made;
      }
      group.positions().add(position);
      group.counts().merge(image.label(), 1, Integer::sum);
    }
    return groups;
  }

  private void hold(List<Group> groups) {
    Group next = best(groups);
    while (next != null) {
      groups.remove(next);
      next.positions().forEach(position -> held[position] = true);
      next.counts().forEach((label, images) -> heldCounts[label] += images);
      next = best(groups);
    }
  }

  /** Returns the group that brings the classes closest to their share, or null if none does. */
  private Group best(List<Group> groups) {
    Group best = null;
    double least = 0;
    for (Group group : groups) {
      double change = change(group);
      if (change < least) {
        best = group;
        least = change;
      }
    }
    return best;
  }

  /** Returns by how much the distance from the shares grows if a group is held back. */
  private double change(Group group) {
    double change = 0;
    for (Map.Entry<Integer, Integer> entry : group.counts().entrySet()) {
      int label = entry.getKey();
      int more = entry.getValue();
      int images = counts.count(label);
      if (heldCounts[label] + more >= images) {
        return Double.POSITIVE_INFINITY;
      }
      double excess = heldCounts[label] - share * images;
      change += (2 * excess + more) * more / images;
    }
    return change;
  }
}
