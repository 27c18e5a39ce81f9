package org.atelier.runner.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.atelier.api.Artifact;
import org.atelier.api.ComponentSpec;
import org.atelier.api.ModelManifest;
import org.atelier.api.Resize;
import org.atelier.api.TrainedModel;
import org.atelier.api.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactFilesTest {
  @TempDir Path folder;

  record Sample(List<Path> files, Optional<Path> extra, double value) implements Artifact {}

  @Test
  void keepsPathsRelativeSoThatTheFolderCanMove() throws IOException {
    Path staging = Files.createDirectory(folder.resolve("staging"));
    Files.createFile(Files.createDirectory(staging.resolve("a")).resolve("b.npy"));
    Files.createFile(staging.resolve("c"));
    ArtifactFiles.write(
        new Sample(
            List.of(staging.resolve("a/b.npy"), staging), Optional.of(staging.resolve("c")), 2.5),
        staging);
    assertThat(staging.resolve("output.json"))
        .hasContent(
            """
            {
              "files": [
                "a/b.npy",
                ""
              ],
              "extra": "c",
              "value": 2.5
            }
            """);
    Path moved = Files.move(staging, folder.resolve("moved"));
    assertThat(ArtifactFiles.read(Sample.class, moved))
        .isEqualTo(
            new Sample(
                List.of(moved.resolve("a/b.npy"), moved), Optional.of(moved.resolve("c")), 2.5));
  }

  @Test
  void keepsATrainedModel() throws IOException {
    ModelManifest manifest =
        new ModelManifest(
            new ComponentSpec("wikiart-cnn", Map.of("pool", "max", "kernels", List.of(3, 5))),
            3,
            64,
            64,
            Resize.STRETCH,
            ModelManifest.Normalisation.UNIT,
            List.of("Baroque", "Ukiyo_e"),
            "00ff");
    TrainedModel model = new TrainedModel(Files.createDirectory(folder.resolve("model")), manifest);
    ArtifactFiles.write(model, folder);
    assertThat(ArtifactFiles.read(TrainedModel.class, folder)).isEqualTo(model);
  }

  @Test
  void refusesToWriteAPathOutsideOfTheFolder() {
    Sample sample = new Sample(List.of(folder.resolve("../other")), Optional.empty(), 0);
    assertThatThrownBy(() -> ArtifactFiles.write(sample, folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(
            "the path %s/../other lies outside of the stage's folder %s", folder, folder);
    assertThat(folder.resolve("output.json")).doesNotExist();
  }

  @Test
  void refusesToWriteAPathThatIsNotThere() {
    Sample sample = new Sample(List.of(folder.resolve("lost.npy")), Optional.empty(), 0);
    assertThatThrownBy(() -> ArtifactFiles.write(sample, folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the path %s/lost.npy does not exist", folder);
  }

  @Test
  void refusesToReadAPathOutsideOfTheFolder() throws IOException {
    Files.writeString(
        folder.resolve("output.json"), "{\"files\": [\"../../etc/passwd\"], \"value\": 1}");
    assertThatThrownBy(() -> ArtifactFiles.read(Sample.class, folder))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("output.json cannot be read as Sample: ")
        .hasMessageContaining("the path leaves the stage's folder");
  }

  @Test
  void refusesDamagedFiles() throws IOException {
    Files.writeString(
        folder.resolve("output.json"), "{\"files\": [], \"value\": 1, \"values\": 1}");
    assertThatThrownBy(() -> ArtifactFiles.read(Sample.class, folder))
        .isInstanceOfSatisfying(
            UserException.class,
            e ->
                assertThat(e.remedy())
                    .isEqualTo("delete the folder %s and run the stage again".formatted(folder)))
        .hasMessageContaining("Unrecognized field \"values\"");
    Files.writeString(folder.resolve("output.json"), "[".repeat(100_000));
    assertThatThrownBy(() -> ArtifactFiles.read(Sample.class, folder))
        .isInstanceOf(UserException.class);
  }
}
