package org.atelier.runner.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/** The CPU, as far as an engine's choice of instructions depends on it. */
final class Processor {
  private static final Path LINUX = Path.of("/proc/cpuinfo");

  private Processor() {}

  /** Returns model and instruction set in one line, the same on every machine with this CPU. */
  static String describe() {
    String architecture = System.getProperty("os.arch");
    if (Files.isReadable(LINUX)) {
      try {
        return architecture + " " + describe(Files.readAllLines(LINUX));
      } catch (IOException e) {
        return architecture; // then all machines of this architecture share one memory
      }
    }
    return architecture + " " + System.getenv().getOrDefault("PROCESSOR_IDENTIFIER", "");
  }

  /** Describes the first processor of Linux's list. */
  static String describe(List<String> lines) {
    // virtual machines hide the model's name, so the instruction set counts as well
    CRC32 flags = new CRC32();
    flags.update(value(lines, "flags").getBytes(StandardCharsets.UTF_8));
    return Stream.of("model name", "cpu family", "model", "stepping")
            .map(key -> value(lines, key))
            .filter(value -> !value.isEmpty())
            .collect(Collectors.joining(" "))
        + " "
        + String.format(Locale.ROOT, "%08x", flags.getValue());
  }

  /** Returns the model's name. */
  static String name() {
    if (!Files.isReadable(LINUX)) {
      return System.getenv().getOrDefault("PROCESSOR_IDENTIFIER", System.getProperty("os.arch"));
    }
    try {
      return value(Files.readAllLines(LINUX), "model name");
    } catch (IOException e) {
      return System.getProperty("os.arch");
    }
  }

  private static String value(List<String> lines, String key) {
    return lines.stream()
        .map(line -> line.split(":", 2))
        .filter(parts -> parts.length == 2 && parts[0].strip().equals(key))
        .map(parts -> parts[1].strip())
        .findFirst()
        .orElse("");
  }
}
