package org.atelier.runner.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What {@code atelier stylize} is asked for.
 *
 * @param source a model folder, or the folder of a run
 * @param stage the run's stage whose method is used; empty if there is only one
 * @param contents the images to restyle
 * @param styles names of styles, or paths of images that show them
 * @param blend how much of each style there is to be in one picture; empty for one picture in each
 * @param strength how much of the style, in [0, 1]; empty for what the method takes by itself
 * @param longestSide what larger images are brought to; empty to keep their size
 * @param out the folder of the pictures
 * @param engine the engine
 * @param device the device
 * @param plugins more folders of plugins
 * @param arguments the command line as it was typed
 */
record StylizeRequest(
    Path source,
    Optional<String> stage,
    List<Path> contents,
    List<String> styles,
    List<Double> blend,
    OptionalDouble strength,
    OptionalInt longestSide,
    Path out,
    String engine,
    String device,
    List<Path> plugins,
    List<String> arguments) {}
