package org.atelier.runner.definition;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a text without quotes is, by the core schema of YAML 1.2 (section 10.3.2). */
public final class CoreSchema {
  private static final Pattern NOTHING = Pattern.compile("|~|null|Null|NULL");
  private static final Pattern TRUE = Pattern.compile("true|True|TRUE");
  private static final Pattern FALSE = Pattern.compile("false|False|FALSE");
  private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]{1,40}");
  private static final Pattern OCTAL = Pattern.compile("0o[0-7]{1,40}");
  private static final Pattern HEXADECIMAL = Pattern.compile("0x[0-9a-fA-F]{1,40}");
  private static final Pattern FRACTION =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]{1,4})?");
  private static final Pattern INFINITE = Pattern.compile("[-+]?\\.(inf|Inf|INF)");
  private static final Pattern NOT_A_NUMBER = Pattern.compile("\\.(nan|NaN|NAN)");

  private CoreSchema() {}

  /**
   * Returns a {@link Boolean}, {@link BigInteger}, {@link BigDecimal}, an infinite or undefined
   * {@link Double}, or the text itself; empty for null.
   */
  public static Optional<Object> resolve(String text) {
    if (NOTHING.matcher(text).matches()) {
      return Optional.empty();
    }
    if (TRUE.matcher(text).matches() || FALSE.matcher(text).matches()) {
      return Optional.of(TRUE.matcher(text).matches());
    }
    return Optional.of(number(text));
  }

  private static Object number(String text) {
    if (WHOLE.matcher(text).matches()) {
      return new BigInteger(text);
    }
    if (OCTAL.matcher(text).matches()) {
      return new BigInteger(text.substring(2), 8);
    }
    if (HEXADECIMAL.matcher(text).matches()) {
      return new BigInteger(text.substring(2), 16);
    }
    if (FRACTION.matcher(text).matches()) {
      return new BigDecimal(text);
    }
    if (INFINITE.matcher(text).matches()) {
      return text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    return NOT_A_NUMBER.matcher(text).matches() ? Double.NaN : text;
  }
}
