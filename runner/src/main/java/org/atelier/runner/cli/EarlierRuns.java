package org.atelier.runner.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.atelier.runner.output.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How long stages took in the last runs of a pipeline. */
final class EarlierRuns {
  private static final Logger LOG = LoggerFactory.getLogger(EarlierRuns.class);
  private static final int LAST = 5;
  private static final String RECORD = "run.json";

  private EarlierRuns() {}

  /**
   * Returns the seconds of each stage that ran to its end, by its name.
   *
   * @param folder the folder of the new run, beside which the earlier ones lie
   */
  static Map<String, Double> seconds(Path folder) {
    Map<String, Double> seconds = new LinkedHashMap<>();
    for (Path run : last(folder)) {
      try {
        for (JsonNode stage :
            new Json().read(run.resolve(RECORD), ObjectNode.class).path("stages")) {
          if (stage.path("status").asText().equals("done") && !stage.path("reused").asBoolean()) {
            seconds.putIfAbsent(stage.path("name").asText(), stage.path("seconds").asDouble());
          }
        }
      } catch (IOException e) {
        LOG.info("{} tells nothing of how long stages take", run, e);
      }
    }
    return seconds;
  }

  /** Returns the last runs, the latest first: their names are their times. */
  private static List<Path> last(Path folder) {
    try (Stream<Path> runs = Files.list(folder.getParent())) {
      return runs.filter(run -> !run.equals(folder) && Files.isRegularFile(run.resolve(RECORD)))
          .sorted(Comparator.comparing((Path run) -> run.getFileName().toString()).reversed())
          .limit(LAST)
          .toList();
    } catch (IOException e) {
      LOG.info("earlier runs cannot be listed", e);
      return List.of();
    }
  }
}
