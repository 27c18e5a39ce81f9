package org.atelier.runner.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.atelier.runner.report.PredictionsWriter.Format;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictionsWriterTest {
  private static final String PREDICTIONS =
      """
      id,predicted,probability,red,"green, light",blue,grey
      a.jpg,blue,0.75,0.1,0.15,0.75,4.0E-5
      "in ""quotes"", a.jpg",red,0.5,0.5,0.5,0.0,0.0
      tab\tname.jpg,red,1.0,1.0,0.0,0.0,0.0
      """
          .replace("\n", "\r\n");

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void writePredictions() throws IOException {
    file = Files.writeString(folder.resolve("predictions.csv"), PREDICTIONS);
  }

  @Test
  void aTableShowsTheThreeLikeliestClassesInPercent() throws IOException {
    assertThat(written(Format.TABLE, OptionalInt.empty()))
        .isEqualTo(
            """
            image               class  probability  then
            a.jpg               blue        75.0 %  green, light 15.0 %, red 10.0 %
            in "quotes", a.jpg  red         50.0 %  green, light 50.0 %, blue 0.0 %
            tab?name.jpg        red        100.0 %  green, light 0.0 %, blue 0.0 %
            """);
  }

  @Test
  void aTableShowsAsManyClassesAsAreAskedFor() throws IOException {
    assertThat(written(Format.TABLE, OptionalInt.of(9)).lines())
        .element(1)
        .asString()
        .endsWith("  75.0 %  green, light 15.0 %, red 10.0 %, grey <0.1 %");
    assertThat(written(Format.TABLE, OptionalInt.of(1)).lines())
        .startsWith(
            "image               class  probability", "a.jpg               blue        75.0 %");
  }

  @Test
  void jsonIsAnObjectOnEachLine() throws IOException {
    assertThat(written(Format.JSON, OptionalInt.empty()))
        .isEqualTo(
            """
            {"image":"a.jpg","predicted":"blue","probability":0.75,\
            "probabilities":{"red":0.1,"green, light":0.15,"blue":0.75,"grey":4.0E-5}}
            {"image":"in \\"quotes\\", a.jpg","predicted":"red","probability":0.5,\
            "probabilities":{"red":0.5,"green, light":0.5,"blue":0.0,"grey":0.0}}
            {"image":"tab\\tname.jpg","predicted":"red","probability":1.0,\
            "probabilities":{"red":1.0,"green, light":0.0,"blue":0.0,"grey":0.0}}
            """);
    assertThat(written(Format.JSON, OptionalInt.of(2)).lines())
        .element(0)
        .asString()
        .endsWith("\"probabilities\":{\"blue\":0.75,\"green, light\":0.15}}");
  }

  @Test
  void csvIsTheFileAsItIsOrRanked() throws IOException {
    assertThat(written(Format.CSV, OptionalInt.empty())).isEqualTo(PREDICTIONS);
    assertThat(written(Format.CSV, OptionalInt.of(2)))
        .isEqualTo(
            """
            id,class_1,probability_1,class_2,probability_2
            a.jpg,blue,0.75,"green, light",0.15
            "in ""quotes"", a.jpg",red,0.5,"green, light",0.5
            tab\tname.jpg,red,1.0,"green, light",0.0
            """
                .replace("\n", "\r\n"));
  }

  private String written(Format format, OptionalInt top) throws IOException {
    StringWriter out = new StringWriter();
    new PredictionsWriter(file, top).write(format, out);
    return out.toString();
  }
}
