package org.atelier.plugin.styletransfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.atelier.api.array.NpyReader;
import org.atelier.api.result.RgbImage;
import org.atelier.plugin.styletransfer.method.Pixels;
import org.atelier.plugin.styletransfer.method.PngFile;
import org.atelier.testkit.PipelineTester;
import org.atelier.testkit.TestRun;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole pipelines, as a user runs them. */
@Tag("engine")
class GatysPipelineTest {
  private static final String BANK =
      """
      seed: 3
      datasets:
        paintings: {type: sample-paintings, count: 54, image-size: 32}
      models:
        small: {type: residual-cnn, widths: [8, 12]}
      stages:
        bank: {type: style-bank, model: small, dataset: paintings, scales: 2}
      """;

  @TempDir Path folder;

  @Test
  void makesPicturesInStyles() throws IOException {
    TestRun run =
        run(
            BANK
                + """
                  plain: {type: transfer-style, bank: bank, content: paintings, count: 2, styles: [Cubism, Ukiyo_e], gatys: {optimizer: l-bfgs, steps: 6, preview-every: 4}}
                """);
    assertThat(run.exitCode()).as(run.printed()).isZero();
    Path stage = run.stage("plain");
    List<String> pictures = Files.readAllLines(stage.resolve("pictures.csv"));
    assertThat(pictures).hasSize(5);
    assertThat(pictures.get(0)).isEqualTo("file,content,style,method");
    assertThat(pictures.get(1)).endsWith(",Cubism,gatys");
    assertThat(stage)
        .isDirectoryContaining("glob:**/transfers.png")
        .isDirectoryContaining("glob:**/losses.csv")
        .isDirectoryContaining("glob:**/losses-style.png")
        .isDirectoryContaining("glob:**/losses-content.png");
    assertThat(stage.resolve("previews"))
        .isDirectoryContaining("glob:**/picture-0001-step-0004.png")
        .isDirectoryContaining("glob:**/picture-0004-step-0010.png");
    RgbImage picture =
        PngFile.read(stage.resolve("pictures").resolve(pictures.get(1).split(",", -1)[0]));
    assertThat(picture.height()).isEqualTo(32);
    List<CSVRecord> losses = losses(stage);
    assertThat(losses).hasSize(4 * 12);
    // The last of the two sizes has six steps; l-bfgs never rises within one.
    assertThat(loss(losses.get(11))).isLessThan(loss(losses.get(6)));
    assertThat(
            run(BANK
                    + "  again: {type: transfer-style, bank: bank, content: paintings, count: 2,"
                    + " styles: [Cubism, Ukiyo_e], gatys: {optimizer: l-bfgs, steps: 6, preview-every: 0}}\n")
                .stage("again")
                .resolve("losses.csv"))
        .hasSameBinaryContentAs(stage.resolve("losses.csv"));
  }

  private static List<CSVRecord> losses(Path stage) throws IOException {
    return CSVFormat.RFC4180
        .builder()
        .setHeader()
        .setSkipHeaderRecord(true)
        .build()
        .parse(Files.newBufferedReader(stage.resolve("losses.csv")))
        .getRecords();
  }

  private static double loss(CSVRecord row) {
    return Double.parseDouble(row.get("loss"));
  }

  @Test
  void startsOptimisersAndColoursAsAsked() throws IOException {
    String stage =
        "  %s: {type: transfer-style, bank: bank, content: paintings, count: 1, styles: [Cubism],"
            + " gatys: {steps: 3, %s}}\n";
    TestRun run =
        run(
            BANK
                + stage.formatted("noise", "start: noise, optimizer: adam, sizes: 1")
                + stage.formatted("style", "start: style, optimizer: adam, learning-rate: 0.05")
                + stage.formatted("colour", "preserve-colour: true, style-weight: 1000")
                + stage.formatted(
                    "nothing", "style-weight: 0, total-variation-weight: 0, sizes: 1"));
    assertThat(run.exitCode()).as(run.printed()).isZero();
    Pixels content = picture(run, "nothing");
    Pixels colour = picture(run, "colour");
    assertThat(colour.values()).isNotEqualTo(content.values());
    int plane = 32 * 32;
    int inGamut = 0;
    for (int at = 0; at < plane; at++) {
      float red = colour.values()[at];
      float blue = colour.values()[2 * plane + at];
      if (red > 0 && red < 1 && blue > 0 && blue < 1) {
        inGamut++;
        assertThat(red - blue)
            .isCloseTo(content.values()[at] - content.values()[2 * plane + at], within(0.01f));
      }
    }
    assertThat(inGamut).isGreaterThan(plane / 2);
    assertThat(picture(run, "noise").values()).isNotEqualTo(content.values());
    assertThat(picture(run, "style").values()).isNotEqualTo(content.values());
  }

  private static Pixels picture(TestRun run, String stage) throws IOException {
    String line = Files.readAllLines(run.stage(stage).resolve("pictures.csv")).get(1);
    return Pixels.of(
        PngFile.read(run.stage(stage).resolve("pictures").resolve(line.split(",", -1)[0])));
  }

  @Test
  void bankHasTheMeansOfItsImages() throws IOException {
    TestRun run =
        run(
            BANK.replace("scales: 2}", "scales: 1, layers: [image]}")
                + """
                  images: {type: style-bank, model: small, dataset: paintings, level: image, scales: 1, layers: [image]}
                """);
    assertThat(run.exitCode()).as(run.printed()).isZero();
    Path classes = run.stage("bank");
    Path images = run.stage("images");
    try (NpyReader ofClasses = NpyReader.open(classes.resolve("image-scale-0-gram.npy"));
        NpyReader ofImages = NpyReader.open(images.resolve("image-scale-0-gram.npy"))) {
      assertThat(ofClasses.shape()).containsExactly(27L, 3L, 3L);
      assertThat(ofImages.shape()).containsExactly(54L, 3L, 3L);
      float[] style = new float[9];
      float[] both = new float[18];
      ofClasses.readRows(5, 1, style);
      // Two images of each class, sorted by class.
      ofImages.readRows(10, 2, both);
      for (int at = 0; at < 9; at++) {
        assertThat(style[at]).isCloseTo((both[at] + both[9 + at]) / 2, within(1e-6f));
      }
    }
    assertThat(images.resolve("samples")).isDirectoryContaining("glob:**/0054.png");
  }

  @Test
  void tellsWhichStylesThereAre() {
    TestRun run =
        run(
            BANK
                + """
                  bad: {type: transfer-style, bank: bank, content: paintings, styles: [Cubismus]}
                """);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.printed())
        .contains(
            "style-bank 'bank' has no style 'Cubismus'; its styles are: Abstract_Expressionism,");
  }

  @Test
  void tellsWhichLayersThereAre() {
    TestRun run = run(BANK.replace("scales: 2", "scales: 2, layers: [conv9]"));
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.printed())
        .contains(
            "the network has no layer 'conv9' with feature maps; those with feature maps are: image,"
                + " patches, scaling, stem, pooling, activation, stage-1/block-1, stage-2/block-1")
        .contains("name one of these layers");
  }

  @Test
  void tellsOfTinyImagesAndOfASingleStyle() throws IOException {
    Path image = Files.createDirectories(folder.resolve("images/One")).resolve("a.png");
    PngFile.write(RgbImage.of(16, 16, new byte[3 * 16 * 16]), image);
    TestRun run =
        run(
            BANK.replace(
                    "models:", "  tiny: {type: image-folder, path: images, image-size: 8}\nmodels:")
                + """
                  single: {type: style-bank, model: small, dataset: tiny, scales: 1}
                  bad: {type: transfer-style, bank: bank, content: tiny, styles: [Cubism]}
                """);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.printed())
        .contains(
            "dataset 'tiny' shows one style alone, 'One': whether a picture has got that style"
                + " rather than another cannot be told")
        .contains(
            "'One/a.png' as 'Cubism' cannot be made: the content image has 8 x 8 pixels, but the"
                + " layers and sizes that the style is seen in need at least 16 on each side");
  }

  @Test
  void makesSomethingOfAnImageOfOneColour() throws IOException {
    Path image = Files.createDirectories(folder.resolve("images/One")).resolve("a.png");
    PngFile.write(RgbImage.of(32, 32, new byte[3 * 32 * 32]), image);
    TestRun run =
        run(
            BANK.replace(
                    "models:",
                    "  black: {type: image-folder, path: images, image-size: 32}\nmodels:")
                + """
                  made: {type: transfer-style, bank: bank, content: black, styles: [Cubism], gatys: {steps: 5}}
                """);
    assertThat(run.exitCode()).as(run.printed()).isZero();
    assertThat(picture(run, "made").values()).isNotEqualTo(new float[3 * 32 * 32]);
  }

  @Test
  void refusesSettingsThatDoNotGoTogether() {
    TestRun run =
        new PipelineTester(folder)
            .validate(
                BANK
                    + """
                      a: {type: style-bank, dataset: paintings}
                      b: {type: transfer-style, content: paintings}
                      c: {type: transfer-style, content: paintings, bank: bank, gatys: {optimizer: l-bfgs, learning-rate: 0.1}}
                      d: {type: transfer-style, content: paintings, bank: bank, gatys: {style-weight: 0, content-weight: 0}}
                      e: {type: transfer-style, content: paintings, bank: bank, styles: [Cubism, Cubism]}
                      f: {type: transfer-style, content: paintings, bank: bank, blends: [{styles: [{style: a}, {style: a}]}]}
                      g: {type: transfer-style, content: paintings, method: fast, fast: {network: n}, gatys: {steps: 7}}
                      h: {type: transfer-style, content: paintings, bank: bank, fast: {network: n}}
                      n: {type: train-fast-style, dataset: paintings, features: n2, epochs: 1}
                      n2: {type: train-classifier, dataset: paintings, model: small, epochs: 1}
                    """);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.printed())
        .contains("give either network (a stage that trained one) or model (a pretrained one)")
        .contains("method: gatys needs bank, the name of a style-bank stage")
        .contains("learning-rate is for optimizer: adam; l-bfgs finds its step sizes itself")
        .contains(
            "content-weight and style-weight are both 0, so that nothing is asked of the picture")
        .contains("styles names 'Cubism' twice")
        .contains("a blend names 'a' twice")
        .contains(
            "gatys is for method: gatys, but the method is fast; leave it out, or set method:"
                + " gatys")
        .contains(
            "fast is for method: fast, but the method is gatys; leave it out, or set method:"
                + " fast");
  }

  /** Nothing else shows that the settings of another method were left alone. */
  @Test
  void defaultsAreThoseOfAMappingThatIsLeftOut() {
    TestRun run =
        new PipelineTester(folder)
            .validate(
                BANK
                    + """
                      n: {type: train-fast-style, dataset: paintings, features: n2, epochs: 1}
                      n2: {type: train-classifier, dataset: paintings, model: small, epochs: 1}
                      a: {type: transfer-style, content: paintings, method: fast, fast: {network: n}}
                      b: {type: transfer-style, content: paintings, method: fast, fast: {network: n}, gatys: {}}
                    """);
    assertThat(run.exitCode()).as(run.printed()).isZero();
  }

  private TestRun run(String yaml) {
    return new PipelineTester(folder).run(yaml);
  }
}
