package org.atelier.plugin.classifier.explain;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.atelier.api.Dataset;
import org.atelier.api.DatasetContents;
import org.atelier.api.result.ImageGrid;
import org.atelier.api.result.ImageGrid.Cell;
import org.atelier.api.result.ImageGrid.Row;
import org.atelier.api.result.RgbImage;
import org.atelier.api.result.Table;
import org.atelier.plugin.classifier.evaluate.Prediction;

/** Draws explanations: overlays, the page of them, the page of mistakes, and their table. */
final class ExplanationPages {
  private static final int CHANNELS = 3;
  private static final int PAGE_SIDE = 256;
  private static final int MISTAKES_IN_A_ROW = 6;

  private final Dataset dataset;
  private final DatasetContents contents;
  private final List<String> classNames;

  /**
   * Prepares to draw.
   *
   * @param dataset the images
   * @param classNames the model's classes
   */
  ExplanationPages(Dataset dataset, List<String> classNames) {
    this.dataset = dataset;
    this.contents = dataset.contents();
    this.classNames = classNames;
  }

  /** Returns mistakes one after another, without maps. */
  ImageGrid mistakes(List<Prediction> mistakes) {
    List<Cell> cells = new ArrayList<>();
    for (Prediction mistake : mistakes) {
      String caption =
          "%s\n%s\n%s".formatted(id(mistake), predictedLine(mistake), trueLine(mistake));
      cells.add(new Cell(image(mistake).reducedTo(PAGE_SIDE), caption));
    }
    String title = mistakes.isEmpty() ? "No mistakes" : "Most confident mistakes, the surest first";
    return ImageGrid.flowing(title, MISTAKES_IN_A_ROW, cells);
  }

  /** Returns a row for each image: itself, the predicted class's map and the true class's. */
  ImageGrid page(List<Explanation> explanations, String layer) {
    List<Row> rows = new ArrayList<>();
    for (Explanation explanation : explanations) {
      Prediction prediction = explanation.prediction();
      List<Cell> cells = new ArrayList<>();
      cells.add(new Cell(image(prediction).reducedTo(PAGE_SIDE), id(prediction)));
      cells.add(cell(prediction, explanation.predicted(), predictedLine(prediction)));
      if (!prediction.isCorrect()) {
        cells.add(cell(prediction, explanation.truth(), trueLine(prediction)));
      }
      rows.add(new Row("", cells));
    }
    boolean mistakes = explanations.stream().anyMatch(one -> !one.prediction().isCorrect());
    List<String> headings =
        List.of("image", "speaks for the predicted class", "speaks for the true class");
    return new ImageGrid(
        "Where the classifier sees classes (Grad-CAM of layer '%s')".formatted(layer),
        explanations.isEmpty() ? List.of() : headings.subList(0, mistakes ? 3 : 2),
        rows);
  }

  private Cell cell(Prediction prediction, ClassMap map, String line) {
    return new Cell(
        overlay(prediction, map).reducedTo(PAGE_SIDE),
        map.isEmpty() ? line + "\nnothing speaks for it" : line);
  }

  /**
   * Writes the overlays of an image at its own size.
   *
   * @param explanation the image and its maps
   * @param file the files' name without their ends
   * @return the files' names: one for the predicted class, one for the true class
   */
  List<String> writeOverlays(Explanation explanation, Path folder, String file) throws IOException {
    Prediction prediction = explanation.prediction();
    String predicted = file + "-predicted.png";
    write(overlay(prediction, explanation.predicted()), folder.resolve(predicted));
    if (prediction.isCorrect()) {
      return List.of(predicted, predicted);
    }
    String truth = file + "-true.png";
    write(overlay(prediction, explanation.truth()), folder.resolve(truth));
    return List.of(predicted, truth);
  }

  private static void write(RgbImage image, Path file) throws IOException {
    BufferedImage buffered =
        new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_INT_RGB);
    for (int row = 0; row < image.height(); row++) {
      for (int column = 0; column < image.width(); column++) {
        buffered.setRGB(column, row, image.rgb(row, column));
      }
    }
    Files.createDirectories(file.getParent());
    if (!ImageIO.write(buffered, "png", file.toFile())) {
      throw new IOException("this Java cannot write PNG");
    }
  }

  /** Returns a row for each image; its overlays' files are the {@code i}-th pair of names. */
  Table table(List<Explanation> explanations, List<List<String>> files) {
    List<List<Object>> rows = new ArrayList<>();
    for (int index = 0; index < files.size(); index++) {
      Prediction prediction = explanations.get(index).prediction();
      rows.add(
          List.of(
              id(prediction),
              classNames.get(prediction.truth()),
              classNames.get(prediction.best().label()),
              prediction.best().probability(),
              prediction.isCorrect(),
              prediction.truthProbability(),
              files.get(index).get(0),
              files.get(index).get(1)));
    }
    return new Table(
        "Images that are explained",
        List.of(
            "id",
            "true",
            "predicted",
            "probability",
            "correct",
            "true_probability",
            "predicted_overlay",
            "true_overlay"),
        rows);
  }

  private RgbImage overlay(Prediction prediction, ClassMap map) {
    return Overlay.of(contents.height(), contents.width(), planes(prediction), map);
  }

  private RgbImage image(Prediction prediction) {
    return RgbImage.of(contents.height(), contents.width(), planes(prediction));
  }

  private byte[] planes(Prediction prediction) {
    ByteBuffer planes = ByteBuffer.allocate(CHANNELS * contents.height() * contents.width());
    dataset.read(prediction.position(), planes);
    return planes.array();
  }

  private String id(Prediction prediction) {
    return contents.images().get(prediction.position()).id();
  }

  private String predictedLine(Prediction prediction) {
    return line("predicted", prediction.best().label(), prediction.best().probability());
  }

  private String trueLine(Prediction prediction) {
    return line("true", prediction.truth(), prediction.truthProbability());
  }

  private String line(String word, int label, float probability) {
    return String.format(Locale.ROOT, "%s: %s %.3f", word, classNames.get(label), probability);
  }
}
