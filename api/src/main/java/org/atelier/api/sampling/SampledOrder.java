package org.atelier.api.sampling;

import java.util.List;
import java.util.SplittableRandom;
import org.atelier.api.DatasetContents;
import org.atelier.api.service.RandomStreams;
import org.atelier.api.training.EpochOrder;

/**
 * The images of each epoch by a {@link Sampler}. An epoch's images depend on the random streams and
 * the epoch's number alone.
 */
public final class SampledOrder implements EpochOrder {
  private static final String PURPOSE = "sampler";

  private final Sampler sampler;
  private final int samplesPerClass;
  private final int[] positions;
  private final List<int[]> classes;
  private final RandomStreams streams;

  /**
   * Prepares to sample.
   *
   * @param sampler which images an epoch takes
   * @param samplesPerClass images of each class, for {@link Sampler#CAPPED}; else without meaning
   * @param contents the dataset, which gives the classes
   * @param training the positions to sample from, at least one
   * @param streams where randomness comes from
   */
  public SampledOrder(
      Sampler sampler,
      int samplesPerClass,
      DatasetContents contents,
      List<Integer> training,
      RandomStreams streams) {
    this.sampler = sampler;
    this.samplesPerClass = samplesPerClass;
    this.positions = training.stream().mapToInt(Integer::intValue).toArray();
    this.classes = ByClass.of(contents, positions);
    this.streams = streams;
  }

  @Override
  public int[] positions(int epoch) {
    SplittableRandom random = streams.stream(PURPOSE, epoch);
    return switch (sampler) {
      case SHUFFLE -> Shuffle.inPlace(positions.clone(), random);
      case BALANCED -> balanced(random);
      case CAPPED -> capped(random);
    };
  }

  private int[] balanced(SplittableRandom random) {
    int[] drawn = new int[positions.length];
    for (int index = 0; index < drawn.length; index++) {
      int[] members = classes.get(random.nextInt(classes.size()));
      drawn[index] = members[random.nextInt(members.length)];
    }
    return drawn;
  }

  private int[] capped(SplittableRandom random) {
    int[] drawn = new int[Math.multiplyExact(classes.size(), samplesPerClass)];
    int next = 0;
    for (int[] members : classes) {
      int[] shuffled = Shuffle.inPlace(members.clone(), random);
      for (int index = 0; index < samplesPerClass; index++) {
        drawn[next++] = shuffled[index % shuffled.length];
      }
    }
    return Shuffle.inPlace(drawn, random);
  }
}
