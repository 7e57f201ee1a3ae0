package dev.rawline.app.quality;

import dev.rawline.app.options.DataSetReadOptions;
import dev.rawline.app.options.EngineOptions;
import dev.rawline.app.options.SensorOption;
import dev.rawline.app.options.TrackingOptions;
import dev.rawline.app.terminal.Checks;
import dev.rawline.app.terminal.ExitCode;
import dev.rawline.data.set.DataSet;
import dev.rawline.lab.quality.BuildReference;
import dev.rawline.lab.quality.CheckQuality;
import dev.rawline.lab.quality.check.QualityPlan;
import dev.rawline.lab.quality.reference.ModelProbe;
import dev.rawline.lab.quality.reference.QualityReference;
import dev.rawline.lab.quality.reference.QualityReferenceFiles;
import dev.rawline.workbench.book.RunLogs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
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
      QualityReferenceCommand.class,
      QualityCheckCommand.class,
      QualityWatchCommand.class,
      QualityCompensateCommand.class
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
          "there is neither a plan nor --reference and --data: name a plan, such as plans/quality-quick.yaml, or a subcommand: reference, check, watch or compensate");
    }
    if (file != null && !Files.exists(file)) {
      throw new IllegalArgumentException(
          "plan %s does not exist, nor does a subcommand of this name: give a plan, such as plans/quality-quick.yaml"
              .formatted(file));
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
      return check(command, dataSet, json);
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
}
