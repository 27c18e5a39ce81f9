package org.atelier.api.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.atelier.api.Encodings;
import org.atelier.api.LabelledImage;
import org.atelier.api.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncodingsWriterTest {
  private static final List<LabelledImage> IMAGES =
      List.of(
          new LabelledImage("a/one, \"two\".jpg", 1, Optional.of("hokusai")),
          new LabelledImage("b/line\nbreak.jpg", 0),
          new LabelledImage("浮世絵\"", 1, Optional.of("\"")));

  @TempDir private Path folder;

  @Test
  void writesAMatrixAndATableOfTheImages() throws IOException {
    Encodings encodings = write();

    assertThat(encodings)
        .isEqualTo(
            new Encodings(
                "encode",
                folder.resolve("encodings.npy"),
                folder.resolve("images.csv"),
                3,
                List.of(1, 2, 1),
                List.of("Baroque", "Pop, Art")));
    assertThat(Files.readString(encodings.images()))
        .isEqualTo(
            "id,label,class,group\r\n"
                + "\"a/one, \"\"two\"\".jpg\",1,\"Pop, Art\",hokusai\r\n"
                + "\"b/line\nbreak.jpg\",0,Baroque,\r\n"
                + "\"浮世絵\"\"\",1,\"Pop, Art\",\"\"\"\"\r\n");
    try (NpyReader reader = NpyReader.open(encodings.matrix())) {
      float[] last = new float[2];
      reader.readRows(2, 1, last);
      assertThat(reader.shape()).containsExactly(3L, 2L);
      assertThat(last).containsExactly(5, 6);
    }
  }

  @Test
  void readsTheImagesBack() throws IOException {
    assertThat(EncodedImages.read(write())).isEqualTo(IMAGES);
  }

  @Test
  void readsTablesThatOthersWrote() throws IOException {
    Encodings encodings = write();
    Files.writeString(
        encodings.images(), "id,label,class,group\na,0,x,\n\"b\",1,\"\",g\n\"c\",0,,");

    assertThat(EncodedImages.read(encodings))
        .containsExactly(
            new LabelledImage("a", 0),
            new LabelledImage("b", 1, Optional.of("g")),
            new LabelledImage("c", 0));
  }

  @Test
  void saysWhatDoesNotFit() throws IOException {
    assertRefused("id,label\na,0\n", "its columns are [id, label], not [id, label, class, group]");
    assertRefused("id,label,class,group\n", "it has 0 images, but there are encodings of 3");
    assertRefused("id,label,class,group\na,2,x,\n", "'a' has label 2 of 2 classes");
    assertRefused("id,label,class,group\na,one,x,\n", "'one' is no label");
    assertRefused("id,label,class,group\na,1\n", "a line has 2 fields, not 4: [a, 1]");
    assertRefused("", "its columns are [], not [id, label, class, group]");
  }

  private void assertRefused(String table, String cause) throws IOException {
    Encodings encodings = write();
    Files.writeString(encodings.images(), table);
    assertThatThrownBy(() -> EncodedImages.read(encodings))
        .isInstanceOf(UserException.class)
        .hasMessage("%s does not fit its encodings: %s".formatted(encodings.images(), cause))
        .extracting(thrown -> ((UserException) thrown).remedy())
        .isEqualTo("run the stage 'encode' again");
  }

  private Encodings write() throws IOException {
    try (EncodingsWriter writer =
        new EncodingsWriter(folder, List.of(1, 2, 1), List.of("Baroque", "Pop, Art"))) {
      writer.write(new float[] {1, 2}, IMAGES.subList(0, 1));
      writer.write(new float[] {3, 4, 5, 6}, IMAGES.subList(1, 3));
      return writer.finish("encode");
    }
  }
}
