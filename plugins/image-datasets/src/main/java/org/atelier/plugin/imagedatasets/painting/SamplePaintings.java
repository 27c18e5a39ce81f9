package org.atelier.plugin.imagedatasets.painting;

import jakarta.inject.Inject;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.atelier.api.Dataset;
import org.atelier.api.DatasetContents;
import org.atelier.api.LabelledImage;
import org.atelier.api.service.RandomStreams;
import org.atelier.plugin.imagedatasets.painting.SamplePaintingsSettings.Imbalance;
import org.atelier.plugin.imagedatasets.painting.SamplePaintingsSettings.Split;

/**
 * Paintings drawn by this program in WikiArt's 27 style names: a stand-in, so that everything runs
 * without a download. What a model learns from them says nothing about real paintings.
 *
 * <p>A painting is drawn anew each time it is read, so that memory does not grow with the count.
 * Which painting stands at a place follows from the seed, the split, the style and the number
 * within the style only. The lowest bit of a painting's own seed is its split, so that a training
 * and a test set never share a painting, whether their seeds are equal or not; nor does a set
 * repeat one.
 */
public final class SamplePaintings implements Dataset {

  /** Paintings of each style that stand in the fingerprint for the way all are drawn. */
  private static final int PROBES = 3;

  private static final int PROBE_SIZE = 24;

  private final SamplePaintingsSettings settings;
  private final List<PaintingStyle> styles;
  private final long firstSeed;

  /** The first label's number of paintings, then the sum of the first two, and so on. */
  private final int[] ends;

  private DatasetContents contents;

  /**
   * Chooses the paintings; nothing is drawn yet.
   *
   * @param settings what the pipeline file says
   * @param random gives the seed if the settings do not
   */
  @Inject
  public SamplePaintings(SamplePaintingsSettings settings, RandomStreams random) {
    this.settings = settings;
    this.styles = settings.chosenStyles();
    this.firstSeed = settings.seed().orElseGet(() -> random.seed("paintings"));
    int[] shares =
        settings.imbalance() == Imbalance.WIKIART
            ? Allotment.likeWikiArt(styles, settings.count())
            : Allotment.even(styles.size(), settings.count());
    this.ends = shares.clone();
    Arrays.parallelPrefix(ends, Integer::sum);
  }

  @Override
  public synchronized DatasetContents contents() {
    if (contents == null) {
      List<LabelledImage> images = new ArrayList<>(settings.count());
      for (int position = 0; position < settings.count(); position++) {
        int label = label(position);
        images.add(
            new LabelledImage(
                "%s/%06d".formatted(styles.get(label).label(), number(position, label)), label));
      }
      contents =
          new DatasetContents(
              styles.stream().map(PaintingStyle::label).toList(),
              images,
              settings.imageSize(),
              settings.imageSize(),
              fingerprint(images));
    }
    return contents;
  }

  @Override
  public void read(int position, ByteBuffer target) {
    Objects.checkIndex(position, settings.count());
    int label = label(position);
    int size = settings.imageSize();
    int[] pixels = pixels(styles.get(label).paint(seed(number(position, label)), size, size));
    byte[] planes = new byte[3 * pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      int rgb = pixels[i];
      planes[i] = (byte) (rgb >> 16);
      planes[pixels.length + i] = (byte) (rgb >> 8);
      planes[2 * pixels.length + i] = (byte) rgb;
    }
    target.put(planes);
  }

  private int label(int position) {
    int label = 0;
    while (position >= ends[label]) {
      label++;
    }
    return label;
  }

  private int number(int position, int label) {
    return label == 0 ? position : position - ends[label - 1];
  }

  /**
   * Different numbers give different seeds, and so do different splits, even of different seeds.
   */
  private long seed(int number) {
    long mixed = new SplittableRandom(firstSeed).nextLong();
    return (mixed + number) << 1 | (settings.split() == Split.TEST ? 1 : 0);
  }

  /**
   * Covers what determines the pixels: the choice of paintings, and, since drawing may change with
   * this program or with Java's rasteriser, some paintings as they come out here.
   */
  private String fingerprint(List<LabelledImage> images) {
    MessageDigest digest = sha256();
    digest.update(
        "sample-paintings %d %s %d"
            .formatted(seed(0), settings.split(), settings.imageSize())
            .getBytes(StandardCharsets.UTF_8));
    for (LabelledImage image : images) {
      digest.update(image.id().getBytes(StandardCharsets.UTF_8));
      digest.update((byte) '\n');
    }
    for (PaintingStyle style : styles) {
      for (int probe = 0; probe < PROBES; probe++) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * PROBE_SIZE * PROBE_SIZE);
        bytes.asIntBuffer().put(pixels(style.paint(probe, PROBE_SIZE, PROBE_SIZE)));
        digest.update(bytes);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static int[] pixels(BufferedImage image) {
    return ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
