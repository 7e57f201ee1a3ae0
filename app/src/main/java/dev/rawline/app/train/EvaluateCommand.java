package dev.rawline.app.train;

import dev.rawline.app.options.DataSetArgument;
import dev.rawline.app.options.DataSetReadOptions;
import dev.rawline.app.options.EngineOptions;
import dev.rawline.app.options.LabBookOptions;
import dev.rawline.app.options.ModelOptions;
import dev.rawline.app.options.ResultFolder;
import dev.rawline.app.options.SampleSelectionOptions;
import dev.rawline.app.options.TrainingPlanOptions;
import dev.rawline.app.terminal.ExitCode;
import dev.rawline.app.terminal.TerminalCommand;
import dev.rawline.data.set.DataSet;
import dev.rawline.lab.evaluation.EvaluateModel;
import dev.rawline.learning.assembly.CameraDraw;
import dev.rawline.learning.assembly.ExportedFile;
import dev.rawline.learning.assembly.ExternalModel;
import dev.rawline.learning.assembly.ModelSource;
import dev.rawline.learning.joint.Evaluation;
import dev.rawline.learning.plan.TrainingPlan;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rawline evaluate}: command-line interface of {@link EvaluateModel}. */
@Command(
    name = "evaluate",
    modelTransformer = ModelOptions.Flags.class,
    header = "Measure the performance of a trained model on a data set.")
public final class EvaluateCommand extends TerminalCommand {
  private static final String VARY = "--vary";

  private static final String AS_TRAINED = "trained";

  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      description = "Folder or file of a trained model, or run:17 for the model of run 17.")
  private String named;

  @Mixin private SampleSelectionOptions side;

  @Option(
      names = VARY,
      paramLabel = "RANGES",
      description =
          "Draw a camera for every sample from these ranges, as in the key vary of a plan, or"
              + " 'trained' for the ranges used in training.")
  private String vary;

  @Option(
      names = "--vary-seed",
      paramLabel = "N",
      description = "Random seed of those cameras and their noise (default: 1).")
  private Long varySeed;

  /** Whether the data set states the sensor that recorded it. */
  private boolean withSensor;

  /** Whether the model has a gradient. */
  private boolean hasGradient;

  @Mixin private ResultFolder results;

  @Mixin private LabBookOptions bookOptions;

  @Mixin private EngineOptions engineOptions;

  @Mixin private DataSetArgument data;

  @Override
  public ExitCode call() throws IOException {
    DataSet dataSet = data.open(spec());
    withSensor = dataSet.sensor().isPresent();
    Path model = bookOptions.model(named);
    ModelSource source =
        ModelOptions.sourceOfAnyCamera(spec(), model, data.typed(), dataSet.classes());
    hasGradient = !(source instanceof ExportedFile) && !ExternalModel.isOnnx(model);
    EvaluateModel command =
        new EvaluateModel(source, results.path(), engineOptions.engine(), cameras());
    SampleSelectionOptions.SampleSelection chosen = side.chosen(dataSet, model);
    Evaluation.Result result =
        interruptible(bar -> command.run(chosen.samples(), chosen.what(), results.force(), bar));
    chosen.note().ifPresent(err()::println);
    PrintWriter out = out();
    ScoresSummary.print(chosen.what(), result, out);
    out.printf("written to %s%n", results.path());
    return ExitCode.DONE;
  }

  @Override
  protected List<String> next() {
    boolean photons = withSensor && hasGradient;
    return words(
        photons ? List.of("forensics", "photons") : "predict",
        named,
        data.typed(),
        given(ModelOptions.names()),
        given(LabBookOptions.class),
        given(DataSetReadOptions.class),
        "--out",
        beside(results.path(), photons ? "photons" : "predictions"));
  }

  private Optional<CameraDraw> cameras() throws IOException {
    if (vary == null) {
      if (varySeed != null) {
        throw new IllegalArgumentException(
            "--vary-seed requires %s RANGES: give both".formatted(VARY));
      }
      return Optional.empty();
    }
    long seed = varySeed == null ? 1 : varySeed;
    if (vary.equals(AS_TRAINED)) {
      return Optional.of(new CameraDraw(Optional.empty(), seed));
    }
    SequencedMap<String, String> keys = new LinkedHashMap<>();
    keys.put("data", TrainingPlanOptions.quoted(data.typed()));
    keys.put("vary", vary);
    return Optional.of(new CameraDraw(TrainingPlan.FILE.read(Optional.empty(), keys).vary(), seed));
  }
}
