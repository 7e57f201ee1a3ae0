package dev.rawline.app.experiment;

import dev.rawline.app.options.ClusterOptions;
import dev.rawline.app.options.Converters;
import dev.rawline.app.options.PlanKind;
import dev.rawline.app.terminal.CliErrorHandler;
import dev.rawline.app.terminal.ExitCode;
import dev.rawline.app.terminal.OwnProgram;
import dev.rawline.app.terminal.TerminalCommand;
import dev.rawline.app.terminal.TerminalWriter;
import dev.rawline.data.yaml.ConfigurationException;
import dev.rawline.workbench.share.Submission;
import dev.rawline.workbench.text.VisibleText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Unmatched;

/** {@code rawline submit}: hands the plan of an experiment over to a cluster. */
@Command(
    name = "submit",
    header = "Hand a plan over to an Apache Spark cluster, which runs it without this machine.")
public final class SubmitCommand extends TerminalCommand {
  /** Between problems, as files list theirs. */
  private static final String SEPARATOR = "\n  - ";

  @Parameters(
      index = "0",
      paramLabel = "PLAN.yaml",
      description =
          "The plan of drift, forensics or optimize; options of that command may follow it.")
  private Path plan;

  @Option(
      names = "--on",
      required = true,
      paramLabel = "MASTER",
      description =
          "The cluster: spark://HOST:PORT, yarn or k8s://ADDRESS (docs/how-to/cluster.md).")
  private String master;

  @Option(
      names = "--conf",
      paramLabel = "KEY=VALUE",
      description = "A setting of Apache Spark; may be repeated.")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Option(
      names = "--dry-run",
      description = "Print all that would be submitted, and submit nothing.")
  private boolean dryRun;

  @Unmatched private List<String> words = new ArrayList<>();

  @Override
  public ExitCode call() throws IOException {
    List<String> problems = new ArrayList<>();
    List<String> command = List.of();
    List<Path> places = List.of();
    try {
      PlanKind kind = kind();
      command = command(kind);
      places = places(kind, command);
      places.forEach(place -> requireWritable(place, problems));
    } catch (CommandLine.ParameterException e) {
      problems.add(CliErrorHandler.sentence(e, words.toArray(String[]::new)));
    } catch (IllegalArgumentException | ConfigurationException e) {
      problems.add(e.getMessage());
    }
    problems.addAll(ClusterOptions.secrets(words));
    Submission submission = null;
    try {
      List<String> all = new ArrayList<>(OwnProgram.words());
      all.addAll(command);
      submission = ClusterOptions.provider().submission(master, all, settings, places);
    } catch (IllegalArgumentException e) {
      problems.addAll(List.of(e.getMessage().split(SEPARATOR)));
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          problems.size() == 1
              ? problems.getFirst()
              : problems.size() + " errors" + SEPARATOR + String.join(SEPARATOR, problems) + "\n ");
    }
    if (dryRun) {
      // Names of secrets are no secrets, and a shell must get them as they are.
      PrintWriter out = out() instanceof TerminalWriter terminal ? terminal.unescaped() : out();
      out.println(VisibleText.of(submission.text()));
      return ExitCode.DONE;
    }
    return send(submission, places);
  }

  private ExitCode send(Submission submission, List<Path> places) throws IOException {
    int code;
    try {
      code = submission.send();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.INTERRUPTED;
    }
    if (code != 0) {
      throw new IOException(
          "%s did not accept it (exit code %d): see the messages above".formatted(master, code));
    }
    out().printf("submitted; the cluster writes to %s%n", places.getFirst());
    return ExitCode.DONE;
  }

  /** Returns the kind of the plan. */
  private PlanKind kind() throws IOException {
    if (!Files.exists(plan)) {
      throw new IllegalArgumentException(
          "plan %s does not exist: give a plan, such as plans/drift-quick.yaml".formatted(plan));
    }
    if (Files.isDirectory(plan)) {
      throw new IllegalArgumentException(
          "%s is a folder: expected the plan of drift, forensics or optimize".formatted(plan));
    }
    PlanKind kind =
        PlanKind.of(plan)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "%s is not a plan: expected one of drift, forensics or optimize, such as plans/drift-quick.yaml"
                            .formatted(plan)));
    return switch (kind) {
      case DRIFT, FORENSICS, OPTIMIZE -> kind;
      case QUALITY, GENERATE, TRAIN ->
          throw new IllegalArgumentException(
              "%s is a plan of %s: only plans of drift, forensics and optimize are handed over; run ./rawline %2$s %1$s"
                  .formatted(plan, kind.command()));
    };
  }

  private List<String> command(PlanKind kind) {
    List<String> command = new ArrayList<>();
    command.add(kind.command());
    command.add(plan.toAbsolutePath().normalize().toString());
    command.addAll(words);
    command.addAll(List.of("--on", master));
    return command;
  }

  /** Returns the files and folders of a command, whose words and plan are checked. */
  private List<Path> places(PlanKind kind, List<String> command) throws IOException {
    CommandLine line =
        switch (kind) {
          case DRIFT -> new CommandLine(DriftCommand.class);
          case FORENSICS -> new CommandLine(ForensicsCommand.class);
          case OPTIMIZE -> new CommandLine(OptimizeCommand.class);
          case QUALITY, GENERATE, TRAIN -> throw new IllegalStateException(kind.command());
        };
    Converters.install(line);
    var _ = line.parseArgs(command.stream().skip(1).toArray(String[]::new));
    List<Path> written = line.<ExperimentCommand<?, ?, ?>>getCommand().places();
    return Stream.concat(written.stream(), Stream.of(Path.of(command.get(1)))).toList();
  }

  private static void requireWritable(Path place, List<String> problems) {
    Path there = place;
    while (!Files.exists(there)) {
      there = there.getParent();
    }
    boolean file = there.equals(place) && Files.isRegularFile(there); // the plan is only read
    if (file ? !Files.isReadable(there) : !Files.isDirectory(there) || !Files.isWritable(there)) {
      problems.add(
          "%s cannot be %s: %s is no folder that you may write to; choose a folder that every machine of the cluster sees"
              .formatted(place, file ? "read" : "made", there));
    }
  }

  @Override
  protected List<String> next() {
    return dryRun ? List.of() : words("lab", "ls");
  }
}
