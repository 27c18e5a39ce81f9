package org.atelier.runner.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.training.GradientCollector;
import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.atelier.api.UserException;

/**
 * The program of a test's process: starts an engine, computes what kills MXNet on some CPUs, and
 * writes down what it saw.
 */
final class EngineProcess {
  private EngineProcess() {}

  /**
   * Runs it.
   *
   * @param arguments the engine, the device, the file to write, and {@code careless} to start MXNet
   *     without a self-check
   */
  public static void main(String[] arguments) throws IOException {
    List<String> lines = new ArrayList<>();
    ProxySelector.setDefault(recorder(lines));
    EngineStarter starter = EngineStarter.onThisMachine(notice -> lines.add("notice: " + notice));
    try {
      ActiveEngine engine =
          arguments.length > 3
              ? starter.load(
                  new EngineChoice(
                      EngineName.MXNET, ai.djl.Device.cpu(), false, "carelessly chosen"))
              : starter.start(arguments[0], arguments[1]);
      lines.add("engine: " + engine.sentence());
      lines.add("gradient: " + gradient(engine));
      loadedEngines().forEach(name -> lines.add("loaded: " + name));
    } catch (UserException e) {
      lines.add("failure: " + e.getMessage());
    }
    Files.write(Path.of(arguments[2]), lines);
  }

  /** Sums the gradients of convolutions from 3 to 8, 8 to 8 and 64 to 64 channels. */
  private static float gradient(ActiveEngine engine) {
    float sum = 0;
    try (NDManager manager = engine.newManager()) {
      for (int[] shape : new int[][] {{3, 8, 5}, {8, 8, 5}, {64, 64, 3}}) {
        int kernelSize = shape[2];
        NDArray images = manager.ones(new Shape(2, shape[0], 11 + kernelSize, 11 + kernelSize));
        NDArray kernel = manager.ones(new Shape(shape[1], shape[0], kernelSize, kernelSize));
        images.setRequiresGradient(true);
        kernel.setRequiresGradient(true);
        try (GradientCollector collector =
            ai.djl.engine.Engine.getInstance().newGradientCollector()) {
          collector.backward(Conv2d.conv2d(images, kernel).singletonOrThrow().sum());
        }
        // a pixel that every place of the kernel has met
        if (images.getGradient().getFloat(0, 0, 8, 8) != shape[1] * kernelSize * kernelSize) {
          throw new IllegalStateException("wrong gradient of the image");
        }
        sum += kernel.getGradient().mean().getFloat();
      }
    }
    return sum;
  }

  private static Stream<String> loadedEngines() throws IOException {
    Path maps = Path.of("/proc/self/maps");
    if (!Files.exists(maps)) {
      return Stream.of("unknown");
    }
    return Files.readAllLines(maps).stream()
        .map(line -> line.replaceFirst(".*/", ""))
        .filter(name -> name.equals("libmxnet.so") || name.equals("libtorch_cpu.so"))
        .distinct();
  }

  private static ProxySelector recorder(List<String> lines) {
    return new ProxySelector() {
      @Override
      public List<Proxy> select(URI address) {
        lines.add("network: " + address);
        return List.of(Proxy.NO_PROXY);
      }

      @Override
      public void connectFailed(URI address, SocketAddress proxy, IOException failure) {
        lines.add("network: " + address);
      }
    };
  }
}
