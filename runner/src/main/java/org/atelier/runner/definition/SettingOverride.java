package org.atelier.runner.definition;

import java.util.List;
import java.util.Objects;

/**
 * A value from the command line that takes the place of one in the file.
 *
 * @param option the option as messages name it, such as {@code --set stages.classify.epochs}
 * @param path the keys that lead to the value; {@code *} as the second key stands for each
 *     component of the section whose type has the setting
 * @param value the value as YAML text
 */
public record SettingOverride(String option, List<String> path, String value) {
  /** Stands for every component of a section. */
  public static final String EVERY = "*";

  /** Copies the path. */
  public SettingOverride {
    Objects.requireNonNull(option, "option");
    Objects.requireNonNull(value, "value");
    path = List.copyOf(path);
  }

  /**
   * Reads the argument of {@code --set}.
   *
   * @param argument such as {@code stages.classify.epochs=1}
   * @throws IllegalArgumentException if it is not of that form
   */
  public static SettingOverride parse(String argument) {
    int equals = argument.indexOf('=');
    String path = equals < 0 ? argument : argument.substring(0, equals);
    List<String> keys = List.of(path.split("\\.", -1));
    if (equals < 0 || keys.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException(
          "'%s' is not of the form path=value, such as stages.classify.epochs=1"
              .formatted(argument));
    }
    return new SettingOverride("--set " + path, keys, argument.substring(equals + 1));
  }

  /** Returns the override that gives every stage that has {@code epochs} so many of them. */
  public static SettingOverride epochs(int epochs) {
    return new SettingOverride(
        "--epochs", List.of("stages", EVERY, "epochs"), Integer.toString(epochs));
  }

  /** Tells whether this sets something in every component of a section. */
  public boolean forEvery() {
    return path.size() > 2 && path.get(1).equals(EVERY);
  }

  Position position() {
    return Position.ofOption(option);
  }
}
