package org.atelier.plugin.classifier.explain;

import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.atelier.api.Dataset;
import org.atelier.api.DatasetContents;
import org.atelier.api.LabelledImage;
import org.atelier.api.Setting;

/** Noise of 32 x 32 pixels; images of the second class have a red patch somewhere in it. */
public final class PatchImages implements Dataset {
  static final int SIDE = 32;
  static final int PATCH = 8;

  private final DatasetContents contents;

  /**
   * Which images.
   *
   * @param count how many
   */
  public record Settings(@Setting("how many images") int count) {}

  /** Makes the dataset. */
  @Inject
  public PatchImages(Settings settings) {
    List<LabelledImage> images = new ArrayList<>();
    for (int number = 0; number < settings.count(); number++) {
      images.add(new LabelledImage("number-" + number, number % 2));
    }
    contents =
        new DatasetContents(List.of("noise", "patch"), images, SIDE, SIDE, settings.toString());
  }

  @Override
  public DatasetContents contents() {
    return contents;
  }

  /** Returns the patch's first row and column. */
  static int[] corner(int position) {
    SplittableRandom random = new SplittableRandom(7L * position + 1);
    return new int[] {random.nextInt(SIDE - PATCH + 1), random.nextInt(SIDE - PATCH + 1)};
  }

  @Override
  public void read(int position, ByteBuffer target) {
    SplittableRandom random = new SplittableRandom(position);
    int[] corner = corner(position);
    boolean patched = contents.label(position) == 1;
    for (int channel = 0; channel < 3; channel++) {
      for (int row = 0; row < SIDE; row++) {
        for (int column = 0; column < SIDE; column++) {
          boolean inside =
              row >= corner[0]
                  && row < corner[0] + PATCH
                  && column >= corner[1]
                  && column < corner[1] + PATCH;
          int noise = 90 + random.nextInt(70);
          int red = channel == 0 ? 240 : 20;
          target.put((byte) (patched && inside ? red : noise));
        }
      }
    }
  }
}
