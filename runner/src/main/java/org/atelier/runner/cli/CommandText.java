package org.atelier.runner.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes a command line so that a shell reads it back as it was. */
final class CommandText {
  private static final Pattern PLAIN = Pattern.compile("[\\w@%+=:,./-]+");

  private CommandText() {}

  static String of(List<String> arguments) {
    return arguments.stream()
        .map(CommandText::quote)
        .collect(Collectors.joining(" ", "atelier ", ""));
  }

  /**
   * Writes the command that goes on with what a command had begun: one that wants stages anew must
   * not be asked for again, as it would discard what is done.
   */
  static String goingOn(List<String> arguments) {
    List<String> kept = new ArrayList<>();
    boolean value = false;
    for (String argument : arguments) {
      boolean anew = argument.equals("--from");
      if (!value && !anew && !argument.equals("--force") && !argument.startsWith("--from=")) {
        kept.add(argument);
      }
      value = anew && !value;
    }
    return of(kept);
  }

  private static String quote(String argument) {
    return PLAIN.matcher(argument).matches()
        ? argument
        : "'" + argument.replace("'", "'\\''") + "'";
  }
}
