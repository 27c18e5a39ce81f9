package org.atelier.runner.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.atelier.api.ModelManifest;
import org.atelier.api.UserException;
import org.atelier.runner.training.SavedModels;

/**
 * The pipeline that {@code atelier stylize} runs.
 *
 * @param request what is asked for
 * @param source how pictures are made
 * @param work a folder for its files
 */
record StylizePipeline(StylizeRequest request, TransferSource source, Path work) {
  private static final String STYLE_IMAGES = "style-images";
  private static final String IMAGE_BANK = "image-bank";

  /** Returns the name of the stage that makes the pictures of an image. */
  static String stage(int content) {
    return "picture-" + (content + 1);
  }

  /**
   * Returns the pipeline as plain values, and writes the files that it names.
   *
   * @throws UserException if the method cannot do what is asked for
   */
  Map<String, Object> yaml() throws IOException {
    Map<String, Object> datasets = new LinkedHashMap<>();
    Map<String, Object> stages = new LinkedHashMap<>(source.stages());
    Map<String, Object> settings = new LinkedHashMap<>(source.settings());
    addStrength(settings);
    List<String> images = request.styles().stream().filter(StylizePipeline::isFile).toList();
    if (!images.isEmpty()) {
      datasets.put(STYLE_IMAGES, styleImages(images));
      addStyleImages(images.size(), stages, settings);
    }
    addStyles(settings);
    for (int index = 0; index < request.contents().size(); index++) {
      String content = "content-" + (index + 1);
      datasets.put(content, contentImage(request.contents().get(index)));
      Map<String, Object> transfer = new LinkedHashMap<>(settings);
      transfer.put("type", "transfer-style");
      transfer.put("content", content);
      stages.put(stage(index), transfer);
    }
    return Map.of("datasets", datasets, "stages", stages);
  }

  private static boolean isFile(String style) {
    return Files.isRegularFile(Path.of(style));
  }

  private void addStrength(Map<String, Object> settings) {
    if (request.strength().isPresent()) {
      if (!source.method().equals(TransferSource.FAST)) {
        throw new UserException(
            "--style-strength is for fast transfer, but this run's method is %s"
                .formatted(source.method()),
            "leave --style-strength out");
      }
      changeFast(settings, "style-strength", request.strength().getAsDouble());
    }
  }

  private static void changeFast(Map<String, Object> settings, String key, Object value) {
    Map<Object, Object> fast = new LinkedHashMap<>((Map<?, ?>) settings.get(TransferSource.FAST));
    fast.put(key, value);
    settings.put(TransferSource.FAST, fast);
  }

  private void addStyleImages(
      int images, Map<String, Object> stages, Map<String, Object> settings) {
    if (source.method().equals(TransferSource.FAST)) {
      changeFast(settings, STYLE_IMAGES, STYLE_IMAGES);
      return;
    }
    if (images < request.styles().size()) {
      throw new UserException(
          "with method %s the styles of images and those that were learnt cannot be mixed"
              .formatted(source.method()),
          "run one command for the images, and one for the names");
    }
    Map<String, Object> bank = new LinkedHashMap<>();
    source
        .bank()
        .forEach(
            (key, value) -> {
              if (List.of("layers", "scales", "batch-size").contains(key)) {
                bank.put(key, value);
              }
            });
    bank.putAll(
        Map.of(
            "type",
            "style-bank",
            "network",
            TransferSource.NETWORK,
            "dataset",
            STYLE_IMAGES,
            "level",
            "image"));
    String network = source.network().orElseThrow().toAbsolutePath().toString();
    stages.put(TransferSource.NETWORK, Map.of("type", "open-model", "path", network));
    stages.put(IMAGE_BANK, bank);
    settings.put(TransferSource.BANK, IMAGE_BANK);
  }

  /** Returns the dataset of images that show styles, of the size that the network learnt with. */
  private Map<String, Object> styleImages(List<String> images) throws IOException {
    if (source.network().isEmpty()) {
      throw new UserException(
          "method %s gives only styles that it has learnt, not those of images: '%s'"
              .formatted(source.method(), images.get(0)),
          "name a style that was learnt, or use a run with method fast or gatys");
    }
    ModelManifest manifest = SavedModels.only(source.network().get()).manifest();
    Path list = work.resolve("style-images.txt");
    Files.write(list, images);
    return Map.of(
        "type", "image-files",
        "list", list.toString(),
        "relative-to", Path.of("").toAbsolutePath().toString(),
        "image-size", manifest.height(),
        "resize", manifest.resize().name().toLowerCase(Locale.ROOT));
  }

  private Map<String, Object> contentImage(Path content) {
    Map<String, Object> image = new LinkedHashMap<>();
    image.put("type", "image-file");
    image.put("path", content.toAbsolutePath().toString());
    request.longestSide().ifPresent(side -> image.put("longest-side", side));
    return image;
  }

  private void addStyles(Map<String, Object> settings) {
    if (request.blend().isEmpty()) {
      settings.put("styles", request.styles());
      return;
    }
    List<Object> parts = new ArrayList<>();
    for (int index = 0; index < request.styles().size(); index++) {
      parts.add(Map.of("style", request.styles().get(index), "weight", request.blend().get(index)));
    }
    settings.put("blends", List.of(Map.of("styles", parts)));
  }
}
