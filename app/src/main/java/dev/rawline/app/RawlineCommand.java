package dev.rawline.app;

import dev.rawline.app.data.DataCommand;
import dev.rawline.app.experiment.DriftCommand;
import dev.rawline.app.experiment.ForensicsCommand;
import dev.rawline.app.experiment.OptimizeCommand;
import dev.rawline.app.lab.LabCommand;
import dev.rawline.app.quality.QualityCommand;
import dev.rawline.app.render.CorruptCommand;
import dev.rawline.app.render.GradientsCommand;
import dev.rawline.app.render.InfoCommand;
import dev.rawline.app.render.ProcessCommand;
import dev.rawline.app.render.ViewsCommand;
import dev.rawline.app.simulate.CalibrateCommand;
import dev.rawline.app.simulate.ImportCommand;
import dev.rawline.app.simulate.ScaleIntensityCommand;
import dev.rawline.app.simulate.SimulateCommand;
import dev.rawline.app.terminal.CliErrorHandler;
import dev.rawline.app.terminal.ExitCode;
import dev.rawline.app.terminal.HelpText;
import dev.rawline.app.terminal.InterruptHandler;
import dev.rawline.app.terminal.RootCommand;
import dev.rawline.app.train.AnimateCommand;
import dev.rawline.app.train.EvaluateCommand;
import dev.rawline.app.train.PredictCommand;
import dev.rawline.app.train.TrainCommand;
import dev.rawline.workbench.output.Version;
import java.io.PrintWriter;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** {@code rawline}: the words before the command, and what the exit codes mean. */
@Command(
    name = "rawline",
    synopsisHeading = "%nUsage: ",
    header =
        "Raw sensor data and an explicit model of the camera: from raw files to pictures and trained models.",
    subcommands = {
      DemoCommand.class,
      ViewsCommand.class,
      ProcessCommand.class,
      GradientsCommand.class,
      CorruptCommand.class,
      SimulateCommand.class,
      ScaleIntensityCommand.class,
      ImportCommand.class,
      CalibrateCommand.class,
      TrainCommand.class,
      PredictCommand.class,
      EvaluateCommand.class,
      DriftCommand.class,
      ForensicsCommand.class,
      OptimizeCommand.class,
      QualityCommand.class,
      LabCommand.class,
      InfoCommand.class,
      DataCommand.class,
      AnimateCommand.class,
      CompletionCommand.class
    },
    synopsisSubcommandLabel = "COMMAND",
    versionProvider = RawlineCommand.Versions.class,
    footer = {
      "",
      HelpText.EXAMPLES,
      "  ./rawline demo --quick --out demo",
      "  ./rawline info examples/chart.png",
      "  ./rawline views examples/chart.png --camera drone --out views",
      "  ./rawline process examples/chart.png --camera drone --isp examples/isp.yaml --out process",
      "  ./rawline gradients examples/chart.png --camera drone --out gradients",
      "  ./rawline corrupt examples/pictures/BAS/000001.jpg --corruption fog --out foggy",
      "  ./rawline simulate aerial-street --camera drone --count 8 --out streets",
      "  ./rawline scale-intensity streets --out darker",
      "  ./rawline import examples/pictures --as-raw microscope --out smears",
      "  ./rawline calibrate examples/flats --out calibration",
      "  ./rawline train plans/quick-masks.yaml --data streets --out model",
      "  ./rawline predict model streets --out predictions",
      "  ./rawline evaluate model streets --out evaluation",
      "  ./rawline drift plans/drift-quick.yaml --data smears --epochs 1 --out drift",
      "  ./rawline forensics plans/forensics-quick.yaml --data smears --epochs 1 --out forensics",
      "  ./rawline forensics photons model streets --checked 2 --draws 50 --out photons",
      "  ./rawline optimize plans/optimize-quick.yaml --data smears --epochs 1 --out optimized",
      "  ./rawline quality reference streets --out reference",
      "  ./rawline lab ls",
      "  ./rawline data fetch examples/flats --out flats",
      "  ./rawline views --help",
      "  source <(./rawline completion)          completes commands and options in bash"
    })
final class RawlineCommand implements Runnable, RootCommand {
  private static final String VERSION = "rawline " + Version.CURRENT;

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
    try (InterruptHandler interruption = new InterruptHandler(err)) {
      int code = run(new RawlineCommand(interruption), arguments, out, err);
      return interruption.happened() ? ExitCode.INTERRUPTED.number() : code;
    }
  }

  private static int run(
      RawlineCommand rawline, String[] arguments, PrintWriter out, PrintWriter err) {
    CommandLine commandLine = commandLine(rawline, out, err);
    try {
      return commandLine.execute(arguments);
    } catch (OutOfMemoryError | LinkageError failure) {
      return CliErrorHandler.explain(failure, commandLine, rawline.verbose);
    }
  }

  /** Returns all commands, with what happens to their mistakes and failures. */
  private static CommandLine commandLine(RawlineCommand rawline, PrintWriter out, PrintWriter err) {
    CommandLine commandLine =
        new CommandLine(rawline)
            .setOut(out)
            .setErr(err)
            .setUsageHelpWidth(100)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setParameterExceptionHandler(CliErrorHandler::explain)
            .setExecutionExceptionHandler(
                (failure, command, parsed) ->
                    CliErrorHandler.explain(failure, command, rawline.verbose));
    commandLine.setExecutionStrategy(RawlineCommand::execute);
    describeExitCodes(commandLine);
    return commandLine;
  }

  /** Returns all commands, for their documentation. */
  static CommandLine documented(InterruptHandler interruption, PrintWriter out) {
    return commandLine(new RawlineCommand(interruption), out, out);
  }

  /** Runs the last command of a line; what it returns is the exit code. */
  private static int execute(CommandLine.ParseResult parsed) {
    int code = new CommandLine.RunLast().execute(parsed);
    Object result = parsed.asCommandLineList().getLast().getExecutionResult();
    return result instanceof ExitCode own ? own.number() : code;
  }

  private static void describeExitCodes(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    spec.usageMessage()
        .exitCodeListHeading("%nExit codes:%n")
        .exitCodeList(ExitCode.table(spec.userObject().getClass()));
    command.getSubcommands().values().forEach(RawlineCommand::describeExitCodes);
  }

  @Override
  public void run() {
    throw new IllegalArgumentException("a command is missing");
  }

  /** Reads the version when it is asked for. */
  static final class Versions implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {VERSION};
    }
  }
}
