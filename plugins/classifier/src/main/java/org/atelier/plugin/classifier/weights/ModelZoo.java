package org.atelier.plugin.classifier.weights;

import ai.djl.Application;
import ai.djl.repository.Artifact;
import ai.djl.repository.MRL;
import ai.djl.repository.Repository;
import com.google.gson.JsonParseException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.atelier.api.UserException;

/**
 * Weights from a model zoo of DJL: image classifiers as TorchScript archives or safetensors files.
 *
 * <p>DJL downloads a model once, over https, checks its SHA-1 and keeps it in its cache, the folder
 * that {@code DJL_CACHE_DIR} names or {@code ~/.djl.ai}.
 */
public final class ModelZoo {
  /** Where the models of DJL's own zoos are. */
  private static final String SERVER = "https://mlrepo.djl.ai/";

  private static final String WORD = "([A-Za-z0-9][A-Za-z0-9_-]*(?:\\.[A-Za-z0-9_-]+)*)";
  private static final Pattern ADDRESS =
      Pattern.compile("djl://%1$s/%1$s/%1$s/%1$s".formatted(WORD));

  private final Repository repository;

  /**
   * Makes a zoo.
   *
   * @param repository where its models are
   */
  ModelZoo(Repository repository) {
    this.repository = repository;
  }

  /** Returns the zoos that DJL's authors publish. */
  public static ModelZoo published() {
    return new ModelZoo(Repository.newInstance("model zoo", SERVER));
  }

  /** Returns whether a text is the address of a model in a zoo. */
  public static boolean isAddress(String text) {
    return ADDRESS.matcher(text).matches();
  }

  /**
   * Fetches a model, if it is not in the cache yet, and opens it.
   *
   * @param address {@code djl://GROUP/FAMILY/VERSION/NAME}
   * @param remedy how the user gets weights without the zoo
   * @throws UserException if the zoo cannot be reached, does not have the model, or has it in a
   *     form that cannot be read
   */
  public TensorSource open(String address, String remedy) {
    Matcher parts = ADDRESS.matcher(address);
    if (!parts.matches()) {
      throw new IllegalArgumentException(address);
    }
    MRL family =
        repository.model(
            Application.CV.IMAGE_CLASSIFICATION,
            parts.group(1),
            parts.group(2),
            parts.group(3),
            parts.group(4));
    try {
      Artifact artifact = family.match(Map.of());
      if (artifact == null) {
        throw new UserException(
            "the model zoo has no %s; of %s/%s it has: %s"
                .formatted(address, parts.group(1), parts.group(2), names(family)),
            remedy);
      }
      family.prepare(artifact);
      return open(address, repository.getResourceDirectory(artifact), remedy);
    } catch (IOException | JsonParseException e) {
      throw new UserException(
          "the model %s cannot be fetched: %s".formatted(address, describe(e)), remedy, e);
    }
  }

  private static TensorSource open(String address, Path folder, String remedy) throws IOException {
    List<Path> files;
    try (Stream<Path> content = Files.list(folder)) {
      files = content.sorted().toList();
    }
    for (Path file : files) {
      if (file.toString().endsWith(".safetensors")) {
        return SafetensorsFile.open(file, remedy);
      }
      if (file.toString().endsWith(".pt")) {
        return TorchArchive.open(file, remedy);
      }
    }
    throw new UserException(
        "the model %s has neither a TorchScript archive (.pt) nor a .safetensors file, but %s"
            .formatted(
                address,
                files.stream()
                    .map(file -> file.getFileName().toString())
                    .collect(Collectors.joining(", "))),
        remedy);
  }

  private static String names(MRL family) throws IOException {
    return family.listArtifacts().stream()
        .map(Artifact::getName)
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private static String describe(Exception failure) {
    if (failure instanceof UnknownHostException) {
      return "there is no way to %s, is the network down?".formatted(failure.getMessage());
    }
    String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    // the latter is what DJL says of a zoo that is a folder
    if (failure instanceof FileNotFoundException || message.endsWith(" resource not found.")) {
      return "the zoo does not have it";
    }
    return message;
  }
}
