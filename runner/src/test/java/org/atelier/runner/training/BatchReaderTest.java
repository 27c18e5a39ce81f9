package org.atelier.runner.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.atelier.api.Dataset;
import org.atelier.api.DatasetContents;
import org.atelier.api.UserException;
import org.atelier.api.service.Batch;
import org.atelier.api.service.Batches.Pass;
import org.atelier.runner.plugin.ContractException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("engine")
@Timeout(60)
class BatchReaderTest {
  private final BatchReader reader = new BatchReader(new ProcessorCompute());
  private final SmallImages images = new SmallImages(40, 3, 5, 4);

  @Test
  void givesEveryImageInOrderAsFloats() throws InterruptedException {
    int[] positions = {7, 39, 7, 0, 12, 33, 1};
    List<Integer> read = new ArrayList<>();
    try (Pass pass = reader.open(images, positions, 3)) {
      for (Batch next = pass.next(); next != null; next = pass.next()) {
        try (Batch batch = next) {
          assertThat(batch.images().getShape().getShape()).containsExactly(batch.size(), 3, 5, 4);
          float[] pixels = batch.images().toFloatArray();
          float[] targets = batch.targets().toFloatArray();
          for (int index = 0; index < batch.size(); index++) {
            int position = batch.positions().get(index);
            for (int at = 0; at < 60; at++) {
              assertThat(pixels[index * 60 + at])
                  .isEqualTo((images.pixel(position, at) & 0xff) / 255f);
            }
            for (int label = 0; label < 3; label++) {
              assertThat(targets[index * 3 + label])
                  .isEqualTo(label == images.contents().label(position) ? 1f : 0f);
            }
          }
          read.addAll(batch.positions());
        }
      }
    }
    assertThat(read).containsExactly(7, 39, 7, 0, 12, 33, 1);
  }

  @Test
  void anImageLeftOverAloneJoinsTheLastBatch() throws InterruptedException {
    assertThat(sizes(7, 3)).containsExactly(3, 4);
    assertThat(sizes(8, 3)).containsExactly(3, 3, 2);
    assertThat(sizes(1, 3)).containsExactly(1);
    assertThat(sizes(2, 3)).containsExactly(2);
    assertThat(sizes(3, 1)).containsExactly(1, 1, 1);
    assertThat(sizes(0, 3)).isEmpty();
  }

  @Test
  void readsOnlyAFewBatchesAhead() throws InterruptedException {
    AtomicInteger reads = new AtomicInteger();
    Dataset counting = reading(position -> reads.incrementAndGet());
    try (Pass pass = reader.open(counting, 2)) {
      pass.next().close();
      Thread.sleep(200);
      assertThat(reads.get()).isLessThanOrEqualTo(2 * 4);
    }
  }

  @Test
  void whatADatasetThrowsComesOutAtThatBatch() throws InterruptedException {
    Dataset broken =
        reading(
            position -> {
              if (position == 5) {
                throw new UserException("image-5 is gone", "put it back");
              }
            });
    try (Pass pass = reader.open(broken, 2)) {
      pass.next().close();
      pass.next().close();
      assertThatThrownBy(pass::next)
          .isInstanceOf(UserException.class)
          .hasMessage("image-5 is gone");
    }
  }

  @Test
  void aDatasetThatReadsTooLittleIsNamed() {
    Dataset lazy =
        new Dataset() {
          @Override
          public DatasetContents contents() {
            return images.contents();
          }

          @Override
          public void read(int position, ByteBuffer target) {
            target.put((byte) 1);
          }
        };
    try (Pass pass = reader.open(lazy, 2)) {
      assertThatThrownBy(pass::next)
          .isInstanceOf(ContractException.class)
          .hasMessage("read 1 of the 60 bytes of image 0");
    }
  }

  @Test
  void anInterruptedThreadGetsNoBatch() {
    try (Pass pass = reader.open(images, 2)) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(pass::next).isInstanceOf(InterruptedException.class);
    }
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void closingEndsTheThreadsAndFreesWhatWasReadAhead() throws InterruptedException {
    AtomicInteger reads = new AtomicInteger();
    Pass pass = reader.open(reading(position -> reads.incrementAndGet()), 2);
    pass.next().close();
    pass.close();
    int atTheEnd = reads.get();
    Thread.sleep(100);

    assertThat(reads).hasValue(atTheEnd);
    assertThatThrownBy(pass::next).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aBatchBeyondTheLimitOfAnArrayIsRefused() {
    Dataset large =
        new Dataset() {
          private final DatasetContents contents =
              new DatasetContents(
                  images.contents().classNames(), images.contents().images(), 8000, 8000, "f");

          @Override
          public DatasetContents contents() {
            return contents;
          }

          @Override
          public void read(int position, ByteBuffer target) {
            throw new AssertionError("never read");
          }
        };
    assertThatThrownBy(() -> reader.open(large, 4))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "a batch of 4 images of 8000 x 8000 pixels takes 3.1 GB, more than the 2 GB of one"
                + " array")
        .extracting(thrown -> ((UserException) thrown).remedy())
        .isEqualTo("use a smaller batch-size or image-size");
  }

  private List<Integer> sizes(int count, int batchSize) throws InterruptedException {
    int[] positions = new int[count];
    List<Integer> sizes = new ArrayList<>();
    try (Pass pass = reader.open(images, positions, batchSize)) {
      for (Batch batch = pass.next(); batch != null; batch = pass.next()) {
        sizes.add(batch.size());
        batch.close();
      }
    }
    return sizes;
  }

  private Dataset reading(java.util.function.IntConsumer before) {
    return new Dataset() {
      @Override
      public DatasetContents contents() {
        return images.contents();
      }

      @Override
      public void read(int position, ByteBuffer target) {
        before.accept(position);
        images.read(position, target);
      }
    };
  }
}
