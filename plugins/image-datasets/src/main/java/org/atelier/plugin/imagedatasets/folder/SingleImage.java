package org.atelier.plugin.imagedatasets.folder;

import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.atelier.api.Dataset;
import org.atelier.api.DatasetContents;
import org.atelier.api.LabelledImage;
import org.atelier.api.Resize;
import org.atelier.api.Setting;
import org.atelier.api.UserException;
import org.atelier.plugin.imagedatasets.cache.ContentHash;
import org.atelier.plugin.imagedatasets.decoding.BrokenImageException;
import org.atelier.plugin.imagedatasets.decoding.ImageDecoder;
import org.atelier.plugin.imagedatasets.decoding.Planes;

/**
 * The dataset {@code image-file}: one image in its own size and proportions, of the one class
 * {@code unlabelled}. It is decoded once, and its planes stay in memory.
 */
public final class SingleImage implements Dataset {
  private final Settings settings;
  private State state;

  /**
   * Which image.
   *
   * @param path the file
   * @param longestSide what a larger image is brought to, in its proportions
   */
  public record Settings(
      @Setting("image file") Path path,
      @Setting(
              "pixels of the longer side that a larger image is brought to, in its proportions; if"
                  + " left out, it keeps its size")
          Optional<@Min(8) @Max(16_384) Integer> longestSide) {}

  private record State(DatasetContents contents, ByteBuffer planes) {}

  /** Makes the dataset; nothing is read yet. */
  @Inject
  public SingleImage(Settings settings) {
    this.settings = settings;
  }

  @Override
  public DatasetContents contents() {
    return state().contents();
  }

  @Override
  public void read(int position, ByteBuffer target) {
    Objects.checkIndex(position, 1);
    target.put(state().planes().duplicate());
  }

  private synchronized State state() {
    if (state == null) {
      state = open();
    }
    return state;
  }

  private State open() {
    try {
      // Unread: what is larger than any image that is decoded.
      ImageLoader.checkLength(Files.size(settings.path()));
      byte[] file = Files.readAllBytes(settings.path());
      Planes planes =
          new ImageDecoder(1, Resize.STRETCH, ImageDecoder.newMemory())
              .decode(file, settings.longestSide().orElse(Integer.MAX_VALUE));
      return new State(contents(planes, ContentHash.of(file)), planes.bytes());
    } catch (IOException e) {
      throw unusable(
          e instanceof NoSuchFileException ? "there is no such file" : Words.reason(e), e);
    } catch (BrokenImageException e) {
      throw unusable(e.getMessage(), e);
    }
  }

  private DatasetContents contents(Planes planes, ContentHash file) {
    String what =
        "%s %d %d %d".formatted(file.hex(), planes.height(), planes.width(), ImageDecoder.VERSION);
    return new DatasetContents(
        List.of(ImageFiles.CLASS_NAME),
        List.of(new LabelledImage(settings.path().toString(), 0)),
        planes.height(),
        planes.width(),
        Resize.STRETCH,
        ContentHash.of(what + "\n" + settings.path()).hex());
  }

  private UserException unusable(String reason, Exception cause) {
    return new UserException(
        "image-file: '%s' cannot be read: %s".formatted(settings.path(), reason),
        "name a JPEG, PNG, GIF, BMP or WebP image",
        cause);
  }
}
