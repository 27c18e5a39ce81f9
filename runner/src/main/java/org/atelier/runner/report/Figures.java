package org.atelier.runner.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Writes numbers for people. */
public final class Figures {
  private static final int DIGITS = 4;
  private static final double LARGEST_PLAIN = 1e7;
  private static final double LEAST_PLAIN = 1e-5;

  private Figures() {}

  /** Returns a number with four digits that count. */
  public static String number(double value) {
    double size = Math.abs(value);
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    if (value == 0) {
      return "0";
    }
    if (value == Math.rint(value) && size < LARGEST_PLAIN) {
      return String.format(Locale.ROOT, "%.0f", value);
    }
    if (size >= LARGEST_PLAIN || size < LEAST_PLAIN) {
      return String.format(Locale.ROOT, "%.3e", value);
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(DIGITS));
    // Below one, the same number of decimals for all makes a column easy to compare.
    return size < 1 && size >= 1e-3
        ? String.format(Locale.ROOT, "%.4f", value)
        : rounded.toPlainString();
  }

  /** Returns a count with separated thousands. */
  public static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** Returns units per second: whole ones, or with one decimal where there are few. */
  public static String speed(double value) {
    return String.format(Locale.ROOT, value < 9.95 ? "%.1f" : "%,.0f", value);
  }

  /** Returns a number of bytes in the unit that suits it, such as {@code 1.5 MB}. */
  public static String bytes(long bytes) {
    double value = bytes;
    for (String unit : List.of("B", "kB", "MB", "GB")) {
      if (value < 999.5) {
        return unit.equals("B") || value >= 9.95
            ? String.format(Locale.ROOT, "%.0f %s", value, unit)
            : String.format(Locale.ROOT, "%.1f %s", value, unit);
      }
      value /= 1000;
    }
    return String.format(Locale.ROOT, "%,.1f TB", value);
  }

  /** Returns a duration in the two units that matter, such as {@code 1 min 5 s}. */
  public static String duration(double seconds) {
    if (seconds < 9.95) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    Duration duration = Duration.ofSeconds(Math.round(seconds));
    if (duration.toMinutes() == 0) {
      return "%d s".formatted(duration.toSeconds());
    }
    return duration.toHours() == 0
        ? "%d min %d s".formatted(duration.toMinutes(), duration.toSecondsPart())
        : "%d h %d min".formatted(duration.toHours(), duration.toMinutesPart());
  }
}
