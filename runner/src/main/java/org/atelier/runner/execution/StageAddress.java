package org.atelier.runner.execution;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.atelier.api.Dataset;
import org.atelier.runner.plan.Plan;
import org.atelier.runner.plan.PlannedComponent;

/** What addresses the checkpoints of a stage. */
final class StageAddress {
  private StageAddress() {}

  /** Returns a hash of all settings of the pipeline, the contents of its datasets and the stage. */
  static String of(Plan plan, PlannedComponent stage, Map<String, Dataset> datasets) {
    StringBuilder text = new StringBuilder();
    text.append(AtelierVersion.current()).append('\n');
    text.append(stage.path()).append('\n');
    text.append(plan.resolved()).append('\n');
    new TreeMap<>(datasets)
        .forEach(
            (path, dataset) ->
                text.append(path)
                    .append(' ')
                    .append(dataset.contents().fingerprint())
                    .append('\n'));
    return HexFormat.of().formatHex(sha256(text.toString()));
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
