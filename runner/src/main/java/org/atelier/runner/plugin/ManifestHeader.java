package org.atelier.runner.plugin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads OSGi's common header syntax (OSGi Core 8, section 3.2.4): clauses joined by commas, each
 * some paths and then parameters joined by semicolons.
 */
final class ManifestHeader {
  private ManifestHeader() {}

  /**
   * One path of a clause, with the clause's parameters.
   *
   * @param path the package, or whatever the header lists
   * @param parameters attributes by name, and directives by name with a colon at the end
   */
  record Clause(String path, Map<String, String> parameters) {
    /** Returns an attribute or a directive, or a default. */
    String parameter(String name, String otherwise) {
      return parameters.getOrDefault(name, otherwise);
    }
  }

  /** Reads a header; an empty one has no clauses. */
  static List<Clause> clauses(String header) {
    List<Clause> clauses = new ArrayList<>();
    for (String text : split(header, ',')) {
      List<String> paths = new ArrayList<>();
      Map<String, String> parameters = new LinkedHashMap<>();
      for (String part : split(text, ';')) {
        int equals = part.indexOf('=');
        if (equals < 0) {
          paths.add(part.strip());
        } else {
          boolean directive = equals > 0 && part.charAt(equals - 1) == ':';
          String name = part.substring(0, directive ? equals - 1 : equals).strip();
          String value = part.substring(equals + 1).strip().replace("\"", "");
          parameters.put(directive ? name + ":" : name, value);
        }
      }
      paths.forEach(path -> clauses.add(new Clause(path, Map.copyOf(parameters))));
    }
    return clauses;
  }

  private static List<String> split(String text, char separator) {
    List<String> parts = new ArrayList<>();
    boolean quoted = false;
    int start = 0;
    for (int at = 0; at < text.length(); at++) {
      char letter = text.charAt(at);
      if (letter == '"') {
        quoted = !quoted;
      } else if (letter == separator && !quoted) {
        parts.add(text.substring(start, at));
        start = at + 1;
      }
    }
    parts.add(text.substring(start));
    parts.removeIf(String::isBlank);
    return parts;
  }
}
