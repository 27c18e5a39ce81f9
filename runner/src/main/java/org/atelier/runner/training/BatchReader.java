package org.atelier.runner.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.atelier.api.Dataset;
import org.atelier.api.DatasetContents;
import org.atelier.api.UserException;
import org.atelier.api.service.Batch;
import org.atelier.api.service.Batches;
import org.atelier.api.service.Compute;
import org.atelier.api.training.Augmentation;
import org.atelier.runner.plugin.ContractException;
import org.atelier.runner.training.BatchPreparation.ImageWriter;
import org.atelier.runner.training.augmentation.ImageSize;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads batches a few ahead of their use, on background threads.
 *
 * <p>A reader thread turns bytes into floats in Java, as the engines take many times longer to. It
 * writes them into one of a few buffers that are used again and again, since blocks of this size
 * that come and go would tear the native heap. With PyTorch on the CPU the buffer is the array's
 * own memory, and free again when the batch is closed; otherwise the engine copies it.
 */
public final class BatchReader implements Batches {
  private static final Logger LOG = LoggerFactory.getLogger(BatchReader.class);

  private static final int READERS = 2;

  /** Batches read or being read ahead: what bounds memory. */
  private static final int AHEAD = 3;

  private static final int CHANNELS = 3;

  private final Compute compute;

  /** Whether an array made from a buffer is the buffer's own memory. */
  private final boolean sharing;

  private final Queue<ByteBuffer> staging = new ConcurrentLinkedQueue<>();

  /**
   * Makes a reader.
   *
   * @param compute where the batches go
   */
  public BatchReader(Compute compute) {
    this.compute = compute;
    this.sharing = compute.engine().equals("PyTorch") && !compute.device().isGpu();
  }

  @Override
  public Pass open(Dataset dataset, int[] positions, int batchSize) {
    ImageSize size = ImageSize.of(dataset.contents());
    return open(dataset, positions, batchSize, new PlainPreparation(size));
  }

  @Override
  public Pass open(
      Dataset dataset, int[] positions, int batchSize, Augmentation augmentation, long seed) {
    ImageSize size = ImageSize.of(dataset.contents());
    return open(dataset, positions, batchSize, new AugmentedPreparation(augmentation, seed, size));
  }

  private Pass open(Dataset dataset, int[] positions, int batchSize, BatchPreparation preparation) {
    DatasetContents contents = dataset.contents();
    for (int position : positions) {
      Objects.checkIndex(position, contents.size());
    }
    if (batchSize < 1) {
      throw new IllegalArgumentException("batch size %d".formatted(batchSize));
    }
    checkSize(preparation.size(), Math.min(batchSize, positions.length));
    return new OrderedPass(dataset, contents, positions.clone(), batchSize, preparation);
  }

  private static void checkSize(ImageSize size, int batchSize) {
    long image = (long) CHANNELS * size.height() * size.width() * Float.BYTES;
    // One more than the batch size: an image left over alone joins the last batch.
    if (image * (batchSize + 1) > Integer.MAX_VALUE) {
      throw new UserException(
          "a batch of %d images of %d x %d pixels takes %.1f GB, more than the 2 GB of one array"
              .formatted(batchSize, size.height(), size.width(), image * batchSize / 1e9),
          "use a smaller batch-size or image-size");
    }
  }

  /** Batches in the order of their positions, however many threads read them. */
  private final class OrderedPass implements Pass {
    private final Dataset dataset;
    private final DatasetContents contents;
    private final int[] positions;
    private final int batchSize;
    private final BatchPreparation preparation;
    private final int batches;
    private final ExecutorService readers;
    private final Queue<Future<Batch>> ahead = new ArrayDeque<>();
    private int begun;
    private volatile boolean closed;

    OrderedPass(
        Dataset dataset,
        DatasetContents contents,
        int[] positions,
        int batchSize,
        BatchPreparation preparation) {
      this.dataset = dataset;
      this.contents = contents;
      this.positions = positions;
      this.batchSize = batchSize;
      this.preparation = preparation;
      this.batches = batches(positions.length, batchSize);
      this.readers =
          Executors.newFixedThreadPool(
              READERS,
              task -> {
                Thread thread = new Thread(task, "batch-reader");
                thread.setDaemon(true);
                return thread;
              });
      readAhead();
    }

    @Override
    public Batch next() throws InterruptedException {
      if (closed) {
        throw new IllegalStateException("this pass has been closed");
      }
      if (Thread.interrupted()) {
        throw new InterruptedException("reading batches");
      }
      Future<Batch> next = ahead.peek();
      if (next == null) {
        return null;
      }
      try {
        Batch batch = next.get();
        ahead.remove();
        readAhead();
        return batch;
      } catch (ExecutionException e) {
        ahead.remove();
        throw rethrown(e.getCause());
      }
    }

    @Override
    public void close() {
      closed = true;
      // The threads are not interrupted: that would close a channel that a dataset reads from.
      readers.shutdown();
      boolean interrupted = false;
      while (!ahead.isEmpty()) {
        try {
          ahead.element().get().close();
          ahead.remove();
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          LOG.debug("a batch that nobody waits for was not read: {}", e.getCause().toString());
          ahead.remove();
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }

    private void readAhead() {
      while (ahead.size() < AHEAD && begun < batches) {
        int batch = begun++;
        ahead.add(readers.submit(() -> read(batch)));
      }
    }

    private Batch read(int batch) {
      int from = batch * batchSize;
      int to = batch == batches - 1 ? positions.length : from + batchSize;
      float[] targets = targets(from, to);
      NDManager manager = compute.newManager();
      try {
        NDArray images = images(manager, from, to, targets);
        List<Integer> read = new ArrayList<>(to - from);
        for (int index = from; index < to; index++) {
          read.add(positions[index]);
        }
        Shape shape = new Shape(to - from, targets.length / (to - from));
        return new Batch(manager, images, manager.create(targets, shape), read);
      } catch (RuntimeException | Error e) {
        manager.close();
        throw e;
      }
    }

    /** Returns one-hot targets, one after the other. */
    private float[] targets(int from, int to) {
      int classes = contents.classNames().size();
      float[] oneHot = new float[(to - from) * classes];
      for (int index = from; index < to; index++) {
        oneHot[(index - from) * classes + contents.label(positions[index])] = 1f;
      }
      return oneHot;
    }

    /** Reads images, and changes their targets with them. */
    private NDArray images(NDManager manager, int from, int to, float[] targets) {
      ImageSize size = preparation.size();
      Shape shape = new Shape(to - from, CHANNELS, size.height(), size.width());
      ByteBuffer buffer = stagingBuffer(Math.toIntExact(shape.size() * Float.BYTES));
      AutoCloseable giveBack = () -> staging.add(buffer);
      boolean lent = false;
      try {
        FloatBuffer values = buffer.asFloatBuffer();
        fill(values, from, to);
        preparation.finish(values.flip(), FloatBuffer.wrap(targets), to - from, from / batchSize);
        NDArray images = manager.create(buffer, shape, DataType.FLOAT32);
        if (sharing) {
          manager.attachInternal("staging buffer of " + images.getUid(), giveBack);
          lent = true;
        }
        return images;
      } finally {
        if (!lent) {
          staging.add(buffer);
        }
      }
    }

    private void fill(FloatBuffer target, int from, int to) {
      byte[] pixels = new byte[CHANNELS * contents.height() * contents.width()];
      ImageWriter writer = preparation.writer();
      for (int index = from; index < to; index++) {
        if (closed) {
          throw new IllegalStateException("this pass has been closed");
        }
        read(positions[index], pixels);
        writer.write(pixels, index, target);
      }
    }

    private void read(int position, byte[] pixels) {
      ByteBuffer image = ByteBuffer.wrap(pixels);
      dataset.read(position, image);
      if (image.hasRemaining()) {
        throw ContractException.of(
            dataset,
            "read %d of the %d bytes of image %d"
                .formatted(image.position(), pixels.length, position));
      }
    }
  }

  /** Returns how many batches there are; an image left over alone makes none of its own. */
  static int batches(int images, int batchSize) {
    int whole = images / batchSize;
    int rest = images % batchSize;
    return rest > 1 || (whole == 0 && rest == 1) ? whole + 1 : whole;
  }

  /** Takes a buffer that no reader is using, or makes one. */
  private ByteBuffer stagingBuffer(int bytes) {
    ByteBuffer buffer = staging.poll();
    if (buffer == null || buffer.capacity() < bytes) {
      buffer = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }
    return buffer.clear().limit(bytes);
  }

  private static RuntimeException rethrown(Throwable cause) {
    if (cause instanceof Error) {
      throw (Error) cause;
    }
    if (cause instanceof RuntimeException) {
      return (RuntimeException) cause;
    }
    return new IllegalStateException(cause);
  }
}
