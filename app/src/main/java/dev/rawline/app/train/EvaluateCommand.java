package dev.rawline.app.train;

import dev.rawline.app.data.DataInfoCommand;
import dev.rawline.app.options.DataSetReadOptions;
import dev.rawline.app.options.EngineOptions;
import dev.rawline.app.options.LabBookOptions;
import dev.rawline.app.options.ModelOptions;
import dev.rawline.app.options.SampleSelectionOptions;
import dev.rawline.app.options.TrainingPlanOptions;
import dev.rawline.app.terminal.ExitCode;
import dev.rawline.app.terminal.HelpText;
import dev.rawline.app.terminal.RootCommand;
import dev.rawline.app.terminal.TerminalProgress;
import dev.rawline.data.layout.DataSetOptions;
import dev.rawline.data.layout.DataSets;
import dev.rawline.data.set.DataSet;
import dev.rawline.lab.training.EvaluateModel;
import dev.rawline.learning.joint.Evaluation;
import dev.rawline.learning.plan.CameraDraw;
import dev.rawline.learning.plan.ModelSource;
import dev.rawline.learning.plan.TrainingPlan;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
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

/** {@code rawline evaluate}: command-line interface of {@link EvaluateModel}. */
@Command(
    name = "evaluate",
    modelTransformer = ModelOptions.Flags.class,
    header = "Measure how good a trained model is on a data set.",
    sortOptions = false,
    synopsisHeading = "%nUsage: ",
    description = {
      "",
      "MODEL is a folder that train has written, or a file (.onnx, TorchScript) of a model that was"
          + " trained elsewhere; for a file the options from --camera on describe the rest. Where the model"
          + " has learned from some of the samples, in whatever light, its own test side is evaluated"
          + " (choose another by --split or --side); otherwise all samples are used. With --vary each raw sample is"
          + " seen as a camera of its own would have recorded and rendered it; predictions.csv lists them."
          + " DIR gets metrics.json with 95 %% intervals, predictions.csv, and pictures.",
      ""
    },
    footer = {
      "",
      HelpText.EXAMPLES,
      "  ./rawline simulate blood-smear --camera microscope --count 48 --size 128x128 --out smears",
      "  ./rawline train plans/quick.yaml --data smears --out quick",
      "  ./rawline evaluate quick smears --out evaluation",
      "  ./rawline scale-intensity smears --series 0.25 --out dim",
      "  ./rawline evaluate quick dim --out evaluation-dim",
      "  ./rawline evaluate quick smears --vary '{light: [0.2, 1], gamma: [0.8, 1.25]}' \\",
      "      --out evaluation-cameras"
    })
public final class EvaluateCommand implements Callable<ExitCode> {
  private static final String VARY = "--vary";

  private static final String AS_TRAINED = "trained";

  @Spec private CommandSpec spec;

  @ParentCommand private RootCommand rawline;

  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      description = "The folder or file of a trained model, or run:17 for that of a run.")
  private String named;

  @Parameters(index = "1", paramLabel = "DATASET", description = DataInfoCommand.DATASET)
  private String typed;

  @Mixin private SampleSelectionOptions side;

  @Option(
      names = VARY,
      paramLabel = "RANGES",
      description =
          "Draw a camera for every sample from these ranges, as in a plan's key vary, or 'trained'"
              + " for those that training drew from.")
  private String vary;

  @Option(
      names = "--vary-seed",
      paramLabel = "N",
      description = "Random seed of those cameras and their noise (default: 1).")
  private Long varySeed;

  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "DIR",
      description = "Folder for the results, made if it does not exist.")
  private Path folder;

  @Option(names = "--force", description = "Replace results that already exist.")
  private boolean force;

  @Mixin private LabBookOptions bookOptions;

  @Mixin private EngineOptions engineOptions;

  @Mixin private DataSetReadOptions options;

  @Override
  public ExitCode call() throws IOException {
    DataSetOptions reading = options.reading();
    DataSet dataSet = DataSets.open(DataSetReadOptions.folder(spec, typed), reading);
    Path model = bookOptions.model(named);
    ModelSource source = ModelOptions.source(spec, model, typed, dataSet.classes());
    EvaluateModel command = new EvaluateModel(source, folder, engineOptions.engine(), cameras());
    SampleSelectionOptions.Chosen chosen;
    Evaluation.Result result;
    try (TerminalProgress bar = TerminalProgress.on(spec.commandLine().getErr())) {
      chosen = side.chosen(dataSet, model);
      result =
          command.run(chosen.samples(), chosen.what(), force, rawline.interruption().ending(bar));
    }
    chosen.note().ifPresent(spec.commandLine().getErr()::println);
    PrintWriter out = spec.commandLine().getOut();
    ScoresSummary.print(chosen.what(), result, out);
    out.printf("written to %s%n", folder);
    return ExitCode.DONE;
  }

  private Optional<CameraDraw> cameras() throws IOException {
    if (vary == null) {
      if (varySeed != null) {
        throw new IllegalArgumentException(
            "--vary-seed goes with %s RANGES: give both".formatted(VARY));
      }
      return Optional.empty();
    }
    long seed = varySeed == null ? 1 : varySeed;
    if (vary.equals(AS_TRAINED)) {
      return Optional.of(new CameraDraw(Optional.empty(), seed));
    }
    SequencedMap<String, String> keys = new LinkedHashMap<>();
    keys.put("data", TrainingPlanOptions.quoted(typed));
    keys.put("vary", vary);
    return Optional.of(new CameraDraw(TrainingPlan.FILE.read(Optional.empty(), keys).vary(), seed));
  }
}
