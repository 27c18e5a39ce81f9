package org.atelier.runner.execution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.atelier.runner.output.Folders;
import org.atelier.runner.output.Json;
import org.atelier.runner.output.WholeFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts in order what runs left behind whose process was killed: their records no longer say that
 * they go on, and what they had written by half is removed. Finished stages stay.
 */
public final class KilledRuns {
  private static final Logger LOG = LoggerFactory.getLogger(KilledRuns.class);

  private KilledRuns() {}

  /**
   * Looks through the runs of one pipeline. A run that cannot be put in order stays as it is.
   *
   * @param runs the folder with the pipeline's run folders; it may not exist
   */
  public static void putInOrder(Path runs) {
    try {
      for (Path run : folders(runs, folder -> true)) {
        Optional<RunMark> mark = RunMark.takeOver(run);
        if (mark.isPresent()) {
          try (RunMark taken = mark.get()) {
            putRunInOrder(run);
            taken.remove();
          }
        }
      }
    } catch (IOException e) {
      LOG.warn("killed runs in {} cannot be put in order", runs, e);
    }
  }

  /**
   * Looks through the runs of all pipelines.
   *
   * @param runs the folder of all runs, or of one pipeline's; it may not exist
   */
  public static void putAllInOrder(Path runs) {
    putInOrder(runs);
    try {
      folders(runs, folder -> true).forEach(KilledRuns::putInOrder);
    } catch (IOException e) {
      LOG.warn("killed runs in {} cannot be put in order", runs, e);
    }
  }

  private static void putRunInOrder(Path run) throws IOException {
    LOG.info("the run {} was killed: what it had written by half is removed", run);
    for (Path unfinished : folders(run.resolve(RunFolder.STAGES), KilledRuns::isHidden)) {
      Folders.delete(unfinished);
    }
    WholeFile.removeHalfWritten(run);
    Path record = run.resolve(RunFolder.RECORD);
    if (Files.exists(record)) {
      setKilled(record);
    }
  }

  private static void setKilled(Path record) throws IOException {
    Json json = new Json();
    Map<?, ?> held = json.read(record, Map.class);
    Map<Object, Object> fields = new LinkedHashMap<>(held);
    if (RunStatus.RUNNING.word().equals(fields.get("status"))) {
      fields.put("status", RunStatus.KILLED.word());
      json.write(record, fields);
    }
  }

  private static boolean isHidden(Path path) {
    return path.getFileName().toString().startsWith(".");
  }

  private static List<Path> folders(Path parent, Predicate<Path> wanted) throws IOException {
    return list(parent).stream()
        .filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
        .filter(wanted)
        .toList();
  }

  private static List<Path> list(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.list(folder)) {
      return paths.sorted().toList();
    }
  }
}
