package org.atelier.plugin.styletransfer.bank;

import ai.djl.ndarray.NDArray;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.atelier.api.array.NpyWriter;
import org.atelier.plugin.styletransfer.StyleBank;
import org.atelier.plugin.styletransfer.features.Gram;

/**
 * Writes what is known of one layer at one size, style after style, and holds the sums of the style
 * at hand alone.
 */
final class StyleFiles implements Closeable {
  private final StyleBank.Layer layer;
  private final NpyWriter gram;
  private final NpyWriter means;
  private final NpyWriter deviations;
  private final double[] gramSum;
  private final double[] meanSum;
  private final double[] varianceSum;
  private int images;

  private StyleFiles(StyleBank.Layer layer, NpyWriter gram, NpyWriter means, NpyWriter deviations) {
    this.layer = layer;
    this.gram = gram;
    this.means = means;
    this.deviations = deviations;
    this.gramSum = new double[layer.channels() * layer.channels()];
    this.meanSum = new double[layer.channels()];
    this.varianceSum = new double[layer.channels()];
  }

  /**
   * Begins the files.
   *
   * @param folder the folder that they go into
   * @param name the layer's name
   * @param scale which size of the images
   * @param channels the layer's channels
   * @throws IOException if they cannot be written
   */
  @SuppressWarnings("resource") // closed with this, or here
  static StyleFiles create(Path folder, String name, int scale, int channels) throws IOException {
    String file = "%s-scale-%d".formatted(name.replace('/', '-'), scale);
    StyleBank.Layer layer =
        new StyleBank.Layer(
            name,
            scale,
            channels,
            folder.resolve(file + "-gram.npy"),
            folder.resolve(file + "-means.npy"),
            folder.resolve(file + "-deviations.npy"));
    List<Long> row = List.of((long) channels);
    NpyWriter gram = new NpyWriter(layer.gram(), List.of((long) channels, (long) channels));
    try {
      NpyWriter means = new NpyWriter(layer.means(), row);
      try {
        return new StyleFiles(layer, gram, means, new NpyWriter(layer.deviations(), row));
      } catch (IOException e) {
        means.close();
        throw e;
      }
    } catch (IOException e) {
      gram.close();
      throw e;
    }
  }

  /** Returns where the files are and what they describe. */
  StyleBank.Layer layer() {
    return layer;
  }

  /** What a batch's feature maps say, copied from the engine. */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  record Statistics(float[] gram, float[] means, float[] deviations) {
    static Statistics of(NDArray maps) {
      return new Statistics(
          Gram.matrix(maps).toFloatArray(),
          Gram.means(maps).toFloatArray(),
          Gram.deviations(maps).toFloatArray());
    }
  }

  /**
   * Adds an image to the style at hand.
   *
   * @param batch what is known of its batch
   * @param index its place in the batch
   */
  void add(Statistics batch, int index) {
    images++;
    add(batch.gram(), index, gramSum);
    add(batch.means(), index, meanSum);
    for (int channel = 0; channel < varianceSum.length; channel++) {
      double deviation = batch.deviations()[index * varianceSum.length + channel];
      varianceSum[channel] += deviation * deviation;
    }
  }

  private static void add(float[] values, int index, double[] sum) {
    for (int at = 0; at < sum.length; at++) {
      sum[at] += values[index * sum.length + at];
    }
  }

  /** Writes the style at hand and begins the next. */
  void endStyle() throws IOException {
    gram.write(taken(gramSum, false));
    means.write(taken(meanSum, false));
    deviations.write(taken(varianceSum, true));
    images = 0;
  }

  private float[] taken(double[] sum, boolean rooted) {
    float[] means = new float[sum.length];
    for (int at = 0; at < sum.length; at++) {
      double mean = sum[at] / images;
      means[at] = (float) (rooted ? Math.sqrt(mean) : mean);
      sum[at] = 0;
    }
    return means;
  }

  /** Ends the files. */
  void finish() throws IOException {
    gram.finish();
    means.finish();
    deviations.finish();
  }

  @Override
  public void close() throws IOException {
    try (gram;
        means;
        deviations) {
      images = 0;
    }
  }
}
