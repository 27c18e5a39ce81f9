package org.atelier.plugin.styletransfer.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.atelier.api.ComponentSpec;
import org.atelier.api.Dataset;
import org.atelier.api.Evaluation;
import org.atelier.api.Model;
import org.atelier.api.Reference;
import org.atelier.api.TrainedModel;
import org.atelier.api.UserException;
import org.atelier.api.result.Metric;
import org.atelier.api.result.RgbImage;
import org.atelier.api.service.Network;
import org.atelier.plugin.styletransfer.StyledImages;
import org.atelier.plugin.styletransfer.method.PngFile;
import org.atelier.plugin.styletransfer.method.Style;
import org.atelier.testkit.TestServices;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("engine")
@Timeout(120)
class EvaluateStyleTransferTest {
  private static final ComponentSpec SPEC = new ComponentSpec("small", Map.of());

  /** A convolution with four channels, and two classes. */
  private static final Model MODEL =
      (image, classes) ->
          new SequentialBlock()
              .add(Conv2d.builder().setKernelShape(new Shape(3, 3)).setFilters(4).build())
              .add(Activation::relu)
              .add(Blocks.batchFlattenBlock())
              .add(Linear.builder().setUnits(classes).build());

  @TempDir Path folder;
  private final PatternedImages images = new PatternedImages("stripes", "dots");
  private TestServices services;
  private Path made;
  private TrainedModel classifier;

  @BeforeEach
  void makeClassifier() throws IOException {
    Path stage = Files.createDirectory(folder.resolve("stage"));
    made = Files.createDirectory(folder.resolve("made"));
    services = new TestServices(stage, spec -> MODEL);
    try (Network network =
        services.networks().create(Reference.to("small", SPEC, MODEL), images.contents())) {
      classifier = network.save(folder.resolve("classifier"));
    }
  }

  @Test
  void untouchedImagesAreNoNearerToTheirStyles() throws Exception {
    Evaluation evaluation = evaluate(pictures("class", List.of(Style.of("dots")), 0, 2));
    Metric style = metric(evaluation, "style distance");
    assertThat(style.value()).isEqualTo(style.baseline().orElseThrow().value()).isPositive();
    assertThat(style.baseline().orElseThrow().name()).isEqualTo("the untouched image");
    assertThat(style.interval()).isPresent();
    Metric content = metric(evaluation, "content distance");
    assertThat(content.value()).isZero();
    assertThat(content.baseline().orElseThrow().value()).isPositive();
    assertThat(content.baseline().orElseThrow().name())
        .isEqualTo("the mean image of the style's class");
    String distance = String.format(java.util.Locale.ROOT, "%.3g", style.value());
    assertThat(services.reported().warnings())
        .containsExactly(
            "the pictures of 'restyle' (method gatys) are no nearer to their styles than the"
                + " untouched image: style distance %1$s, untouched %1$s".formatted(distance));
    assertThat(Files.readAllLines(folder.resolve("stage/pictures.csv"))).hasSize(3);
    List<String> scores = Files.readAllLines(folder.resolve("stage/scores.csv"));
    assertThat(scores).hasSize(4);
    assertThat(scores.get(0)).contains("style_of_untouched").contains("content_of_mean_image");
    assertThat(folder.resolve("stage/grid.png")).isNotEmptyFile();
  }

  /** Each content image is given the painting that its style is as its picture. */
  @Test
  void theStyleItselfHasTheStyleAndOtherContent() throws Exception {
    List<Style> styles = List.of(Style.of("image-1"));
    StyledImages pictures = pictures("image", styles, 1, 2);
    Evaluation evaluation = evaluate(pictures);
    assertThat(metric(evaluation, "style distance").value()).isCloseTo(0, within(1e-9));
    assertThat(metric(evaluation, "content distance").value()).isGreaterThan(0.01);
  }

  @Test
  void meanImagesShowNoMoreContentThanMeanImages() throws Exception {
    StyledImages pictures = pictures("class", List.of(Style.of("dots")), 0, 2);
    for (int content : new int[] {0, 2}) {
      PngFile.write(images.mean(1), made.resolve("image-%d-0.png".formatted(content)));
    }
    Evaluation evaluation = evaluate(pictures);
    Metric content = metric(evaluation, "content distance");
    // Rounding to bytes moves the mean image by less than a hundredth.
    assertThat(content.value())
        .isCloseTo(content.baseline().orElseThrow().value(), within(0.01 * content.value()));
    double style = metric(evaluation, "style distance").value();
    assertThat(Files.readAllLines(folder.resolve("stage/scores.csv")).get(3))
        .startsWith("restyle,gatys,mean image of the class,2,")
        .satisfies(
            row ->
                assertThat(Double.parseDouble(row.split(",", -1)[4]))
                    .isCloseTo(style, within(0.02 * style)));
  }

  @Test
  void aBlendIsHeldAgainstTheBlendOfItsStyles() throws Exception {
    Style blend =
        new Style("both", List.of(new Style.Part("dots", 3), new Style.Part("stripes", 1)));
    StyledImages pictures = pictures("class", List.of(blend, Style.of("dots")), 0);
    assertThat(evaluate(pictures).images()).isEqualTo(2);
    List<String> rows = Files.readAllLines(folder.resolve("stage/pictures.csv"));
    double ofBlend = Double.parseDouble(rows.get(1).split(",", -1)[5]);
    double ofDots = Double.parseDouble(rows.get(2).split(",", -1)[5]);
    assertThat(ofBlend).isPositive().isLessThan(ofDots);
    assertThat(metric(services.reported().metrics(), "style distance").interval()).isEmpty();
  }

  @Test
  void aNetworkThatTookPartIsRefused() throws IOException {
    StyledImages pictures = pictures("class", List.of(Style.of("dots")), 0);
    StyledImages partial =
        new StyledImages(
            pictures.method(),
            pictures.level(),
            pictures.styles(),
            List.of(classifier.manifest().parametersSha256()),
            pictures.folder(),
            pictures.table());
    assertFails(
        partial,
        "'judge' had a part in making the pictures of 'restyle', which are made to please it: its"
            + " score would say little",
        "train another network, such as one of another model, and name it");
  }

  @Test
  void stylesThatTheDatasetDoesNotShowAreAnError() throws IOException {
    assertFails(
        pictures("group", List.of(Style.of("Vermeer")), 0),
        "dataset 'train' has no images of the group 'Vermeer', whose style pictures were given",
        "set styles to the dataset that the styles were taken from");
  }

  @Test
  void contentThatTheDatasetDoesNotHaveIsAnError() throws IOException {
    assertFails(
        pictures("class", List.of(Style.of("dots")), 17),
        "a picture was made of 'image-17', but dataset 'test' has no such image",
        "set dataset to the one that the pictures were made of");
  }

  @Test
  void picturesOfAnotherSizeAreAnError() throws IOException {
    StyledImages pictures = pictures("class", List.of(Style.of("dots")), 0);
    Path file = made.resolve("image-0-0.png");
    PngFile.write(RgbImage.of(2, 3, new byte[18]), file);
    assertFails(
        pictures,
        "%s has 3 x 2 pixels, but the images of dataset 'test' have 10 x 8".formatted(file),
        "set dataset to the one that the pictures were made of");
  }

  private void assertFails(StyledImages pictures, String message, String remedy) {
    assertThatThrownBy(() -> evaluate(pictures))
        .isInstanceOf(UserException.class)
        .hasMessage(message)
        .extracting(thrown -> ((UserException) thrown).remedy())
        .isEqualTo(remedy);
  }

  private Evaluation evaluate(StyledImages pictures) throws Exception {
    EvaluateStyleTransfer.Settings settings =
        new EvaluateStyleTransfer.Settings(
            List.of(Reference.to("restyle", SPEC, pictures)),
            Reference.<Dataset>to("test", SPEC, images),
            Reference.<Dataset>to("train", SPEC, images),
            Reference.to("judge", SPEC, classifier),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            6,
            3);
    return new EvaluateStyleTransfer(
            settings,
            services.networks(),
            services.batches(),
            services.progress(),
            services.randomStreams(),
            services.compute())
        .run(services.context());
  }

  /**
   * Writes pictures of some content images in all styles: the content as it is, or with the level
   * {@code image} the style's own image.
   */
  private StyledImages pictures(String level, List<Style> styles, int... contents)
      throws IOException {
    List<String> lines = new ArrayList<>(List.of("file,content,style,method"));
    int styleOfImage = level.equals("image") ? 1 : -1;
    for (int content : contents) {
      for (int index = 0; index < styles.size(); index++) {
        String file = "image-%d-%d.png".formatted(content, index);
        int shown = styleOfImage >= 0 ? styleOfImage : content % images.contents().size();
        PngFile.write(ContentImages.read(images, shown), made.resolve(file));
        lines.add("%s,image-%d,%s,gatys".formatted(file, content, styles.get(index).name()));
      }
    }
    Path table = Files.write(made.resolve("styled.csv"), lines);
    return new StyledImages("gatys", level, styles, List.of(), made, table);
  }

  private static Metric metric(Evaluation evaluation, String name) {
    return metric(evaluation.metrics(), name);
  }

  private static Metric metric(List<Metric> metrics, String name) {
    return metrics.stream().filter(metric -> metric.name().equals(name)).findFirst().orElseThrow();
  }
}
