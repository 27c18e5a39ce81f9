package org.atelier.plugin.styletransfer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.atelier.api.Artifact;
import org.atelier.api.TrainedModel;
import org.atelier.api.UserException;
import org.atelier.api.array.NpyReader;

/**
 * Styles, described by what a network's features have in common over an image.
 *
 * @param network the network whose features they are
 * @param level what a style is: {@code class}, {@code group} or {@code image} of the dataset
 * @param styles the names of the styles
 * @param scales on how many sizes of the images: the first is their own, each further one half the
 *     one before
 * @param layers what is known of each layer at each size
 * @param samples the folder of a small picture of an image of each style
 */
public record StyleBank(
    TrainedModel network,
    String level,
    List<String> styles,
    int scales,
    List<Layer> layers,
    Path samples)
    implements Artifact {
  /**
   * One layer at one size of the images.
   *
   * @param name the layer's name; {@code image} for the pixels themselves
   * @param scale 0 for the images' own size, 1 for half of it, and so on
   * @param channels the layer's channels, C
   * @param gram NPY file {@code (styles, C, C)}: for each style the mean Gram matrix of its images,
   *     divided by {@code C * H * W}
   * @param means NPY file {@code (styles, C)}: for each style the mean of its images' channel means
   * @param deviations NPY file {@code (styles, C)}: for each style the root of the mean of its
   *     images' channel variances
   */
  public record Layer(
      String name, int scale, int channels, Path gram, Path means, Path deviations) {
    /** Checks that everything is there. */
    public Layer {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(gram, "gram");
      Objects.requireNonNull(means, "means");
      Objects.requireNonNull(deviations, "deviations");
    }

    /**
     * Reads the row of a style from one of the files.
     *
     * @param file one of {@link #gram}, {@link #means} and {@link #deviations}
     * @param style the style's position
     * @throws UserException if the file is missing or damaged
     * @throws IOException if it cannot be read
     */
    public static float[] row(Path file, int style) throws IOException {
      try (NpyReader reader = NpyReader.open(file)) {
        if (style >= reader.rows()) {
          throw new UserException(
              "%s has %d rows, but style %d was asked for".formatted(file, reader.rows(), style),
              "make the bank again");
        }
        float[] row = new float[reader.rowLength()];
        reader.readRows(style, 1, row);
        return row;
      }
    }
  }

  /** Copies the lists. */
  public StyleBank {
    Objects.requireNonNull(network, "network");
    Objects.requireNonNull(level, "level");
    Objects.requireNonNull(samples, "samples");
    styles = List.copyOf(styles);
    layers = List.copyOf(layers);
  }

  /**
   * Returns a style's picture, a PNG file.
   *
   * @param samples the folder of the pictures
   * @param style the style's position
   */
  public static Path sample(Path samples, int style) {
    return samples.resolve("%04d.png".formatted(style + 1));
  }
}
