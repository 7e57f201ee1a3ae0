package dev.rawline.app.quality;

import dev.rawline.app.options.DataSetReadOptions;
import dev.rawline.app.options.EngineOptions;
import dev.rawline.app.options.LabBookOptions;
import dev.rawline.app.options.RawFileOptions;
import dev.rawline.app.options.TrackingOptions;
import dev.rawline.app.terminal.Checks;
import dev.rawline.app.terminal.ExitCode;
import dev.rawline.app.terminal.HelpText;
import dev.rawline.app.terminal.RootCommand;
import dev.rawline.app.terminal.TerminalProgress;
import dev.rawline.data.set.DataSet;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.lab.quality.BuildReference;
import dev.rawline.lab.quality.check.QualityPlan;
import dev.rawline.lab.quality.reference.ModelProbe;
import dev.rawline.lab.quality.reference.QualityReference;
import dev.rawline.lab.quality.reference.QualityReferenceFiles;
import dev.rawline.lab.tolerance.ToleranceSpecification;
import dev.rawline.workbench.book.RunLogs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code rawline quality}: the words before its commands, and a check as a plan says it. */
@Checks
@Command(
    name = "quality",
    header = "Control the quality of incoming raw data against a reference camera and the task.",
    sortOptions = false,
    synopsisHeading = "%nUsage: ",
    modelTransformer = QualityPlanOptions.OfPlan.class,
    subcommands = {
      QualityReferenceCommand.class,
      QualityCheckCommand.class,
      QualityWatchCommand.class,
      QualityCompensateCommand.class
    },
    description = {
      "",
      "reference measures images of the reference camera, check judges a batch against them, watch judges"
          + " files as they arrive, compensate proposes numbers that undo a drift (docs/how-to/quality.md).",
      "",
      "With a plan, one file describes the whole check: docs/reference/formats.md lists its keys. Where"
          + " the plan's reference is a data set, a reference is built from it first.",
      ""
    },
    footer = {
      "",
      HelpText.EXAMPLES,
      "  ./rawline simulate aerial-street --camera drone --count 24 --size 160x160 --out frames",
      "  ./rawline simulate aerial-street --camera drone --count 12 --size 160x160 --seed 2 \\",
      "      --out incoming",
      "  ./rawline quality plans/quality-quick.yaml --reference frames --data incoming --out report"
    })
public final class QualityCommand implements Callable<ExitCode> {
  @Spec private CommandSpec spec;

  @ParentCommand private RootCommand rawline;

  @Parameters(paramLabel = "PLAN.yaml", arity = "0..1", description = "The plan (see plans/).")
  private Path file;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      description = "Folder for the results, made if it does not exist (default: the plan's name).")
  private Path out;

  @Option(names = "--json", description = "Print what was judged as JSON.")
  private boolean json;

  @Mixin private LabBookOptions bookOptions;

  @Mixin private TrackingOptions tracking;

  @Mixin private EngineOptions engineOptions;

  @Mixin private RawFileOptions raw;

  @Mixin private DataSetReadOptions options;

  /** Returns the words before the command. */
  RootCommand rawline() {
    return rawline;
  }

  @Override
  public ExitCode call() throws IOException {
    SequencedMap<String, String> flags = QualityPlanOptions.given(spec);
    if (file == null && !(flags.containsKey("reference") && flags.containsKey("data"))) {
      throw new IllegalArgumentException(
          "there is neither a plan nor --reference and --data: name a plan, such as plans/quality-quick.yaml, or a subcommand: reference, check, watch or compensate");
    }
    if (file != null && !Files.exists(file)) {
      throw new IllegalArgumentException(
          "there is no plan %s, and no subcommand of this name: name one, such as plans/quality-quick.yaml"
              .formatted(file));
    }
    QualityPlan plan = QualityPlan.FILE.read(Optional.ofNullable(file), flags).at(this::place);
    Path folder = out == null ? Path.of(plan.name()) : out;
    DataSet dataSet = batch(plan.data().words());
    Optional<ModelProbe> asked = model(plan, dataSet);
    try (RunLogs logs = tracking.with(bookOptions.open(), bookOptions.place(), spec)) {
      Path held = held(plan, folder);
      QualityReference reference = reference(plan, held, asked, logs);
      return new QualityRunner(spec, rawline, json)
          .run(
              plan,
              reference,
              dataSet,
              QualityRunner.compensated(plan.compensation().map(Path::of)),
              asked,
              QualityRunner.effect(spec, plan, asked, options.reading()),
              typed(plan, held),
              folder,
              logs);
    }
  }

  /**
   * A relative path of a plan begins in the plan's folder, one of a flag where the program runs;
   * the plan that is written beside the results lies elsewhere, and has whole paths.
   */
  private String place(String named) {
    Path base = file == null ? Path.of("") : file.toAbsolutePath().getParent();
    Path path = base.resolve(named).toAbsolutePath().normalize();
    return DataSetReadOptions.isElsewhere(named) && !Files.exists(path) ? named : path.toString();
  }

  private DataSet batch(List<String> named) throws IOException {
    return new RawImageArguments(spec, options, raw).open(named);
  }

  /**
   * Returns where the reference is that the batch is compared with, or will be once it is built.
   */
  private static Path held(QualityPlan plan, Path folder) {
    return isReference(Path.of(plan.reference()))
        ? Path.of(plan.reference())
        : folder.resolveSibling(folder.getFileName() + "-reference");
  }

  private static boolean isReference(Path named) {
    return Files.isRegularFile(named)
        || Files.isRegularFile(named.resolve(QualityReferenceFiles.NAME));
  }

  private List<String> typed(QualityPlan plan, Path held) {
    List<String> typed = new ArrayList<>(List.of(held.toString()));
    typed.addAll(plan.data().words());
    typed.addAll(new RawImageArguments(spec, options, raw).flags());
    return typed;
  }

  private QualityReference reference(
      QualityPlan plan, Path held, Optional<ModelProbe> asked, RunLogs logs) throws IOException {
    if (isReference(Path.of(plan.reference()))) {
      return QualityReferenceFiles.read(held);
    }
    DataSet sound = batch(List.of(plan.reference()));
    Optional<SensorSpec> sensor = QualityRunner.sensor(plan.sensor(), sound);
    Optional<ToleranceSpecification> tolerance =
        plan.tolerance().isPresent()
            ? Optional.of(ToleranceSpecification.FILE.read(Path.of(plan.tolerance().get())))
            : Optional.empty();
    try (TerminalProgress bar = TerminalProgress.on(spec.commandLine().getErr())) {
      return new BuildReference(
              held, sensor, tolerance, asked, plan.threadsHere(), plan.seed(), logs)
          .run(sound, true, rawline.interruption().ending(bar).begin("measuring the reference", 0));
    }
  }

  private Optional<ModelProbe> model(QualityPlan plan, DataSet dataSet) throws IOException {
    if (plan.model().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        QualityRunner.model(
            spec,
            bookOptions,
            engineOptions,
            plan.model().get(),
            plan.data().words().getFirst(),
            dataSet));
  }
}
