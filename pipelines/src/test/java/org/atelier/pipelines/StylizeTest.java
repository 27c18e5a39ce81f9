package org.atelier.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.atelier.runner.cli.InstalledEngines;
import org.atelier.runner.cli.Main;
import org.atelier.runner.cli.Program;
import org.atelier.runner.cli.ProgramProcess;
import org.atelier.runner.cli.Session;
import org.atelier.runner.cli.Terminal;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code stylize}, from what a run has learnt to pictures in files. */
@Tag("engine")
class StylizeTest {
  @TempDir static Path folder;

  private static Path run;
  private static Path model;

  /** What a command left behind. */
  private record Outcome(int exitCode, String out, String err) {}

  @BeforeAll
  static void train() throws IOException {
    Path pipeline =
        Files.writeString(
            folder.resolve("styles.yaml"),
            """
            datasets:
              train: {type: sample-paintings, styles: [Cubism, Ukiyo_e], count: 8, image-size: 32}
            models:
              small: {type: residual-cnn, widths: [8, 8]}
              painter: {type: style-network, width: 4, blocks: 1}
            stages:
              features: {type: train-classifier, dataset: train, model: small, epochs: 1}
              learn: {type: train-fast-style, dataset: train, features: features, model: painter,
                epochs: 2, batch-size: 4, learning-rate: 0.01}
              bank: {type: style-bank, network: features, dataset: train, scales: 1}
              fast: {type: transfer-style, method: fast, content: train, count: 1,
                fast: {network: learn}}
              slow: {type: transfer-style, method: gatys, content: train, count: 1, bank: bank,
                gatys: {steps: 2, sizes: 1}}
            """);
    Outcome trained = atelier("run", pipeline.toString(), "--runs", folder + "/runs");
    assertThat(trained.exitCode()).as(trained.err()).isZero();
    try (Stream<Path> runs = Files.list(folder.resolve("runs/styles"))) {
      run = runs.findFirst().orElseThrow();
    }
    model = run.resolve("stages/learn/model");
    draw("boats.png", 40, 28, BufferedImage.TYPE_INT_RGB);
    draw("grey.png", 17, 33, BufferedImage.TYPE_BYTE_GRAY);
    draw("glass.png", 20, 20, BufferedImage.TYPE_INT_ARGB);
    draw("dot.png", 12, 9, BufferedImage.TYPE_INT_RGB);
    draw("speck.png", 3, 3, BufferedImage.TYPE_INT_RGB);
    draw("stripes.png", 50, 50, BufferedImage.TYPE_INT_RGB);
  }

  @Test
  void makesAPictureOfEachImageInEachStyleAsLargeAsTheImage() throws IOException {
    Path out = folder.resolve("made/by class");
    Outcome outcome =
        stylize(model, out, List.of("boats.png", "grey.png", "glass.png"), "Cubism", "Ukiyo_e");
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out())
        .isEqualTo(
            Stream.of("boats", "grey", "glass")
                .flatMap(name -> Stream.of(name + "-Cubism.png", name + "-Ukiyo_e.png"))
                .map(name -> out.resolve(name) + System.lineSeparator())
                .reduce("", String::concat));
    assertThat(size(out.resolve("boats-Cubism.png"))).containsExactly(40, 28);
    assertThat(size(out.resolve("grey-Ukiyo_e.png"))).containsExactly(17, 33);
    assertThat(out.resolve("boats-Cubism.png"))
        .isNotEmptyFile()
        .satisfies(
            file ->
                assertThat(Files.readAllBytes(file))
                    .isNotEqualTo(Files.readAllBytes(out.resolve("boats-Ukiyo_e.png"))));
  }

  @Test
  void anImageCanBeTheStyleAndStylesCanBeBlendedAndGivenInPart() throws IOException {
    Path out = folder.resolve("blended");
    Outcome outcome =
        stylize(
            model,
            out,
            List.of("boats.png"),
            path("stripes.png"),
            "Cubism",
            "--blend",
            "1",
            "2",
            "--style-strength",
            "0.5",
            "--longest-side",
            "30");
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(size(out.resolve("boats-stripes+Cubism.png"))).containsExactly(30, 21);
  }

  @Test
  void takesTheMethodFromTheStageOfARun() throws IOException {
    Path out = folder.resolve("slowly");
    Outcome outcome = stylize(run, out, List.of("boats.png"), "Ukiyo_e", "--stage", "slow");
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(size(out.resolve("boats-Ukiyo_e.png"))).containsExactly(40, 28);

    Outcome ofImage =
        stylize(run, out, List.of("boats.png"), path("stripes.png"), "--stage", "slow");
    assertThat(ofImage.exitCode()).as(ofImage.err()).isZero();
    assertThat(size(out.resolve("boats-stripes.png"))).containsExactly(40, 28);
  }

  @Test
  void ofSeveralStagesOneIsToBeNamed() {
    Outcome outcome = stylize(run, folder.resolve("none"), List.of("boats.png"), "Cubism");
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err())
        .isEqualTo(
            """
            2 stages of '%s' are of type transfer-style
              To mend it: name one with --stage: fast, slow
            """
                .formatted(run));
    assertThat(folder.resolve("none")).doesNotExist();
  }

  @Test
  void listsTheStylesWhereOneIsUnknown() {
    Outcome outcome = stylize(model, folder.resolve("none"), List.of("boats.png"), "Cubismo");
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).contains("has no style 'Cubismo'; its styles are: Cubism, Ukiyo_e");
  }

  @Test
  void saysWhatIsWrongWithAnImage() {
    Outcome small = stylize(model, folder.resolve("none"), List.of("dot.png"), "Cubism");
    assertThat(small.exitCode()).isEqualTo(1);
    assertThat(small.err())
        .contains("an image of 12 x 9 pixels is too small: no side may be shorter than 16");

    Outcome missing = stylize(model, folder.resolve("none"), List.of("no.png"), "Cubism");
    assertThat(missing.exitCode()).isEqualTo(2);
    assertThat(missing.err())
        .isEqualTo(
            "--content %s: there is no such file%n  To mend it: name images%n"
                .formatted(path("no.png")));
  }

  @Test
  void keepsThePicturesThatAreDoneWhereAnotherImageFails() throws IOException {
    Path out = folder.resolve("in part");
    List<String> contents = List.of("stripes.png", "speck.png");
    Outcome first = stylize(run, out, contents, "Cubism", "--stage", "slow");
    assertThat(first.exitCode()).isEqualTo(1);
    assertThat(first.err()).contains("speck.png").contains("3 x 3 pixels");
    Path picture = out.resolve("stripes-Cubism.png");
    assertThat(first.out()).isEqualTo(picture + System.lineSeparator());
    assertThat(size(picture)).containsExactly(50, 50);
  }

  @Test
  void aModelOfAnotherKindIsRefused() {
    Path classifier = run.resolve("stages/features/model");
    Outcome outcome = stylize(classifier, folder.resolve("none"), List.of("boats.png"), "Cubism");
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err())
        .startsWith("there are 0 models of type style-network in '%s'".formatted(classifier));
  }

  private static Outcome stylize(Path source, Path out, List<String> contents, String... more) {
    List<String> arguments = new ArrayList<>(List.of("stylize", source.toString()));
    arguments.add("--out");
    arguments.add(out.toString());
    arguments.add("--content");
    contents.forEach(content -> arguments.add(path(content)));
    arguments.add("--style");
    arguments.addAll(List.of(more));
    return atelier(arguments.toArray(String[]::new));
  }

  private static Outcome atelier(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal =
        Terminal.of(
            new ByteArrayInputStream(new byte[0]),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    Session session =
        new Session(
            terminal,
            Optional.empty(),
            new InstalledEngines(),
            Map.of("ATELIER_CACHE", folder.resolve("cache").toString()),
            Clock.systemUTC(),
            ProgramProcess.of(Main.class.getName()));
    int exitCode = new Program(session).execute(arguments);
    return new Outcome(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private static String path(String name) {
    return folder.resolve(name).toString();
  }

  private static int[] size(Path file) throws IOException {
    BufferedImage image = ImageIO.read(file.toFile());
    return new int[] {image.getWidth(), image.getHeight()};
  }

  private static void draw(String name, int width, int height, int type) throws IOException {
    BufferedImage image = new BufferedImage(width, height, type);
    Graphics2D graphics = image.createGraphics();
    for (int stripe = 0; stripe < width; stripe += 4) {
      graphics.setColor(stripe % 8 == 0 ? Color.ORANGE : Color.BLUE);
      graphics.fillRect(stripe, stripe / 2, 3, height);
    }
    graphics.dispose();
    ImageIO.write(image, "png", folder.resolve(name).toFile());
  }
}
