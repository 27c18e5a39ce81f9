package org.atelier.plugin.styletransfer.fast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.atelier.api.ComponentSpec;
import org.atelier.api.DatasetContents;
import org.atelier.api.LabelledImage;
import org.atelier.api.Model;
import org.atelier.api.Reference;
import org.atelier.api.Resize;
import org.atelier.api.TrainedModel;
import org.atelier.api.UserException;
import org.atelier.api.result.RgbImage;
import org.atelier.api.service.Network;
import org.atelier.plugin.styletransfer.method.Style;
import org.atelier.plugin.styletransfer.method.Style.Part;
import org.atelier.plugin.styletransfer.method.Work;
import org.atelier.testkit.TestServices;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Painting with a network that has learnt nothing yet: sizes, tiles, strengths and blends. */
@Tag("engine")
class StylePainterTest {
  private static final Model MODEL = new StyleNetwork(new StyleNetwork.Settings(4, 1));

  @TempDir Path folder;

  private TestServices services;
  private Network network;
  private StyleNetworkBlock block;

  @BeforeEach
  void makeNetwork() {
    services = new TestServices(folder, spec -> MODEL);
    network =
        services.networks().create(TestServices.reference("style-network", MODEL), contents());
    block = (StyleNetworkBlock) network.block();
    NDArray codes = block.classCodes();
    try (NDManager scope = services.compute().newManager()) {
      codes(scope, 7).copyTo(codes);
    }
  }

  @AfterEach
  void close() {
    network.close();
  }

  private NDArray codes(NDManager manager, int seed) {
    Random random = new Random(seed);
    float[] values = new float[2 * block.codeLength()];
    for (int at = 0; at < values.length; at++) {
      values[at] = random.nextFloat();
    }
    return manager.create(values, new Shape(2, block.codeLength()));
  }

  private static DatasetContents contents() {
    return new DatasetContents(
        List.of("calm", "wild"),
        List.of(new LabelledImage("a", 0), new LabelledImage("b", 1)),
        32,
        32,
        Resize.CROP,
        "");
  }

  @Test
  void takesAnySizeAndPutsOutTheSame() throws InterruptedException {
    StylePainter painter = new StylePainter(services.compute(), network, block);
    for (int[] size : new int[][] {{16, 16}, {17, 30}, {33, 18}, {40, 21}}) {
      RgbImage image = image(size[0], size[1]);
      RgbImage painted = painter.paint(image, painter.code(image));
      assertThat(painted.height()).isEqualTo(size[0]);
      assertThat(painted.width()).isEqualTo(size[1]);
    }
  }

  @Test
  void tilesAreWhatTheNetworkMakesOfTheWholeWithTheSameStatistics() {
    int height = 150;
    int width = 131;
    RgbImage image = image(height, width);
    try (NDManager scope = services.compute().newManager()) {
      NDArray code = codes(scope, 3).get("0:1");
      NDList whole = network.forward(new NDList(Pixels.of(scope, image), code), false);
      int top = 64;
      int left = 60;
      int around = block.reach();
      Pixels.Rectangle part =
          new Pixels.Rectangle(
              Math.max(0, top - around),
              Math.max(0, left - around),
              height - Math.max(0, top - around),
              width - Math.max(0, left - around));
      NDArray tile =
          network
              .forward(new NDList(Pixels.of(scope, image, part), code, whole.get(1)), false)
              .get(0);
      String cut = ":, :, %d:, %d:".formatted(top - part.top(), left - part.left());
      float[] expected = whole.get(0).get(":, :, %d:, %d:".formatted(top, left)).toFloatArray();
      assertThat(tile.get(cut).toFloatArray())
          .usingComparatorWithPrecision(1e-4f)
          .containsExactly(expected);
    }
  }

  @Test
  void aLargePictureIsMadeOfTilesWithoutSeams() throws InterruptedException {
    RgbImage image = image(40, 600);
    StylePainter painter = new StylePainter(services.compute(), network, block, 5_000);
    float[] code = painter.code(image);

    RgbImage painted = painter.paint(image, code);

    assertThat(painted.width()).isEqualTo(600);
    // The whole at once has statistics of its own, so the colours differ a little, but smoothly:
    // the difference does not jump where one tile ends and the next begins.
    RgbImage whole = new StylePainter(services.compute(), network, block).paint(image, code);
    int jump = 0;
    for (int row = 0; row < 40; row++) {
      jump =
          Math.max(jump, Math.abs(red(painted, whole, row, 511) - red(painted, whole, row, 512)));
    }
    assertThat(jump).isLessThanOrEqualTo(2);
  }

  private static int red(RgbImage painted, RgbImage whole, int row, int column) {
    return (painted.rgb(row, column) >> 16) - (whole.rgb(row, column) >> 16);
  }

  @Test
  void strengthLeadsFromTheContentToTheStyle() throws Exception {
    RgbImage image = image(24, 24);
    RgbImage none = transfer(0, image, Style.of("calm"));
    RgbImage half = transfer(0.5, image, Style.of("calm"));
    RgbImage all = transfer(1, image, Style.of("calm"));
    assertThat(none).isEqualTo(image);
    assertThat(half).isNotEqualTo(all);
    assertThat(transfer(1, image, Style.of("wild"))).isNotEqualTo(all);
  }

  @Test
  void stylesAreBlendedByTheirShares() throws Exception {
    RgbImage image = image(24, 24);
    RgbImage calm = transfer(1, image, Style.of("calm"));
    Style mostlyCalm = new Style("blend", List.of(new Part("calm", 1e9), new Part("wild", 1)));
    Style both = new Style("blend", List.of(new Part("calm", 1), new Part("wild", 1)));
    assertThat(transfer(1, image, mostlyCalm)).isEqualTo(calm);
    assertThat(transfer(1, image, both)).isNotIn(calm, transfer(1, image, Style.of("wild")));
  }

  @Test
  void refusesWhatIsTooSmall() {
    assertThatThrownBy(() -> transfer(1, image(20, 9), Style.of("calm")))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "'dot.png' as 'calm': an image of 9 x 20 pixels is too small: no side may be shorter"
                + " than 16");
  }

  @Test
  void theStylesOfTheClassesAreKeptInTheModelFolder() throws Exception {
    TrainedModel saved = network.save(folder.resolve("model"));
    try (Network opened = services.networks().open(saved)) {
      assertThat(StyleNetworks.classCodes((StyleNetworkBlock) opened.block()))
          .isDeepEqualTo(StyleNetworks.classCodes(block));
    }
  }

  private RgbImage transfer(double strength, RgbImage image, Style style) throws Exception {
    TrainedModel saved = network.save(folder.resolve("network"));
    Reference<TrainedModel> reference =
        Reference.to("train", new ComponentSpec("train-fast-style", Map.of()), saved);
    try (FastTransfer transfer =
        new FastTransfer(
            new FastTransfer.Settings(reference, strength, Optional.empty()),
            services.networks(),
            services.compute())) {
      assertThat(transfer.styles()).containsExactly("calm", "wild");
      Work work =
          new Work(
              "'dot.png' as 'calm'",
              "dot",
              services.progress().start("painting", 1, "pictures"),
              folder,
              services.context().checkpoints());
      return transfer.transfer(image, style, work);
    }
  }

  private static RgbImage image(int height, int width) {
    byte[] planes = new byte[3 * height * width];
    new Random(5).nextBytes(planes);
    return RgbImage.of(height, width, planes);
  }
}
