package org.atelier.pipelines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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

/** The command {@code predict}, from a trained model to what is printed. */
@Tag("engine")
class PredictTest {
  private static final Map<String, Color> COLOURS =
      Map.of("ash", Color.GRAY, "brick", Color.RED, "cobalt", Color.BLUE);

  @TempDir static Path folder;

  private static Path run;
  private static Path model;

  /** What a command left behind. */
  private record Outcome(int exitCode, String out, String err) {}

  @BeforeAll
  static void train() throws IOException {
    for (String name : COLOURS.keySet()) {
      for (int image = 0; image < 8; image++) {
        draw("train/%s/%d.png".formatted(name, image), COLOURS.get(name), 20, 12 + image);
      }
      draw("new/%s.png".formatted(name), COLOURS.get(name), 33, 21);
    }
    Path pipeline =
        Files.writeString(
            folder.resolve("colours.yaml"),
            """
            datasets:
              train: {type: image-folder, path: train, image-size: 16, resize: stretch}
            stages:
              learn: {type: train-classifier, dataset: train, model: {type: wikiart-cnn, hidden: 9},
                epochs: 12, batch-size: 8, learning-rate: 0.01}
            """);
    Outcome trained = atelier("", "run", pipeline.toString(), "--runs", folder + "/runs");
    assertThat(trained.exitCode()).as(trained.err()).isZero();
    try (Stream<Path> runs = Files.list(folder.resolve("runs/colours"))) {
      run = runs.findFirst().orElseThrow();
    }
    model = run.resolve("stages/learn/model");
  }

  @Test
  void printsNothingButTheTable() {
    Outcome outcome = atelier("", "predict", run.toString(), image("brick"), image("cobalt"));
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.exitCode()).isZero();
    String width = " ".repeat(image("cobalt").length() - "image".length());
    assertThat(outcome.out())
        .matches(
            "image%s  class   probability  then\n".formatted(width)
                + "\\Q%s\\E   brick  +\\d+\\.\\d %%  \\w+ .* %%, \\w+ .* %%\n"
                    .formatted(image("brick"))
                + "\\Q%s\\E  cobalt +\\d+\\.\\d %%  \\w+ .* %%, \\w+ .* %%\n"
                    .formatted(image("cobalt")));
  }

  @Test
  void theModelAloneIsEnoughAndAFolderIsTakenAsAWhole() throws IOException {
    Path away = Files.createDirectory(folder.resolve("away"));
    for (String file : List.of("model.json", "parameters.params")) {
      Files.copy(model.resolve(file), away.resolve(file));
    }
    Outcome outcome =
        atelier("", "predict", away.toString(), folder + "/new", "--format", "json", "--flips");
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    List<JsonNode> lines = json(outcome.out());
    assertThat(lines)
        .extracting(line -> line.get("image").asText(), line -> line.get("predicted").asText())
        .containsExactlyElementsOf(
            Stream.of("ash", "brick", "cobalt").map(name -> tuple(image(name), name)).toList());
    for (JsonNode line : lines) {
      JsonNode all = line.get("probabilities");
      assertThat(all.fieldNames()).toIterable().containsExactly("ash", "brick", "cobalt");
      assertThat(all.get(line.get("predicted").asText())).isEqualTo(line.get("probability"));
    }
  }

  @Test
  void readsPathsFromStandardInputAndWritesAFile() throws IOException {
    Path out = folder.resolve("predictions.csv");
    Outcome outcome =
        atelier(
            image("ash") + "\n\n" + image("brick") + "\n",
            "predict",
            model.toString(),
            "-",
            "--top",
            "1",
            "--out",
            out.toString());
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out()).isEmpty();
    List<String> rows = Files.readAllLines(out);
    assertThat(rows).hasSize(3);
    assertThat(rows.get(0)).isEqualTo("id,class_1,probability_1");
    assertThat(rows.get(1)).startsWith(image("ash") + ",ash,0.");
    assertThat(rows.get(2)).startsWith(image("brick") + ",brick,0.");
  }

  @Test
  void aBrokenImageAmongOthersIsNamedAndTheOthersArePredicted() throws IOException {
    Path text = Files.writeString(folder.resolve("text.jpg"), "no image");
    Path list = Files.writeString(folder.resolve("list.txt"), image("ash") + "\n" + text);
    Outcome outcome =
        atelier("", "predict", model.toString(), "--list", list.toString(), "--format", "csv");
    assertThat(outcome.exitCode()).isEqualTo(3);
    assertThat(outcome.err())
        .isEqualTo(
            """
            Warning: image-files: 1 of the 2 images cannot be read and is left out:
              %s: it is not an image of a known format
            """
                .formatted(text));
    assertThat(outcome.out())
        .startsWith("id,predicted,probability,ash,brick,cobalt\r\n" + image("ash") + ",ash,")
        .hasLineCount(2);
  }

  @Test
  void withoutAnyImageItFails() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Outcome outcome = atelier("", "predict", model.toString(), empty.toString());
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .isEqualTo(
            """
            image-files: there are no images among the files that were given
              To mend it: give JPEG, PNG, GIF, BMP or WebP images, or folders that hold some
            """);
  }

  @Test
  void ofSeveralModelsOneIsToBeNamed() throws IOException {
    Path two = Files.createDirectories(folder.resolve("two"));
    for (String stage : List.of("first", "second")) {
      Path copy = Files.createDirectories(two.resolve("stages").resolve(stage).resolve("model"));
      Files.copy(model.resolve("model.json"), copy.resolve("model.json"));
    }
    Outcome outcome = atelier("", "predict", two.toString(), "a b.jpg", "--flips");
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err())
        .isEqualTo(
            """
            there are 2 trained models in '%1$s'
              To mend it: run one of these commands:
                atelier predict %1$s/stages/first/model 'a b.jpg' --flips
                atelier predict %1$s/stages/second/model 'a b.jpg' --flips
            """
                .formatted(two));
  }

  @Test
  void leavesNothingInTheTemporaryFolder() throws IOException {
    List<String> before = temporaryFiles();
    atelier("", "predict", model.toString(), image("ash"));
    assertThat(temporaryFiles()).isEqualTo(before);
  }

  private static List<String> temporaryFiles() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith("atelier-predict-"))
          .sorted()
          .toList();
    }
  }

  private static List<JsonNode> json(String lines) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    List<JsonNode> nodes = new ArrayList<>();
    for (String line : lines.lines().toList()) {
      nodes.add(mapper.readTree(line));
    }
    return nodes;
  }

  private static String image(String name) {
    return folder.resolve("new/%s.png".formatted(name)).toString();
  }

  private static void draw(String file, Color colour, int width, int height) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(colour);
    graphics.fillRect(0, 0, width, height);
    graphics.dispose();
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    ImageIO.write(image, "png", path.toFile());
  }

  private static Outcome atelier(String input, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    try (PrintStream outStream = new PrintStream(out, true, StandardCharsets.UTF_8);
        PrintStream errStream = new PrintStream(err, true, StandardCharsets.UTF_8)) {
      Session session =
          new Session(
              Terminal.of(
                  new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                  outStream,
                  errStream),
              Optional.empty(),
              new InstalledEngines(),
              Map.of(),
              Clock.systemUTC(),
              ProgramProcess.of(Main.class.getName()));
      int exitCode = new Program(session).execute(arguments);
      return new Outcome(
          exitCode,
          out.toString(StandardCharsets.UTF_8),
          // What the engine tells of this machine is none of the command's business.
          err.toString(StandardCharsets.UTF_8).replaceAll("MXNet runs in its safe mode.*\n", ""));
    }
  }
}
