package dev.rawline.app.experiment;

import dev.rawline.app.options.DataSetReadOptions;
import dev.rawline.app.options.EngineOptions;
import dev.rawline.app.options.LabBookOptions;
import dev.rawline.app.options.ModelOptions;
import dev.rawline.app.options.PlanOptions;
import dev.rawline.app.options.SampleSelectionOptions;
import dev.rawline.app.terminal.Checks;
import dev.rawline.app.terminal.ExitCode;
import dev.rawline.app.terminal.TerminalCommand;
import dev.rawline.app.terminal.TextTable;
import dev.rawline.data.config.DescriptionFiles;
import dev.rawline.data.file.JsonFile;
import dev.rawline.data.set.DataSet;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.lab.experiment.ExperimentPlanFiles;
import dev.rawline.lab.forensics.CameraCheck;
import dev.rawline.lab.forensics.CandidateCamera;
import dev.rawline.lab.forensics.ExamineModel;
import dev.rawline.lab.forensics.ExamineModel.ForensicsResult;
import dev.rawline.lab.forensics.ForensicsExperiment;
import dev.rawline.lab.forensics.ForensicsFindings;
import dev.rawline.lab.forensics.ForensicsPlan;
import dev.rawline.lab.tolerance.ToleranceInterval;
import dev.rawline.lab.tolerance.ToleranceSpecification;
import dev.rawline.learning.assembly.ModelSource;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rawline forensics}: command-line interface of {@link ExamineModel}. */
@Command(
    name = "forensics",
    header = "Find which cameras a trained model tolerates, and the closest ones that it does not.",
    subcommands = {ForensicsCommand.Check.class, ForensicsPhotonsCommand.class},
    modelTransformer = ForensicsCommand.class)
public final class ForensicsCommand
    extends ExperimentCommand<ForensicsPlan, ForensicsExperiment, ForensicsResult> {
  private static final double POINTS = 100;

  static final PlanOptions KEYS =
      new PlanOptions(
          ForensicsPlan.class,
          List.of(
              PlanOptions.TRAINING,
              List.of(
                  "model",
                  "isp",
                  "tolerance.delta",
                  "tolerance.parameters",
                  "worst_case.groups",
                  "worst_case.closeness",
                  "worst_case.limits",
                  "worst_case.lambdas",
                  "worst_case.evaluations",
                  "worst_case.restarts",
                  "worst_case.search",
                  "samples"),
              PlanOptions.COMPARISON));

  ForensicsCommand() {
    super(KEYS, ForensicsPlan.FILES, ForensicsExperiment::open, ExamineModel::new);
  }

  /** The folder of a model records how it was trained: flags of training would change nothing. */
  @Override
  void checkFlags(ForensicsPlan plan, Path folder, Set<String> flags) {
    if (plan.model().filter(model -> Files.isDirectory(folder.resolve(model))).isEmpty()) {
      return;
    }
    List<String> idle =
        Stream.concat(Stream.of("isp"), PlanOptions.TRAINING.stream())
            .filter(key -> !key.equals(PlanOptions.DATA) && !key.equals("name"))
            .filter(flags::contains)
            .map(ExperimentPlanFiles::flag)
            .toList();
    if (!idle.isEmpty()) {
      throw new IllegalArgumentException(
          "%s %s nothing where the model is a folder, which records how it was trained: leave %s out"
              .formatted(
                  String.join(", ", idle),
                  idle.size() == 1 ? "changes" : "change",
                  idle.size() == 1 ? "it" : "them"));
    }
  }

  @Override
  void print(ForensicsResult result, Path into) {
    PrintWriter stdout = out();
    result.story().forEach(stdout::println);
    stdout.println();
    if (!result.findings().worst().isEmpty()) {
      TextTable table =
          new TextTable(
              List.of(
                  "worst case of",
                  "within",
                  "closeness",
                  "metric",
                  "points lost",
                  "random",
                  "points beyond random"));
      for (ForensicsFindings.Mean mean : result.findings().means()) {
        table.add(
            List.of(
                mean.group(),
                mean.restraint(),
                mean.closeness(),
                mean.metric(),
                POINTS * mean.lost(),
                mean.control(),
                POINTS * mean.advantage().value()));
      }
      table.print(stdout);
      stdout.println();
    }
    printEnd(result.models(), result.steps(), "searches", result.reused(), result.run(), into);
    stdout.printf("open %s%n", into.resolve(ExamineModel.REPORT));
  }

  @Override
  List<String> next(ForensicsResult result, String data, Path into) {
    if (result.specifications().isEmpty()) {
      return super.next(result, data, into);
    }
    return words(
        "quality",
        "reference",
        data,
        "--tolerance",
        result.specifications().getFirst(),
        given(LabBookOptions.class),
        "--out",
        beside(into, "reference"));
  }

  /** {@code rawline forensics check}: command-line interface of {@link CameraCheck}. */
  @Checks
  @Command(
      name = "check",
      modelTransformer = ModelOptions.Flags.class,
      header = "Check a camera against the cameras that a model tolerates.")
  static final class Check extends TerminalCommand {
    @Parameters(
        index = "0",
        paramLabel = "CAMERA",
        description = "The camera: a camera.yaml, an isp.yaml or a theta.yaml.")
    private Path camera;

    @Parameters(
        index = "1",
        paramLabel = "TOLERANCE",
        description = "The cameras that the model tolerates: a tolerance.yaml.")
    private Path tolerance;

    @Option(
        names = "--sensor",
        paramLabel = "FILE",
        description = "The camera's sensor.yaml, which states its read noise.")
    private Path sensor;

    @Option(
        names = "--value",
        paramLabel = "NAME=NUMBER",
        description =
            "A parameter that no file of the camera states, such as light=0.5 or blur=1.2; may be"
                + " repeated.")
    private Map<String, Double> values = new LinkedHashMap<>();

    @Option(
        names = "--model",
        paramLabel = "MODEL",
        description = "The model to evaluate under the camera: a folder or file, or run:17.")
    private String model;

    @Option(
        names = "--data",
        paramLabel = "DATASET",
        description = "The data set to evaluate it on.")
    private String data;

    @Option(
        names = "--recorded-by",
        paramLabel = "FILE",
        description =
            "The sensor.yaml of the sensor that recorded the data set (default: its own).")
    private Path recordedBy;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Mixin private LabBookOptions bookOptions;

    @Mixin private EngineOptions engineOptions;

    @Mixin private DataSetReadOptions options;

    @Override
    public ExitCode call() throws IOException {
      if ((model == null) != (data == null)) {
        throw new IllegalArgumentException(
            "--model and --data go together: give both, so that the model is evaluated under the camera");
      }
      ToleranceSpecification specification = ToleranceSpecification.FILE.read(tolerance);
      CandidateCamera checked =
          CandidateCamera.read(
              camera,
              specification,
              tolerance.toAbsolutePath().getParent(),
              Optional.ofNullable(sensor),
              new LinkedHashMap<>(values));
      CameraCheck check =
          model == null
              ? CameraCheck.of(specification, checked, Optional.empty())
              : evaluated(specification, checked);
      PrintWriter out = out();
      if (json) {
        SequencedMap<String, Object> record = new LinkedHashMap<>();
        record.put("camera", camera.toString());
        record.put("tolerance", tolerance.toString());
        record.putAll(check.toMap());
        out.println(JsonFile.text(record));
      } else {
        print(specification, checked, check, out);
      }
      return switch (check.verdict()) {
        case INSIDE -> ExitCode.DONE;
        case OUTSIDE -> ExitCode.CHECK_FAILED;
        case UNCERTAIN -> ExitCode.CHECK_WARNS;
      };
    }

    @Override
    protected List<String> next() {
      return List.of(); // what to change depends on the camera
    }

    private CameraCheck evaluated(ToleranceSpecification specification, CandidateCamera checked)
        throws IOException {
      DataSet dataSet = options.open(spec(), data);
      Path path = bookOptions.model(model);
      ModelSource source = ModelOptions.source(spec(), path, data, dataSet.classes());
      Optional<Path> described = Optional.ofNullable(recordedBy).or(dataSet::sensor);
      Optional<SensorSpec> recorded =
          described.isPresent()
              ? Optional.of(DescriptionFiles.SENSOR.read(described.get()))
              : Optional.empty();
      return CameraCheck.measured(
          specification,
          checked,
          source,
          dataSet,
          SampleSelectionOptions.heldOut(dataSet, path),
          recorded,
          engineOptions.engine());
    }

    private static void print(
        ToleranceSpecification specification,
        CandidateCamera camera,
        CameraCheck check,
        PrintWriter out) {
      TextTable table =
          new TextTable(List.of("parameter", "value", "low", "high", "usual", "unit", "position"));
      for (CameraCheck.Line line : check.lines()) {
        ToleranceInterval interval = line.interval();
        table.add(
            Arrays.asList(
                interval.parameter().name(),
                line.value().orElse(null),
                interval.low().value(),
                interval.high().value(),
                interval.parameter().usual(),
                interval.parameter().unit(),
                CameraCheck.word(line.position())));
      }
      table.print(out);
      if (!camera.hasChain()) {
        out.printf(
            "%na camera.yaml states black levels, white balance and colour matrix; for other stages,"
                + " such as gamma, the default parameters are assumed (an isp.yaml or theta.yaml"
                + " states them)%n");
      }
      specification
          .jointBox()
          .ifPresent(
              known ->
                  out.printf(
                      "%njoint box (%s): %s%n",
                      known.label(),
                      check.box().map(inside -> inside ? "inside" : "outside").orElse("unknown")));
      if (!check.besides().isEmpty()) {
        out.printf(
            "%ndiffers from the default, but is not part of the joint box, which does not cover such a camera: %s%n",
            String.join(", ", check.besides()));
      }
      check
          .score()
          .ifPresent(
              score ->
                  out.printf(
                      "%n%s under the complete camera: %s, under the default one: %s; drop %s (%s to"
                          + " %s), margin %s: %s%n",
                      specification.metric(),
                      TextTable.number(score.metric()),
                      TextTable.number(score.baseline()),
                      TextTable.number(score.drop().value()),
                      TextTable.number(score.drop().low()),
                      TextTable.number(score.drop().high()),
                      TextTable.number(specification.delta()),
                      score.outcome()));
      if (check.verdict() == CameraCheck.Conformity.UNCERTAIN && check.score().isEmpty()) {
        out.printf(
            "%nto decide, evaluate the model under this camera: add --model MODEL --data DATASET,"
                + " those of the specification%n");
      }
      out.printf("%n%s%n", CameraCheck.word(check.verdict()));
    }
  }
}
