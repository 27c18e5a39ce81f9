package org.atelier.runner.training;

import ai.djl.nn.Block;
import com.fasterxml.jackson.core.JacksonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.atelier.api.ModelManifest;
import org.atelier.api.ModelManifest.Normalisation;
import org.atelier.api.TrainedModel;
import org.atelier.api.UserException;
import org.atelier.runner.output.Json;

/**
 * A trained network on disk: {@code model.json}, which says what it is, and {@code
 * parameters.params}.
 *
 * <p>The files may come from anywhere, so nothing in them is believed: no class is named, and sizes
 * are checked before memory is taken.
 */
final class ModelFolder {
  static final String MANIFEST = "model.json";
  private static final String PARAMETERS = "parameters.params";
  private static final int FORMAT_VERSION = 2;

  /** Values in one input image: half a gigabyte of them. */
  private static final long MAXIMUM_INPUT = 1L << 27;

  private static final int MAXIMUM_CLASSES = 1 << 16;

  private final Path folder;

  ModelFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * What {@code model.json} holds.
   *
   * @param formatVersion which version of this format it is
   * @param manifest what the network is
   */
  private record Contents(int formatVersion, ModelManifest manifest) {
    private Contents {
      Objects.requireNonNull(manifest, "manifest");
    }
  }

  /** Returns the parameter file. */
  ParameterFile parameters() {
    return new ParameterFile(folder.resolve(PARAMETERS), this);
  }

  /**
   * Writes a network: the parameters first, so that a manifest never speaks of parameters that are
   * not there.
   */
  TrainedModel write(ModelManifest network, Block block) throws IOException {
    Files.createDirectories(folder);
    String digest = parameters().write(block);
    ModelManifest manifest =
        new ModelManifest(
            network.model(),
            network.channels(),
            network.height(),
            network.width(),
            network.resize(),
            network.normalisation(),
            network.classNames(),
            digest);
    new Json().write(folder.resolve(MANIFEST), new Contents(FORMAT_VERSION, manifest));
    return new TrainedModel(folder, manifest);
  }

  /**
   * Reads what the network is.
   *
   * @throws UserException if the file is missing, damaged or of another format version
   */
  ModelManifest manifest() {
    Path file = folder.resolve(MANIFEST);
    try {
      Json json = new Json();
      Map<?, ?> fields = json.read(file, Map.class);
      Object version = fields == null ? "none" : fields.get("formatVersion");
      if (!Integer.valueOf(FORMAT_VERSION).equals(version)) {
        throw new UserException(
            "%s has format version %s, but this version of Atelier reads version %d"
                .formatted(file, version, FORMAT_VERSION),
            "open it with the version of Atelier that wrote it, or train the model again");
      }
      ModelManifest manifest = json.read(file, Contents.class).manifest();
      check(manifest);
      return manifest;
    } catch (NoSuchFileException e) {
      throw damaged("it has no " + MANIFEST, e);
    } catch (JacksonException e) {
      throw damaged("%s is not understood: %s".formatted(MANIFEST, e.getOriginalMessage()), e);
    } catch (IOException e) {
      throw damaged("%s cannot be read: %s".formatted(MANIFEST, e.getMessage()), e);
    }
  }

  /** Returns what to tell the user about a folder that cannot be used. */
  UserException damaged(String how, Throwable cause) {
    return new UserException(
        "the trained model in %s cannot be used: %s".formatted(folder, how),
        "run the stage that trains it again, or restore the folder from a copy",
        cause);
  }

  private void check(ModelManifest manifest) {
    double input = (double) manifest.channels() * manifest.height() * manifest.width();
    int classes = manifest.classNames().size();
    if (input > MAXIMUM_INPUT || classes > MAXIMUM_CLASSES) {
      throw damaged(
          "%s asks for images of %d x %d x %d and for %d classes, more than there can be"
              .formatted(
                  MANIFEST, manifest.channels(), manifest.height(), manifest.width(), classes),
          null);
    }
    if (classes == 0) {
      throw damaged("%s names no classes".formatted(MANIFEST), null);
    }
    Set<String> names = new HashSet<>();
    for (String name : manifest.classNames()) {
      if (!names.add(name)) {
        throw damaged("%s names the class '%s' twice".formatted(MANIFEST, name), null);
      }
    }
    if (!manifest.normalisation().equals(Normalisation.UNIT)) {
      throw damaged(
          "%s asks for pixels times %s, where networks are given pixels times %s"
              .formatted(MANIFEST, manifest.normalisation().scale(), Normalisation.UNIT.scale()),
          null);
    }
  }
}
