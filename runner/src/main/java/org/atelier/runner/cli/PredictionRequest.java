package org.atelier.runner.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.atelier.runner.report.PredictionsWriter.Format;

/**
 * What {@code atelier predict} is asked for.
 *
 * @param model a model folder, or a folder with one model
 * @param images paths of images and of folders
 * @param lists files with such paths, one on each line; {@value #STANDARD_INPUT} is standard input
 * @param format how the predictions are written
 * @param out where to; empty for standard output
 * @param top how many classes of each image are written
 * @param flips whether mirror images count too
 * @param batchSize images per pass through the network
 * @param engine the engine
 * @param device the device
 * @param plugins more folders of plugins
 * @param arguments the command line as it was typed
 */
record PredictionRequest(
    Path model,
    List<String> images,
    List<String> lists,
    Format format,
    Optional<Path> out,
    OptionalInt top,
    boolean flips,
    int batchSize,
    String engine,
    String device,
    List<Path> plugins,
    List<String> arguments) {
  /** Stands for standard input, as with other programs. */
  static final String STANDARD_INPUT = "-";
}
