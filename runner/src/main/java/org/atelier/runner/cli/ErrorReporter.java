package org.atelier.runner.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.atelier.api.UserException;
import org.atelier.runner.definition.Problem;
import org.atelier.runner.definition.ProblemsException;
import picocli.CommandLine;

/** Says what is wrong with a command line, a pipeline file or the program. */
final class ErrorReporter {
  private final Terminal terminal;

  ErrorReporter(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Explains a command line that cannot be understood. */
  int wrongArguments(CommandLine.ParameterException failure, String[] arguments) {
    terminal.err().println(terminal.ink().bad(failure.getMessage()));
    if (failure instanceof CommandLine.UnmatchedArgumentException) {
      List<String> suggestions =
          ((CommandLine.UnmatchedArgumentException) failure).getSuggestions();
      if (!suggestions.isEmpty()) {
        terminal.err().println("Did you mean: " + String.join(" or ", suggestions) + "?");
      }
    }
    terminal
        .err()
        .printf(
            "'%s --help' shows what there is.%n",
            failure.getCommandLine().getCommandSpec().qualifiedName());
    return ExitCode.WRONG_INPUT;
  }

  /** Explains what a command threw. */
  int failed(Exception failure) {
    if (failure instanceof ProblemsException) {
      return problems(((ProblemsException) failure).problems());
    }
    if (failure instanceof UserException) {
      terminal.err().println(terminal.ink().bad(failure.getMessage()));
      terminal.err().println("  To mend it: " + ((UserException) failure).remedy());
      return ExitCode.WRONG_INPUT;
    }
    return fault(failure);
  }

  private int problems(List<Problem> problems) {
    for (Problem problem : problems) {
      terminal.err().println(problem);
    }
    terminal
        .err()
        .println(
            terminal.ink().bad(problems.size() == 1 ? "1 problem" : problems.size() + " problems"));
    return ExitCode.WRONG_INPUT;
  }

  /** Explains what should never have been thrown; its trace goes into a file. */
  int fault(Throwable failure) {
    if (processEnds()) {
      // After Ctrl-C things break because they are taken away, which is nobody's fault.
      return ExitCode.INTERRUPTED;
    }
    if (failure instanceof OutOfMemoryError) {
      return outOfMemory();
    }
    terminal.err().println(terminal.ink().bad(failure.toString()));
    terminal.err().println("  This is a fault in Atelier.");
    try {
      Path trace = Files.createTempFile("atelier-", ".log");
      try (PrintWriter writer =
          new PrintWriter(Files.newBufferedWriter(trace, StandardCharsets.UTF_8))) {
        failure.printStackTrace(writer);
      }
      terminal.err().println("  Please report it with the file " + trace);
    } catch (IOException e) {
      // Nowhere to put it: better here than lost.
      failure.printStackTrace(terminal.err());
    }
    return ExitCode.FAILED;
  }

  private int outOfMemory() {
    terminal
        .err()
        .println(
            terminal
                .ink()
                .bad(
                    "out of memory (the Java heap may take %d MB)"
                        .formatted(Runtime.getRuntime().maxMemory() >> 20)));
    terminal.err().println("  To mend it: let it take more, as ATELIER_JAVA_OPTIONS=-Xmx4g does");
    return ExitCode.FAILED;
  }

  /** Tells whether the process is ending: then Java takes no more work for its end. */
  private static boolean processEnds() {
    Thread nothing = new Thread(() -> {});
    try {
      Runtime.getRuntime().addShutdownHook(nothing);
      Runtime.getRuntime().removeShutdownHook(nothing);
      return false;
    } catch (IllegalStateException e) {
      return true;
    }
  }
}
