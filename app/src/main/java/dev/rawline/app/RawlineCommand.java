package dev.rawline.app;

import dev.rawline.app.data.DataCommand;
import dev.rawline.app.experiment.DemoCommand;
import dev.rawline.app.experiment.DriftCommand;
import dev.rawline.app.experiment.ForensicsCommand;
import dev.rawline.app.experiment.OptimizeCommand;
import dev.rawline.app.experiment.SubmitCommand;
import dev.rawline.app.generate.GenerateCommand;
import dev.rawline.app.lab.LabCommand;
import dev.rawline.app.options.ClusterCommand;
import dev.rawline.app.options.Converters;
import dev.rawline.app.quality.QualityCommand;
import dev.rawline.app.render.CorruptCommand;
import dev.rawline.app.render.GradientsCommand;
import dev.rawline.app.render.InfoCommand;
import dev.rawline.app.render.ProcessCommand;
import dev.rawline.app.render.ViewsCommand;
import dev.rawline.app.serve.ServeCommand;
import dev.rawline.app.simulate.CalibrateCommand;
import dev.rawline.app.simulate.ImportCommand;
import dev.rawline.app.simulate.ScaleIntensityCommand;
import dev.rawline.app.simulate.SimulateCommand;
import dev.rawline.app.terminal.CliErrorHandler;
import dev.rawline.app.terminal.ExitCode;
import dev.rawline.app.terminal.HelpPage;
import dev.rawline.app.terminal.InterruptHandler;
import dev.rawline.app.terminal.TerminalCommand;
import dev.rawline.app.terminal.TerminalWriter;
import dev.rawline.app.train.AnimateCommand;
import dev.rawline.app.train.EvaluateCommand;
import dev.rawline.app.train.ExportCommand;
import dev.rawline.app.train.PredictCommand;
import dev.rawline.app.train.TrainCommand;
import dev.rawline.workbench.output.Version;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** {@code rawline}: the words before the command, and what the exit codes mean. */
@Command(
    name = "rawline",
    header =
        "Raw sensor data and an explicit model of the camera: from raw files to pictures and"
            + " trained models.",
    synopsisSubcommandLabel = "COMMAND",
    versionProvider = RawlineCommand.Versions.class)
final class RawlineCommand implements TerminalCommand.Root {
  private static final String VERSION = "rawline " + Version.CURRENT;

  /** Every command, in the order of the help. */
  private static final List<Class<?>> COMMANDS =
      List.of(
          DemoCommand.class,
          ViewsCommand.class,
          ProcessCommand.class,
          GradientsCommand.class,
          CorruptCommand.class,
          SimulateCommand.class,
          ScaleIntensityCommand.class,
          ImportCommand.class,
          CalibrateCommand.class,
          GenerateCommand.class,
          TrainCommand.class,
          PredictCommand.class,
          EvaluateCommand.class,
          ExportCommand.class,
          DriftCommand.class,
          ForensicsCommand.class,
          OptimizeCommand.class,
          SubmitCommand.class,
          QualityCommand.class,
          LabCommand.class,
          ServeCommand.class,
          InfoCommand.class,
          DataCommand.class,
          AnimateCommand.class,
          CompletionCommand.class);

  private final InterruptHandler interruption;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = CommandLine.ScopeType.INHERIT,
      description = "Show this help.")
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version.")
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  private boolean version;

  @Option(
      names = "--verbose",
      scope = CommandLine.ScopeType.INHERIT,
      description = "Show the stack trace of an unexpected failure.")
  private boolean verbose;

  private RawlineCommand(InterruptHandler interruption) {
    this.interruption = interruption;
  }

  @Override
  public InterruptHandler interruption() {
    return interruption;
  }

  /** Runs one command and returns its exit code. */
  static int run(String[] arguments, PrintWriter out, PrintWriter err) {
    // Studying the options of all commands takes five times as long as starting the JVM.
    if (Arrays.equals(arguments, new String[] {"--version"})) {
      out.println(VERSION);
      return ExitCode.DONE.number();
    }
    PrintWriter shown = new TerminalWriter(err);
    try (InterruptHandler interruption = new InterruptHandler(shown)) {
      int code = run(new RawlineCommand(interruption), arguments, new TerminalWriter(out), shown);
      return interruption.happened() ? ExitCode.INTERRUPTED.number() : code;
    }
  }

  /** No words are a question for help, and {@code help views} is {@code views --help}. */
  private static String[] helpAsOption(CommandLine commands, String... arguments) {
    if (arguments.length > 0 && !arguments[0].equals("help")) {
      return arguments;
    }
    List<String> words = new ArrayList<>();
    CommandLine at = commands;
    for (String word :
        Arrays.asList(arguments).subList(Math.min(1, arguments.length), arguments.length)) {
      CommandLine next = at.getSubcommands().get(word);
      if (next == null && !(at.getCommand() instanceof TerminalCommand)) {
        words.add(word);
        return words.toArray(String[]::new); // there is no such command
      }
      if (next != null) {
        words.add(word);
        at = next;
      }
    }
    words.add("--help");
    return words.toArray(String[]::new);
  }

  private static int run(
      RawlineCommand rawline, String[] arguments, PrintWriter out, PrintWriter err) {
    List<String> words = List.of(arguments);
    boolean inFile = words.stream().anyMatch(word -> word.startsWith("@")); // arguments in a file
    CommandLine commandLine =
        commandLine(rawline, name -> inFile || words.contains(name), out, err);
    try {
      return commandLine.execute(helpAsOption(commandLine, arguments));
    } catch (OutOfMemoryError | LinkageError failure) {
      return CliErrorHandler.explain(failure, commandLine, rawline.verbose);
    }
  }

  /**
   * Returns all commands, with what happens to their mistakes and failures.
   *
   * @param studied whether the options of the command of a name are needed: studying those of all
   *     takes longer than most commands
   */
  private static CommandLine commandLine(
      RawlineCommand rawline, Predicate<String> studied, PrintWriter out, PrintWriter err) {
    CommandLine commandLine = new CommandLine(rawline);
    for (Class<?> type : COMMANDS) {
      Command command = type.getAnnotation(Command.class);
      if (studied.test(command.name())) {
        commandLine.addSubcommand(new CommandLine(type)); // its model is transformed
      } else {
        CommandSpec listed = CommandSpec.create();
        listed.usageMessage().header(command.header());
        commandLine.addSubcommand(command.name(), listed);
      }
    }
    commandLine
        .setOut(out)
        .setErr(err)
        .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
        .setUsageHelpWidth(100)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(CliErrorHandler::explain)
        .setExecutionExceptionHandler(
            (failure, command, parsed) ->
                CliErrorHandler.explain(failure, command, rawline.verbose));
    commandLine.setExecutionStrategy(RawlineCommand::execute);
    Converters.install(commandLine);
    HelpPage.install(commandLine);
    describe(commandLine);
    return commandLine;
  }

  /** Returns all commands, for their documentation and completion. */
  static CommandLine documented(InterruptHandler interruption, PrintWriter out) {
    return commandLine(new RawlineCommand(interruption), _ -> true, out, out);
  }

  /** Runs the last command of a line; what it returns is the exit code. */
  private static int execute(CommandLine.ParseResult parsed) {
    for (CommandLine command : parsed.asCommandLineList()) {
      if (command.isUsageHelpRequested() && command.getOut() instanceof TerminalWriter terminal) {
        command
            .setOut(terminal.unescaped())
            .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.AUTO));
      }
    }
    CommandLine last = parsed.asCommandLineList().getLast();
    int code = run(parsed, last);
    if (last.getExecutionResult() instanceof ExitCode own) {
      last.<TerminalCommand>getCommand().suggestNext(own);
      return own.number();
    }
    return code;
  }

  private static int run(CommandLine.ParseResult parsed, CommandLine last) {
    if (!(last.getCommand() instanceof ClusterCommand command) || last.isUsageHelpRequested()) {
      return new CommandLine.RunLast().execute(parsed);
    }
    try {
      return command
          .cluster()
          .run(
              parsed.originalArgs(),
              command.interruption(),
              () -> new CommandLine.RunLast().execute(parsed));
    } catch (CommandLine.ExecutionException | CommandLine.ParameterException e) {
      throw e;
    } catch (Exception e) {
      throw new CommandLine.ExecutionException(last, e.getMessage(), e);
    }
  }

  private static void describe(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    spec.usageMessage()
        .sortOptions(false)
        .synopsisHeading("%nUsage: ")
        .exitCodeListHeading("%nExit codes:%n")
        .exitCodeList(ExitCode.table(spec.userObject().getClass()));
    command.getSubcommands().values().stream()
        .filter(below -> below.getCommandSpec().userObject() != null)
        .forEach(RawlineCommand::describe);
  }

  /** Returns the version. */
  static final class Versions implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {VERSION};
    }
  }

  /** {@code rawline completion}: prints what bash needs to complete commands and options. */
  @Command(name = "completion", header = "Print the bash completion of all commands and options.")
  static final class CompletionCommand extends TerminalCommand {
    private static final Pattern WORDS =
        Pattern.compile("(?<=  local )\\w+_option_args(=\\(.*\\) # --([\\w-]+) values)");

    private static final Pattern USE =
        Pattern.compile(
            "(?m)('--([\\w-]+)'\\)\\R.*\\R +COMPREPLY=\\( \\$\\( compReplyArray"
                + " \"\\$\\{)\\w+_option_args");

    private static String words(String option) {
      return option.replace('-', '_') + "_option_args";
    }

    @Override
    public ExitCode call() {
      String script = AutoComplete.bash("rawline", documented(interruption(), out()));
      // Where no word is known, bash is to complete files, as for any program.
      script = script.replace("  type compopt &>/dev/null && compopt +o default\n", "");
      // The words of an option are to be called after it, not after the label of its value.
      script =
          WORDS
              .matcher(script)
              .replaceAll(
                  found -> Matcher.quoteReplacement(words(found.group(2)) + found.group(1)));
      script =
          USE.matcher(script)
              .replaceAll(
                  found -> Matcher.quoteReplacement(found.group(1) + words(found.group(2))));
      out().print(script);
      out().flush();
      return ExitCode.DONE;
    }

    @Override
    protected List<String> next() {
      return List.of(); // bash reads what it prints
    }
  }
}
