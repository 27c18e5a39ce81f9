package org.atelier.runner.engine;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.training.GradientCollector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The program of a self-check's process: convolutions, forward and backward, among them those that
 * have been seen to kill the process. It writes its verdict to a file; without a file, it died.
 */
final class EngineCheck {
  /** What is written if all went well. */
  static final String PASSED = "passed";

  /** What is written if it computes, and wrongly. */
  static final String WRONG = "its convolutions compute wrongly";

  /** To be raised when more is checked, so that what passed before is checked again. */
  static final int VERSION = 2;

  private static final int SIZE = 12;

  /** Some convolutions are computed wrongly now and then only. */
  private static final int TIMES = 10;

  private EngineCheck() {}

  /**
   * Runs the check.
   *
   * @param arguments the engine, the device, whether in safe mode, and the file for the verdict
   */
  public static void main(String[] arguments) throws IOException {
    EngineName engine = EngineName.of(arguments[0]).orElseThrow();
    DeviceWish wish = DeviceWish.of(arguments[1]);
    Device device = wish.mayBeGpu() ? Device.gpu(wish.index()) : Device.cpu();
    boolean safeMode = Boolean.parseBoolean(arguments[2]);
    String verdict = check(new EngineChoice(engine, device, safeMode, "self-check"));
    Files.writeString(Path.of(arguments[3]), verdict);
  }

  private static String check(EngineChoice choice) {
    try {
      EngineStarter.keepToItself();
      new EngineStarter(
              new ThisMachine(Path.of("unused"), System.getenv(), notice -> {}), notice -> {})
          .load(choice);
      Engine engine = Engine.getInstance();
      try (NDManager manager = engine.newBaseManager(choice.device())) {
        boolean right = true;
        for (int time = 0; right && time < TIMES; time++) {
          right =
              convolves(engine, manager, 3, 8, 5)
                  && convolves(engine, manager, 8, 8, 5)
                  && convolves(engine, manager, 16, 16, 3)
                  && convolves(engine, manager, 64, 64, 3)
                  && convolves(engine, manager, 3, 9, 5)
                  && convolves(engine, manager, 6, 9, 5)
                  && convolves(engine, manager, 9, 3, 5)
                  && convolves(engine, manager, 24, 48, 3)
                  && convolves(engine, manager, 3, 1, 4);
        }
        return right ? PASSED : WRONG;
      }
    } catch (RuntimeException | LinkageError e) {
      return EngineStarter.rootMessage(e);
    }
  }

  /**
   * Convolves ones with ones without padding, where every output is the kernel's size, and so is
   * the gradient at the inner pixels times the output channels; for the kernel it is the number of
   * outputs.
   */
  private static boolean convolves(
      Engine engine, NDManager manager, int channels, int filters, int kernel) {
    int batch = 2;
    int outputs = SIZE - kernel + 1;
    try (NDManager scope = manager.newSubManager()) {
      NDArray images = scope.ones(new Shape(batch, channels, SIZE, SIZE));
      NDArray weight = scope.ones(new Shape(filters, channels, kernel, kernel));
      images.setRequiresGradient(true);
      weight.setRequiresGradient(true);
      NDArray convolved;
      try (GradientCollector collector = engine.newGradientCollector()) {
        convolved = Conv2d.conv2d(images, weight).singletonOrThrow();
        collector.backward(convolved.sum());
      }
      // Reading one pixel kills MXNet on some CPUs where reading all of them does not.
      float centre = images.getGradient().getFloat(0, 0, SIZE / 2, SIZE / 2);
      return close(centre, filters * kernel * kernel)
          && allEqual(convolved, channels * kernel * kernel)
          && allEqual(weight.getGradient(), batch * outputs * outputs)
          && innerEqual(images.getGradient(), kernel, filters * kernel * kernel);
    }
  }

  private static boolean allEqual(NDArray array, float expected) {
    return close(array.min().getFloat(), expected) && close(array.max().getFloat(), expected);
  }

  /** Looks at the pixels that every place of the kernel has met. */
  private static boolean innerEqual(NDArray gradient, int kernel, float expected) {
    float[] values = gradient.toFloatArray();
    for (int index = 0; index < values.length; index++) {
      int row = index / SIZE % SIZE;
      int column = index % SIZE;
      boolean inner = Math.min(row, column) >= kernel - 1 && Math.max(row, column) <= SIZE - kernel;
      if (inner && !close(values[index], expected)) {
        return false;
      }
    }
    return true;
  }

  private static boolean close(float value, float expected) {
    return Math.abs(value - expected) <= 1e-4f * expected; // false for NaN
  }
}
