package org.atelier.runner.training;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.atelier.api.StageContext;
import org.atelier.api.result.Content;
import org.atelier.api.result.Metric;
import org.atelier.api.result.Results;
import org.atelier.api.service.Checkpoints;

/** The context of a stage called {@code classify} that keeps what is reported. */
final class KeptResults implements StageContext, Results {
  private final Path folder;
  private final List<String> goneOn = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private final CheckpointFolder checkpoints;
  private final Map<String, List<Content>> contents = new LinkedHashMap<>();

  /** Finds no checkpoints. */
  KeptResults(Path folder) {
    this(folder, folder.resolve(".checkpoints").resolve(UUID.randomUUID().toString()));
  }

  /** Finds the checkpoints in a folder. */
  KeptResults(Path folder, Path checkpoints) {
    this.folder = folder;
    this.checkpoints = new CheckpointFolder(checkpoints, goneOn::add, warnings::add);
  }

  /** Returns where the stage went on from. */
  List<String> goneOn() {
    return goneOn;
  }

  /** Returns what was said about checkpoints that cannot be used. */
  List<String> warnings() {
    return warnings;
  }

  /** Returns what was added, by name. */
  Map<String, List<Content>> contents() {
    return contents;
  }

  @Override
  public String stage() {
    return "classify";
  }

  @Override
  public Path folder() {
    return folder;
  }

  @Override
  public Results results() {
    return this;
  }

  @Override
  public Checkpoints checkpoints() {
    return checkpoints;
  }

  @Override
  public void metric(Metric metric) {
    throw new AssertionError("no metric expected: " + metric);
  }

  @Override
  public void add(String name, Content content) {
    contents.computeIfAbsent(name, unused -> new ArrayList<>()).add(content);
  }

  @Override
  public void page(String name, String title) {
    throw new UnsupportedOperationException("training writes no pages");
  }

  @Override
  public void warning(String message) {
    throw new AssertionError("no warning expected: " + message);
  }
}
