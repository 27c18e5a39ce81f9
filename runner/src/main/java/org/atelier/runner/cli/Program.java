package org.atelier.runner.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The command line as a whole: finds the command, runs it, and says what went wrong. */
public final class Program {
  private static final int WIDTH = 100;

  private final Session session;

  /**
   * Makes the program.
   *
   * @param session what its commands work with
   */
  public Program(Session session) {
    this.session = session;
  }

  /**
   * Runs a command.
   *
   * @param arguments the command line
   * @return 0 done, 1 a stage failed, 2 the pipeline file or the command line is wrong, 3 some
   *     images could not be predicted, 130 interrupted
   */
  public int execute(String... arguments) {
    Terminal terminal = session.terminal();
    ErrorReporter errors = new ErrorReporter(terminal);
    CommandLine line = commandLine();
    line.setOut(writer(terminal.out()));
    line.setErr(writer(terminal.err()));
    line.setColorScheme(
        CommandLine.Help.defaultColorScheme(
            CommandLine.Help.Ansi.valueOf(terminal.ink().coloured())));
    line.setUsageHelpWidth(WIDTH);
    line.setParameterExceptionHandler(errors::wrongArguments);
    line.setExecutionExceptionHandler((failure, command, parsed) -> errors.failed(failure));
    try {
      return line.execute(arguments);
    } catch (LinkageError | OutOfMemoryError | StackOverflowError e) {
      return errors.fault(e);
    } finally {
      terminal.out().flush();
      terminal.err().flush();
    }
  }

  private CommandLine commandLine() {
    CommandLine root =
        new CommandLine(new AtelierCommand())
            .addSubcommand(new RunCommand(session))
            .addSubcommand(new ReportCommand(session))
            .addSubcommand(new PredictCommand(session))
            .addSubcommand(new StylizeCommand(session))
            .addSubcommand(new ValidateCommand(session))
            .addSubcommand(new PlanCommand(session))
            .addSubcommand(new RunsCommand(session))
            .addSubcommand(new CompareCommand(session))
            .addSubcommand(new ReproduceCommand(session))
            .addSubcommand(
                new CommandLine(new CacheCommand())
                    .addSubcommand(new CacheListCommand(session))
                    .addSubcommand(new CacheVerifyCommand(session))
                    .addSubcommand(new CachePruneCommand(session)))
            .addSubcommand(new PluginsCommand(session))
            .addSubcommand(new DescribeCommand(session))
            .addSubcommand(new SchemaCommand(session))
            .addSubcommand(new NewPluginCommand(session))
            .addSubcommand(new DoctorCommand(session))
            .addSubcommand(new CompletionCommand(session))
            .addSubcommand(new StageCommand(session));
    root.getSubcommands().values().forEach(Program::addHelp);
    return root;
  }

  private static void addHelp(CommandLine command) {
    command.getSubcommands().values().forEach(Program::addHelp);
    command
        .getCommandSpec()
        .addOption(
            OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this help message and exit.")
                .build());
  }

  private static PrintWriter writer(java.io.PrintStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }
}
