package org.atelier.runner.training.augmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.SplittableRandom;
import org.atelier.api.training.Augmentation;
import org.atelier.runner.plan.SpecBinder;
import org.junit.jupiter.api.Test;

class AffineMapTest {
  private static final ImageSize SOURCE = new ImageSize(2, 3);

  /** Two rows of three, the planes 100 apart. */
  private static final byte[] PIXELS = {
    10,
    20,
    30,
    40,
    50,
    60,
    110,
    120,
    (byte) 130,
    (byte) 140,
    (byte) 150,
    (byte) 160,
    (byte) 210,
    (byte) 220,
    (byte) 230,
    (byte) 240,
    (byte) 250,
    0
  };

  @Test
  void leftAndRightAreExchanged() {
    assertPlane(new AffineMap(-1, 0, 2, 0, 1, 0), SOURCE, 30, 20, 10, 60, 50, 40);
  }

  @Test
  void topAndBottomAreExchanged() {
    assertPlane(new AffineMap(1, 0, 0, 0, -1, 1), SOURCE, 40, 50, 60, 10, 20, 30);
  }

  @Test
  void aQuarterTurnMakesColumnsOfRows() {
    // target (x, y) from source (y, 1 - x)
    assertPlane(new AffineMap(0, 1, 0, -1, 0, 1), new ImageSize(3, 2), 40, 10, 50, 20, 60, 30);
  }

  @Test
  void betweenPixelsThereAreTheirMeans() {
    assertPlane(new AffineMap(1, 0, 0.5, 0, 1, 0.5), new ImageSize(1, 2), 30, 40);
    assertPlane(new AffineMap(1, 0, 0.25, 0, 1, 0), new ImageSize(1, 2), 12.5f, 22.5f);
  }

  @Test
  void bothWaysOfInterpolatingAgree() {
    ImageSize source = new ImageSize(9, 12);
    ImageSize target = new ImageSize(7, 8);
    byte[] pixels = new byte[3 * source.pixels()];
    new java.util.Random(1).nextBytes(pixels);
    float[] rows = new float[3 * target.pixels()];
    float[] single = rows.clone();
    BilinearSampler sampler = new BilinearSampler(source, target);
    sampler.sample(pixels, new AffineMap(1.3, 0, -2.2, 0, -0.9, 8.4), rows);
    sampler.sample(pixels, new AffineMap(1.3, 1e-12, -2.2, 0, -0.9, 8.4), single);
    assertThat(single).containsExactly(rows, within(1e-3f));
  }

  @Test
  void beyondItsEdgesTheImageIsMirrored() {
    assertPlane(
        new AffineMap(1, 0, -3, 0, 1, 0), new ImageSize(1, 9), 30, 20, 10, 10, 20, 30, 30, 20, 10);
  }

  @Test
  void whatBecomesMuchSmallerIsAveraged() {
    byte[] pixels = new byte[3 * 16];
    for (int at = 0; at < 16; at++) {
      pixels[at] = (byte) (at * 10);
    }
    float[] planes = new float[3 * 4];
    new BilinearSampler(new ImageSize(4, 4), new ImageSize(2, 2))
        .sample(pixels, new AffineMap(2, 0, 0.5, 0, 2, 0.5), planes);
    // squares of 0 10 40 50, 20 30 60 70, 80 90 120 130, 100 110 140 150
    assertThat(planes).startsWith(25f, 45f, 105f, 125f);
  }

  @Test
  void theWholeImageIsDrawnAsItIs() {
    AffineMap map = AffineMap.draw(Augmentation.NOTHING, SOURCE, SOURCE, new SplittableRandom(1));
    assertThat(map).isEqualTo(new AffineMap(1, -0.0, 0, 0, 1, 0));
  }

  @Test
  void cropsLieWithinTheImageAndHaveTheirAreasAndAspects() {
    Augmentation augmentation =
        (Augmentation)
            SpecBinder.bind(
                Augmentation.class,
                Map.of("smallest-crop", 0.25, "aspect", 1.5, "flip", "none", "crop-size", 16));
    ImageSize source = new ImageSize(64, 64);
    ImageSize target = new ImageSize(16, 16);
    SplittableRandom random = new SplittableRandom(2);
    double least = 1;
    double most = 0;
    double widest = 0;
    for (int trial = 0; trial < 2000; trial++) {
      AffineMap map = AffineMap.draw(augmentation, source, target, random);
      double left = map.x0() + 0.5 - map.xx() / 2;
      double top = map.y0() + 0.5 - map.yy() / 2;
      double width = 16 * map.xx();
      double height = 16 * map.yy();
      assertThat(left).isGreaterThan(-1e-9);
      assertThat(top).isGreaterThan(-1e-9);
      assertThat(left + width).isLessThan(64 + 1e-9);
      assertThat(top + height).isLessThan(64 + 1e-9);
      least = Math.min(least, width * height / (64 * 64));
      most = Math.max(most, width * height / (64 * 64));
      widest = Math.max(widest, width / height);
    }
    assertThat(least).isBetween(0.24, 0.26);
    assertThat(most).isBetween(0.95, 1.0);
    assertThat(widest).isBetween(1.45, 1.5 + 1e-9);
  }

  @Test
  void mirrorImagesAreAsLikelyAsTheImage() {
    assertThat(mirrored("horizontal")).containsExactly(new double[] {0.5, 0}, within(0.05));
    assertThat(mirrored("both")).containsExactly(new double[] {0.5, 0.5}, within(0.05));
    assertThat(mirrored("none")).containsExactly(0, 0);
  }

  @Test
  void turnsReachEitherWayToTheirLimit() {
    Augmentation augmentation =
        (Augmentation) SpecBinder.bind(Augmentation.class, Map.of("rotation", 30, "flip", "none"));
    SplittableRandom random = new SplittableRandom(3);
    double least = 0;
    double most = 0;
    for (int trial = 0; trial < 1000; trial++) {
      AffineMap map = AffineMap.draw(augmentation, SOURCE, SOURCE, random);
      double angle = Math.toDegrees(Math.atan2(map.yx(), map.xx()));
      least = Math.min(least, angle);
      most = Math.max(most, angle);
    }
    assertThat(least).isBetween(-30.001, -29.0);
    assertThat(most).isBetween(29.0, 30.001);
  }

  /** Returns how often images are mirrored sideways and upside down. */
  private static double[] mirrored(String flip) {
    Augmentation augmentation =
        (Augmentation) SpecBinder.bind(Augmentation.class, Map.of("flip", flip));
    SplittableRandom random = new SplittableRandom(3);
    double[] shares = new double[2];
    for (int trial = 0; trial < 1000; trial++) {
      AffineMap map = AffineMap.draw(augmentation, SOURCE, SOURCE, random);
      shares[0] += map.xx() < 0 ? 0.001 : 0;
      shares[1] += map.yy() < 0 ? 0.001 : 0;
    }
    return shares;
  }

  /** Asserts the first plane, and that the second is the same made 100 brighter. */
  private static void assertPlane(AffineMap map, ImageSize target, float... expected) {
    float[] planes = new float[3 * target.pixels()];
    new BilinearSampler(SOURCE, target).sample(PIXELS, map, planes);
    for (int at = 0; at < expected.length; at++) {
      assertThat(planes[at]).isCloseTo(expected[at], within(1e-4f));
      assertThat(planes[target.pixels() + at]).isCloseTo(100 + expected[at], within(1e-4f));
    }
  }
}
