package org.atelier.runner.cli;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Starts this program in a process of its own, with the same Java, class path and environment. */
@FunctionalInterface
public interface ProgramProcess {
  /**
   * Starts it.
   *
   * @param arguments the command line
   * @throws IOException if it cannot be started
   */
  Process start(String... arguments) throws IOException;

  /**
   * Returns what starts a class of this class path with the options of this JVM.
   *
   * @param main the class and the arguments before the command line
   */
  static ProgramProcess of(String... main) {
    return arguments -> {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
          .filter(ProgramProcess::isForAll)
          .forEach(command::add);
      command.addAll(List.of("-cp", System.getProperty("java.class.path")));
      Stream.of(main, arguments).flatMap(Stream::of).forEach(command::add);
      ProcessBuilder builder = new ProcessBuilder(command);
      // These are among the options already.
      builder.environment().remove("JAVA_TOOL_OPTIONS");
      builder.environment().remove("JDK_JAVA_OPTIONS");
      // Threads of several engines share the processors: none is to wait for its own busily.
      builder.environment().putIfAbsent("OMP_WAIT_POLICY", "passive");
      return builder.start();
    };
  }

  /** Agents belong to one process, and so does the archive that it writes. */
  private static boolean isForAll(String option) {
    return Stream.of("-agent", "-javaagent", "-XX:ArchiveClassesAtExit", "-Xlog:class")
        .noneMatch(option::startsWith);
  }
}
