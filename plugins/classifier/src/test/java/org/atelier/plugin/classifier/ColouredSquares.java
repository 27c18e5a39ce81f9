package org.atelier.plugin.classifier;

import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.atelier.api.Dataset;
import org.atelier.api.DatasetContents;
import org.atelier.api.LabelledImage;
import org.atelier.api.Resize;
import org.atelier.api.Setting;

/** Squares in the colour of their class, somewhere on a noisy grey ground. */
public final class ColouredSquares implements Dataset {
  private static final Map<String, int[]> COLOURS =
      Map.of(
          "red", new int[] {230, 20, 20},
          "green", new int[] {20, 230, 20},
          "blue", new int[] {20, 20, 230},
          "white", new int[] {250, 250, 250});

  private final Settings settings;
  private final DatasetContents contents;

  /**
   * Which squares.
   *
   * @param classes colours in the order of the labels
   * @param counts images of each class
   * @param size height and width in pixels
   * @param seed where the squares lie
   * @param mirrored whether left and right are exchanged
   * @param resize what the dataset says of its images
   */
  public record Settings(
      @Setting("colours, in the order of the labels") List<String> classes,
      @Setting("images of each class") List<Integer> counts,
      @Setting(value = "height and width in pixels", defaultValue = "16") int size,
      @Setting(value = "where the squares lie", defaultValue = "1") long seed,
      @Setting(value = "left and right exchanged", defaultValue = "false") boolean mirrored,
      @Setting(value = "what the dataset says of its images", defaultValue = "crop")
          Resize resize) {
    /** Leaves the sides as they are. */
    public Settings(List<String> classes, List<Integer> counts, int size, long seed) {
      this(classes, counts, size, seed, false, Resize.CROP);
    }
  }

  /** Makes the dataset. */
  @Inject
  public ColouredSquares(Settings settings) {
    this.settings = settings;
    List<LabelledImage> images = new ArrayList<>();
    for (int label = 0; label < settings.classes().size(); label++) {
      for (int number = 0; number < settings.counts().get(label); number++) {
        images.add(new LabelledImage(settings.classes().get(label) + "/" + number, label));
      }
    }
    contents =
        new DatasetContents(
            settings.classes(),
            images,
            settings.size(),
            settings.size(),
            settings.resize(),
            settings.toString());
  }

  @Override
  public DatasetContents contents() {
    return contents;
  }

  @Override
  public void read(int position, ByteBuffer target) {
    LabelledImage image = contents.images().get(position);
    SplittableRandom random = new SplittableRandom(image.id().hashCode() + settings.seed());
    int[] colour = COLOURS.get(settings.classes().get(image.label()));
    int size = settings.size();
    int side = 3 * size / 4;
    int top = random.nextInt(size - side);
    int left = random.nextInt(size - side);
    for (int channel = 0; channel < 3; channel++) {
      for (int row = 0; row < size; row++) {
        byte[] intensities = new byte[size];
        for (int column = 0; column < size; column++) {
          boolean inside = row >= top && row < top + side && column >= left && column < left + side;
          int intensity = inside ? colour[channel] : 100 + random.nextInt(56);
          intensities[settings.mirrored() ? size - 1 - column : column] = (byte) intensity;
        }
        target.put(intensities);
      }
    }
  }
}
