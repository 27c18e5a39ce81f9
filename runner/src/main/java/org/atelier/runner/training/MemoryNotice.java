package org.atelier.runner.training;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.atelier.api.StageContext;
import org.atelier.api.service.Compute;
import org.atelier.api.service.Network;
import org.atelier.api.service.Progress;

/** Tells before training how much memory it will take, and warns if that is more than there is. */
final class MemoryNotice {
  private MemoryNotice() {}

  static void give(
      Network network, int batchSize, Compute compute, Progress progress, StageContext context) {
    Optional<MemoryEstimate> estimate = MemoryEstimate.of(network.block());
    estimate.ifPresent(
        known ->
            give(
                known.bytes(batchSize),
                compute.freeMemory(),
                compute.device().isGpu(),
                progress,
                context));
  }

  static void give(
      long bytes, OptionalLong free, boolean gpu, Progress progress, StageContext context) {
    progress.expectMemory(bytes);
    String place = gpu ? "memory of the GPU" : "memory";
    String needed =
        "%s: training takes about %s of %s".formatted(context.stage(), text(bytes), place);
    if (free.isEmpty()) {
      progress.say(needed);
    } else if (bytes <= free.getAsLong()) {
      progress.say("%s, %s is free".formatted(needed, text(free.getAsLong())));
    } else {
      String warning =
          "training takes about %s of %s, but only %s is free: it may be ended by the system or become very slow; a smaller batch-size or image-size takes less"
              .formatted(text(bytes), place, text(free.getAsLong()));
      progress.say("%s: warning: %s".formatted(context.stage(), warning));
      context.results().warning(warning);
    }
  }

  private static String text(long bytes) {
    return bytes < 1_000_000_000
        ? String.format(Locale.ROOT, "%.0f MB", bytes / 1e6)
        : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
  }
}
