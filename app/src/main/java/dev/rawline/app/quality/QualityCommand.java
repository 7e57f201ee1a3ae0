package dev.rawline.app.quality;

import dev.rawline.app.options.DataSetReadOptions;
import dev.rawline.app.options.EngineOptions;
import dev.rawline.app.options.LabBookOptions;
import dev.rawline.app.options.ModelOptions;
import dev.rawline.app.options.PlanKind;
import dev.rawline.app.options.RawFileOptions;
import dev.rawline.app.options.ResultFolder;
import dev.rawline.app.options.SensorOption;
import dev.rawline.app.options.TrackingOptions;
import dev.rawline.app.options.TrainingPlanOptions;
import dev.rawline.app.terminal.Checks;
import dev.rawline.app.terminal.ExitCode;
import dev.rawline.app.terminal.TextTable;
import dev.rawline.data.set.DataSet;
import dev.rawline.imaging.inspection.Quantity;
import dev.rawline.lab.quality.BuildReference;
import dev.rawline.lab.quality.CheckQuality;
import dev.rawline.lab.quality.batch.QuantityTable;
import dev.rawline.lab.quality.check.QualityPlan;
import dev.rawline.lab.quality.effect.PredictEffect;
import dev.rawline.lab.quality.reference.ModelProbe;
import dev.rawline.lab.quality.reference.QualityReference;
import dev.rawline.lab.quality.reference.QualityReferenceFiles;
import dev.rawline.lab.tolerance.ToleranceSpecification;
import dev.rawline.workbench.book.RunLogs;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rawline quality}: a check as a plan describes it, and the commands of quality control. */
@Checks
@Command(
    name = "quality",
    header = "Check the quality of incoming raw data against a reference camera and a task model.",
    modelTransformer = QualityPlanOptions.OfPlan.class,
    subcommands = {
      QualityCommand.Reference.class,
      QualityCommand.Check.class,
      QualityWatchCommand.class,
      QualityCompensateCommand.class,
      QualityVerifyCommand.class
    })
public final class QualityCommand extends BatchCommand {
  @Parameters(paramLabel = "PLAN.yaml", arity = "0..1", description = "The plan (see plans/).")
  private Path file;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      description = "Folder for the results, created if missing (default: the plan's name).")
  private Path out;

  @Option(names = "--json", description = "Print the verdicts as JSON.")
  private boolean json;

  @Mixin private TrackingOptions tracking;

  @Mixin private EngineOptions engineOptions;

  @Mixin private RawImageArguments images;

  @Override
  public ExitCode call() throws IOException {
    SequencedMap<String, String> flags = QualityPlanOptions.given(spec());
    if (file == null && !(flags.containsKey("reference") && flags.containsKey("data"))) {
      throw new IllegalArgumentException(
          "there is neither a plan nor --reference and --data: name a plan, such as plans/quality-quick.yaml, or a subcommand: reference, check, watch, compensate or verify");
    }
    if (file != null && !Files.exists(file)) {
      throw new IllegalArgumentException(
          "plan %s does not exist, nor does a subcommand of this name: give a plan, such as plans/quality-quick.yaml"
              .formatted(file));
    }
    if (file != null) {
      PlanKind.require(file, "quality");
    }
    QualityPlan plan = QualityPlan.FILE.read(Optional.ofNullable(file), flags).at(this::place);
    Path folder = out == null ? Path.of(plan.name()) : out;
    List<String> words = plan.data().words();
    DataSet dataSet = images.open(spec(), words);
    Optional<ModelProbe> probe =
        model(plan.model(), tracking.book(), engineOptions, words.getFirst(), dataSet);
    try (RunLogs logs = tracking.logs(spec())) {
      Path place = referencePlace(plan, folder);
      QualityReference reference = reference(plan, place, probe, logs);
      List<String> typed = new ArrayList<>(List.of(place.toString()));
      typed.addAll(words);
      typed.addAll(RawImageArguments.flags(spec()));
      CheckQuality command =
          new CheckQuality(
              plan,
              reference,
              compensated(plan.compensation().map(Path::of)),
              probe,
              effect(plan, probe, images.options()),
              typed,
              folder,
              logs);
      return check(command, typed, dataSet, json);
    }
  }

  /**
   * A relative path of a plan begins in the plan's folder, one of a flag where the program runs;
   * the plan that is written next to the results is in another folder, and has absolute paths.
   */
  private String place(String named) {
    Path base = file == null ? Path.of("") : file.toAbsolutePath().getParent();
    Path path = base.resolve(named).toAbsolutePath().normalize();
    return DataSetReadOptions.isElsewhere(named) && !Files.exists(path) ? named : path.toString();
  }

  /**
   * Returns where the reference is that the batch is compared with, or will be once it is built.
   */
  private static Path referencePlace(QualityPlan plan, Path folder) {
    return isReference(Path.of(plan.reference()))
        ? Path.of(plan.reference())
        : folder.resolveSibling(folder.getFileName() + "-reference");
  }

  private static boolean isReference(Path named) {
    return Files.isRegularFile(named)
        || Files.isRegularFile(named.resolve(QualityReferenceFiles.NAME));
  }

  private QualityReference reference(
      QualityPlan plan, Path place, Optional<ModelProbe> model, RunLogs logs) throws IOException {
    if (isReference(Path.of(plan.reference()))) {
      return QualityReferenceFiles.read(place);
    }
    DataSet dataSet = images.open(spec(), List.of(plan.reference()));
    BuildReference command =
        new BuildReference(
            place,
            SensorOption.of(plan.sensor(), dataSet),
            tolerance(plan.tolerance().map(Path::of)),
            model,
            plan.threadsHere(),
            plan.seed(),
            logs);
    return interruptible(
        bar -> command.run(dataSet, true, bar.begin("measuring the reference", 0)));
  }

  /** {@code rawline quality reference}: command-line interface of {@link BuildReference}. */
  @Command(
      name = "reference",
      modelTransformer = ModelOptions.Flags.class,
      header =
          "Measure the raw images of a reference camera, as the reference for incoming batches.")
  static final class Reference extends BatchCommand {
    @Parameters(
        arity = "1..*",
        paramLabel = "DATASET|FILE",
        description = "Raw images of the reference camera: one data set, or files.")
    private List<String> inputs;

    @Mixin private SensorOption sensor;

    @Option(
        names = "--tolerance",
        paramLabel = "FILE",
        description = "The cameras that the task model tolerates: a tolerance.yaml.")
    private Path tolerance;

    @Option(
        names = "--model",
        paramLabel = "MODEL",
        description =
            "The task model, whose predictions become measured quantities: a folder or file, or run:17.")
    private String model;

    @Mixin private ResultFolder results;

    @Mixin private TrackingOptions tracking;

    @Mixin private EngineOptions engineOptions;

    @Mixin private RawImageArguments images;

    @Override
    public ExitCode call() throws IOException {
      DataSet dataSet = images.open(spec(), inputs);
      Optional<ToleranceSpecification> tolerated = tolerance(Optional.ofNullable(tolerance));
      Optional<ModelProbe> probe =
          model(
              Optional.ofNullable(model),
              tracking.book(),
              engineOptions,
              inputs.getFirst(),
              dataSet);
      try (RunLogs logs = tracking.logs(spec())) {
        BuildReference command =
            new BuildReference(
                results.path(),
                sensor.of(dataSet),
                tolerated,
                probe,
                engineOptions.threads(),
                1,
                logs);
        print(interruptible(bar -> command.run(dataSet, results.force(), bar)));
      }
      return ExitCode.DONE;
    }

    @Override
    protected List<String> next() {
      return words(
          "quality",
          "check",
          results.path(),
          inputs,
          given(DataSetReadOptions.class),
          given(RawFileOptions.class),
          given("--model"),
          given(ModelOptions.names()),
          given(LabBookOptions.class),
          "--out",
          beside(results.path(), "check"));
    }

    private void print(QualityReference reference) {
      PrintWriter out = out();
      QuantityTable images = reference.images();
      TextTable table = new TextTable(List.of("quantity", "mean", "deviation", "unit", "images"));
      for (Quantity quantity : Quantity.values()) {
        int known = images.known(quantity).length;
        if (known > 1) {
          table.add(
              Arrays.asList(
                  quantity.toString(),
                  images.mean(quantity),
                  images.deviation(quantity),
                  quantity.unit(),
                  known));
        }
      }
      table.print(out);
      out.printf(
          "%d images, %d defective pixels, checksum %s%n",
          images.images(),
          reference.defects().size(),
          QualityReferenceFiles.sum(reference).substring(0, 12));
      out.printf("written to %s%n", results.path().resolve(QualityReferenceFiles.NAME));
    }
  }

  /** {@code rawline quality check}: command-line interface of {@link CheckQuality}. */
  @Checks
  @Command(
      name = "check",
      modelTransformer = QualityPlanOptions.OfCheck.class,
      header = "Check a batch of raw images against the reference.")
  static final class Check extends BatchCommand {
    @Mixin private BatchArguments batch;

    @Option(
        names = "--model",
        paramLabel = "MODEL",
        description =
            "The task model with which the reference was built: a folder or file, or run:17.")
    private String model;

    @Option(
        names = {"-o", "--out"},
        required = true,
        paramLabel = "DIR",
        description = "Folder for the results, created if missing.")
    private Path folder;

    @Option(names = "--json", description = "Print the verdicts as JSON.")
    private boolean json;

    @Mixin private TrackingOptions tracking;

    @Mixin private EngineOptions engineOptions;

    @Override
    public ExitCode call() throws IOException {
      QualityReference reference = batch.reference();
      DataSet dataSet = batch.open(spec());
      QualityPlan plan = plan();
      Optional<ModelProbe> probe =
          model(Optional.ofNullable(model), tracking.book(), engineOptions, batch.first(), dataSet);
      Optional<PredictEffect> effect = effect(plan, probe, batch.options());
      try (RunLogs logs = tracking.logs(spec())) {
        CheckQuality command =
            new CheckQuality(
                plan,
                reference,
                compensated(plan.compensation().map(Path::of)),
                probe,
                effect,
                batch.typed(spec()),
                folder,
                logs);
        return check(command, batch.typed(spec()), dataSet, json);
      }
    }

    private QualityPlan plan() throws IOException {
      SequencedMap<String, String> keys = QualityPlanOptions.given(spec());
      keys.put("reference", TrainingPlanOptions.quoted(batch.referencePlace()));
      keys.put(
          "data",
          batch.places().stream()
              .map(TrainingPlanOptions::quoted)
              .collect(Collectors.joining(", ", "[", "]")));
      if (model != null) {
        keys.put(
            "model", TrainingPlanOptions.quoted(TrainingPlanOptions.path(model).orElse(model)));
      }
      return QualityPlan.FILE.read(Optional.empty(), keys);
    }
  }
}
