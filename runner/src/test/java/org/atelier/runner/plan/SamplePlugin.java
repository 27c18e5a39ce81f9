package org.atelier.runner.plan;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.atelier.api.Artifact;
import org.atelier.api.ClassCounts;
import org.atelier.api.Component;
import org.atelier.api.Dataset;
import org.atelier.api.DatasetContents;
import org.atelier.api.Flattened;
import org.atelier.api.Loss;
import org.atelier.api.Model;
import org.atelier.api.NoSettings;
import org.atelier.api.Plugin;
import org.atelier.api.Reference;
import org.atelier.api.Setting;
import org.atelier.api.Stage;
import org.atelier.api.StageContext;
import org.atelier.api.TrainedModel;
import org.atelier.api.training.TrainingSettings;

/** One component of each sort that plans have to deal with; none of them ever runs. */
public final class SamplePlugin implements Plugin {
  @Override
  public List<Component<?>> components() {
    return List.of(
        Component.dataset(
            "image-folder", "Images in class folders.", Folder.class, FolderDataset.class),
        Component.dataset("painted", "Draws pictures.", NoSettings.class, FolderDataset.class),
        Component.model("net", "A small network.", Net.class, NetModel.class),
        Component.model("wrapper", "A network in another.", Wrapper.class, NetModel.class),
        Component.loss("nll", "Negative log-likelihood.", Nll.class, NllLoss.class),
        Component.loss("mix", "A mixture of losses.", Mix.class, NllLoss.class),
        Component.stage(
            "train-classifier", "Trains.", Train.class, TrainStage.class, TrainedModel.class),
        Component.stage("encode", "Encodes.", Encode.class, EncodeStage.class, Encodings.class),
        Component.stage(
            "compare", "Compares.", Compare.class, CompareStage.class, Comparison.class));
  }

  /** How an image is made square. */
  public enum Resize {
    CROP,
    STRETCH,
    EDGE_PAD
  }

  /** Settings of {@code image-folder}. */
  public record Folder(
      @Setting("folder with one folder per class") Path path,
      @Setting(value = "side of the images in pixels", defaultValue = "64") @Min(8) @Max(4096)
          int imageSize,
      @Setting(value = "how images are made square", defaultValue = "crop") Resize resize,
      @Setting("dataset whose class list is used") Optional<Reference<Dataset>> classesFrom) {}

  /** Settings of {@code net}. */
  public record Net(
      @Setting(value = "channels of the layers", defaultValue = "[9, 3]") @Size(min = 1, max = 3)
          List<@Min(1) Integer> channels,
      @Setting(value = "dropped share", defaultValue = "0.01") @DecimalMin("0") @DecimalMax("0.9")
          double dropout,
      @Setting(value = "whether layers have a bias", defaultValue = "true") boolean bias,
      @Setting("augmentation") Optional<Augment> augment,
      @Setting(value = "a note", defaultValue = "''") String note) {}

  /** Settings within settings. */
  public record Augment(
      @Setting(value = "degrees", defaultValue = "10") @Min(0) int rotation,
      @Setting("whether to mirror") boolean flip) {
    /** Checks what joins both. */
    public Augment {
      if (rotation == 90 && !flip) {
        throw new IllegalArgumentException("a rotation of 90 needs flip: true");
      }
    }
  }

  /** Settings of {@code wrapper}. */
  public record Wrapper(
      @Setting("the inner model") Reference<Model> inner,
      @Setting("factor") Optional<@Min(1) Long> factor) {}

  /** Settings of {@code nll}. */
  public record Nll(
      @Setting(value = "how classes are weighed", defaultValue = "none") Weights classWeights) {}

  /** How classes are weighed. */
  public enum Weights {
    NONE,
    INVERSE_FREQUENCY
  }

  /** Settings of {@code mix}. */
  public record Mix(@Setting("the losses") List<Reference<Loss>> losses) {}

  /** Settings of {@code train-classifier}. */
  public record Train(
      @Setting("training images") Reference<Dataset> dataset,
      @Setting("network") Reference<Model> model,
      @Setting(value = "loss", defaultValue = "{type: nll}") Reference<Loss> loss,
      @Setting("model to begin with") Optional<Reference<TrainedModel>> start,
      @Flattened TrainingSettings training) {}

  /** Settings of {@code encode}. */
  public record Encode(
      @Setting("trained model") Reference<TrainedModel> classifier,
      @Setting("images") Reference<Dataset> dataset) {}

  /** Settings of {@code compare}. */
  public record Compare(
      @Setting("encodings to compare") List<Reference<Encodings>> encodings,
      @Setting("anything else") Optional<Reference<Artifact>> anything) {}

  /** Output of {@code encode}. */
  public record Encodings(Path file) implements Artifact {}

  /** Output of {@code compare}. */
  public record Comparison(Path file) implements Artifact {}

  static final class FolderDataset implements Dataset {
    @Override
    public DatasetContents contents() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void read(int position, ByteBuffer target) {
      throw new UnsupportedOperationException();
    }
  }

  static final class NetModel implements Model {
    @Override
    public Block network(Shape image, int classes) {
      throw new UnsupportedOperationException();
    }
  }

  static final class NllLoss implements Loss {
    @Override
    public NDArray evaluate(NDList targets, NDList outputs, ClassCounts trainingCounts) {
      throw new UnsupportedOperationException();
    }
  }

  static final class TrainStage implements Stage<TrainedModel> {
    @Override
    public TrainedModel run(StageContext context) {
      throw new UnsupportedOperationException();
    }
  }

  static final class EncodeStage implements Stage<Encodings> {
    @Override
    public Encodings run(StageContext context) {
      throw new UnsupportedOperationException();
    }
  }

  static final class CompareStage implements Stage<Comparison> {
    @Override
    public Comparison run(StageContext context) {
      throw new UnsupportedOperationException();
    }
  }
}
