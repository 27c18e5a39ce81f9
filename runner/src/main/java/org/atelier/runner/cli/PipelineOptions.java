package org.atelier.runner.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The pipeline file and what the command line changes in it. */
@Command
final class PipelineOptions {
  @Parameters(paramLabel = "FILE", description = "The pipeline file.")
  private Path file;

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description =
          "Sets a value of the pipeline, such as stages.classify.epochs=1; may be repeated.")
  private List<String> settings = new ArrayList<>();

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Sets the epochs of every stage that has them.")
  private Integer epochs;

  @Option(
      names = "--engine",
      paramLabel = "ENGINE",
      description = "Sets the engine: auto, mxnet or pytorch.")
  private String engine;

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      description = "Sets the device: auto, cpu, gpu or gpu:N.")
  private String device;

  @Mixin private PluginOptions plugins;

  Path file() {
    return file;
  }

  List<String> settings() {
    return settings;
  }

  Integer epochs() {
    return epochs;
  }

  String engine() {
    return engine;
  }

  String device() {
    return device;
  }

  List<Path> pluginFolders() {
    return plugins.folders();
  }
}
