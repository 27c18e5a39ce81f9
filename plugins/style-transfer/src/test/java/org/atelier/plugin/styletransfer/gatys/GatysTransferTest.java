package org.atelier.plugin.styletransfer.gatys;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.training.GradientCollector;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.atelier.api.DatasetContents;
import org.atelier.api.LabelledImage;
import org.atelier.api.Model;
import org.atelier.api.TrainedModel;
import org.atelier.api.UserException;
import org.atelier.api.result.RgbImage;
import org.atelier.api.service.Compute;
import org.atelier.api.service.Network;
import org.atelier.plugin.styletransfer.StyleBank;
import org.atelier.plugin.styletransfer.method.Style;
import org.atelier.plugin.styletransfer.method.Work;
import org.atelier.testkit.TestServices;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("engine")
class GatysTransferTest {
  private static final Model MODEL =
      (image, classes) ->
          new SequentialBlock()
              .add(Conv2d.builder().setFilters(10).setKernelShape(new Shape(3, 3)).build());

  @TempDir private Path folder;

  @Test
  void refusesWhatThereIsNoMemoryForBeforeItBegins() throws Exception {
    TestServices services = new TestServices(folder, spec -> MODEL);
    TrainedModel trained;
    try (Network network =
        services
            .networks()
            .create(
                TestServices.reference("tiny", MODEL),
                new DatasetContents(
                    List.of("a"), List.of(new LabelledImage("a", 0)), 12, 12, "none"))) {
      trained = network.save(folder.resolve("network"));
    }
    // The bank's files do not exist: nothing may be read before.
    StyleBank bank = new StyleBank(trained, "class", List.of("a"), 2, List.of(), folder);
    try (GatysTransfer transfer =
        GatysTransfer.open(
            bank,
            GatysSettings.DEFAULTS,
            "bank",
            services.networks(),
            new Full(services.compute()),
            services.randomStreams())) {
      RgbImage content = RgbImage.of(2000, 3000, new byte[3 * 2000 * 3000]);
      Work work =
          new Work(
              "'boats.jpg' as 'a'",
              "picture-0001",
              services.progress().start("test", 1, "steps"),
              folder,
              services.context().checkpoints());
      assertThatThrownBy(() -> transfer.transfer(content, Style.of("a"), work))
          .isInstanceOf(UserException.class)
          .hasMessage(
              "'boats.jpg' as 'a' cannot be made: a picture of 3000 x 2000 pixels takes about %s of memory, but only 1.2 GB is free",
              // The image's 432 numbers and the layer's 1000 are 9.9 for each of 144 pixels.
              services.compute().engine().equals("MXNet") ? "16.6 GB" : "8.1 GB");
    }
  }

  /** An engine on a computer whose memory is taken up, but for a gigabyte. */
  private record Full(Compute running) implements Compute {
    @Override
    public String engine() {
      return running.engine();
    }

    @Override
    public Device device() {
      return running.device();
    }

    @Override
    public OptionalLong freeMemory() {
      return OptionalLong.of(1_200_000_000);
    }

    @Override
    public NDManager newManager() {
      return running.newManager();
    }

    @Override
    public GradientCollector predictionGradients() {
      return running.predictionGradients();
    }
  }
}
