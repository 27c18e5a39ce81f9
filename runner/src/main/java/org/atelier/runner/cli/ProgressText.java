package org.atelier.runner.cli;

import org.atelier.runner.report.Figures;

/** Puts into words how far a piece of work is. */
final class ProgressText {
  private ProgressText() {}

  /** Returns such as {@code 1,280 of 4,096 images, 256 images/s, 11 s left}. */
  static String of(long done, long total, String unit, double seconds) {
    double speed = seconds > 0 ? done / seconds : 0;
    String left =
        done > 0 && done < total
            ? ", %s left".formatted(Figures.duration((total - done) / speed))
            : "";
    return "%s of %s %s, %s %s/s%s"
        .formatted(
            Figures.count(done), Figures.count(total), unit, Figures.speed(speed), unit, left);
  }
}
