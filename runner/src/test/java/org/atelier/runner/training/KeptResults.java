package org.atelier.runner.training;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.atelier.api.StageContext;
import org.atelier.api.result.Content;
import org.atelier.api.result.Metric;
import org.atelier.api.result.Results;

/** The context of a stage called {@code classify} that keeps what is reported. */
final class KeptResults implements StageContext, Results {
  private final Path folder;
  private final Map<String, List<Content>> contents = new LinkedHashMap<>();

  KeptResults(Path folder) {
    this.folder = folder;
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
  public void metric(Metric metric) {
    throw new AssertionError("no metric expected: " + metric);
  }

  @Override
  public void add(String name, Content content) {
    contents.computeIfAbsent(name, unused -> new ArrayList<>()).add(content);
  }

  @Override
  public void warning(String message) {
    throw new AssertionError("no warning expected: " + message);
  }
}
