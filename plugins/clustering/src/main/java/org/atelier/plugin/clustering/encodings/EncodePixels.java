package org.atelier.plugin.clustering.encodings;

import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.atelier.api.Dataset;
import org.atelier.api.DatasetContents;
import org.atelier.api.Encodings;
import org.atelier.api.LabelledImage;
import org.atelier.api.Reference;
import org.atelier.api.Setting;
import org.atelier.api.Stage;
import org.atelier.api.StageContext;
import org.atelier.api.UserException;
import org.atelier.api.array.EncodingsWriter;
import org.atelier.api.service.Progress;

/**
 * The stage {@code encode-pixels}: takes the pixels of each image for its encoding, to see what a
 * network's code is worth beside them.
 */
public final class EncodePixels implements Stage<Encodings> {
  private static final int CHANNELS = 3;
  private static final float WHITE = 255;

  private final Settings settings;
  private final Progress progress;

  /**
   * What to encode.
   *
   * @param dataset the images
   * @param side the side that they are reduced to
   */
  public record Settings(
      @Setting("images to encode") Reference<Dataset> dataset,
      @Setting(
              "side in pixels that images are reduced to, each pixel the mean of an area; by default"
                  + " they stay as they are")
          Optional<@Min(1) @Max(4096) Integer> side) {}

  /** Makes the stage. */
  @Inject
  public EncodePixels(Settings settings, Progress progress) {
    this.settings = settings;
    this.progress = progress;
  }

  @Override
  public Encodings run(StageContext context) throws IOException, InterruptedException {
    Dataset dataset = settings.dataset().get();
    DatasetContents contents = dataset.contents();
    int height = side(contents.height());
    int width = side(contents.width());
    if (contents.size() == 0) {
      throw new UserException(
          "dataset '%s' has no images to encode".formatted(settings.dataset().name()),
          "point the dataset at a folder with images");
    }
    try (EncodingsWriter writer =
            new EncodingsWriter(
                context.folder(), List.of(CHANNELS, height, width), contents.classNames());
        Progress.Task task =
            progress.start(context.stage() + ": encoding", contents.size(), "images")) {
      AreaMean reduction = new AreaMean(contents.height(), contents.width(), height, width);
      ByteBuffer planes = ByteBuffer.allocate(CHANNELS * contents.height() * contents.width());
      for (int position = 0; position < contents.size(); position++) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        dataset.read(position, planes.clear());
        LabelledImage image = contents.images().get(position);
        writer.write(reduction.of(planes.array(), CHANNELS, 1 / WHITE), List.of(image));
        task.advance(1);
      }
      return writer.finish(context.stage());
    }
  }

  private int side(int whole) {
    int side = settings.side().orElse(whole);
    if (side > whole) {
      throw new UserException(
          "the images of dataset '%s' have sides of %d pixels, which cannot be reduced to %d"
              .formatted(settings.dataset().name(), whole, side),
          "set side to %d at most".formatted(whole));
    }
    return side;
  }
}
