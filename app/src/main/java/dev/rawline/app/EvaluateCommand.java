package dev.rawline.app;

import dev.rawline.data.layout.DataSets;
import dev.rawline.data.layout.Reading;
import dev.rawline.data.set.DataSet;
import dev.rawline.data.set.Side;
import dev.rawline.data.split.SplitFile;
import dev.rawline.lab.training.EvaluateModel;
import dev.rawline.lab.training.Unseen;
import dev.rawline.learning.joint.Evaluation;
import dev.rawline.learning.plan.CameraDraw;
import dev.rawline.learning.plan.ModelFolder;
import dev.rawline.learning.plan.ModelSource;
import dev.rawline.learning.plan.TrainingPlanFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code rawline evaluate}: the face of {@link EvaluateModel}. */
@Command(
    name = "evaluate",
    modelTransformer = ModelOptions.Flags.class,
    header = "Measure how good a trained model is on a data set.",
    sortOptions = false,
    synopsisHeading = "%nUsage: ",
    description = {
      "",
      "MODEL is a folder that train has written, or a file (.onnx, TorchScript) of a model that was"
          + " trained elsewhere; of a file the options from --camera on tell the rest. Where the model"
          + " has learned from some of the samples, in whatever light, its own test side is evaluated"
          + " unless --split or --side say otherwise; else all samples are. With --vary each raw sample is"
          + " seen as a camera of its own would have recorded and rendered it; predictions.csv says which."
          + " DIR gets metrics.json with 95 %% intervals, predictions.csv, and pictures.",
      ""
    },
    footer = {
      "",
      RawlineCommand.EXAMPLES,
      "  ./rawline simulate blood-smear --camera microscope --count 48 --size 128x128 --out smears",
      "  ./rawline train plans/quick.yaml --data smears --out quick",
      "  ./rawline evaluate quick smears --out evaluation",
      "  ./rawline scale-intensity smears --series 0.25 --out dim",
      "  ./rawline evaluate quick dim --out evaluation-dim",
      "  ./rawline evaluate quick smears --vary '{light: [0.2, 1], gamma: [0.8, 1.25]}' \\",
      "      --out evaluation-cameras",
      "",
      RawlineCommand.EXIT_CODES
    })
final class EvaluateCommand implements Callable<Integer> {
  private static final String VARY = "--vary";

  private static final String AS_TRAINED = "trained";

  @Spec private CommandSpec spec;

  @ParentCommand private RawlineCommand rawline;

  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      description = "The folder or file of a trained model, or run:17 for that of a run.")
  private String named;

  @Parameters(index = "1", paramLabel = "DATASET", description = DataInfoCommand.DATASET)
  private String typed;

  @Option(
      names = "--split",
      paramLabel = "FILE",
      description = "Evaluate one side of this split, as data split writes it.")
  private Path split;

  @Option(
      names = "--division",
      paramLabel = "N",
      description = "Which of its divisions, from 1 (1, unless given).")
  private int division = 1;

  @Option(
      names = "--side",
      paramLabel = "SIDE",
      description = "Which side: train, validation, test, or all (test, unless given).")
  private String side;

  @Option(
      names = VARY,
      paramLabel = "RANGES",
      description =
          "Draw a camera for every sample from these ranges, as a plan's key vary says them, or 'trained'"
              + " for those that training drew from.")
  private String vary;

  @Option(
      names = "--vary-seed",
      paramLabel = "N",
      description = "What those cameras and their noise are drawn from (1, unless given).")
  private Long varySeed;

  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "DIR",
      description = "Folder for the results, made if it does not exist.")
  private Path folder;

  @Option(names = "--force", description = "Replace results that stand there already.")
  private boolean force;

  @Mixin private BookOptions bookOptions;

  @Mixin private EngineOptions engineOptions;

  @Mixin private ReadingOptions options;

  /** What is evaluated, what it is called, and what a person may not expect. */
  private record Chosen(DataSet samples, String what, Optional<String> note) {}

  @Override
  public Integer call() throws IOException {
    Reading reading = options.reading(spec);
    DataSet dataSet = DataSets.open(ReadingOptions.folder(spec, typed), reading);
    Path model = bookOptions.model(spec, named);
    ModelSource source = ModelOptions.source(spec, model, typed, dataSet.classes());
    EvaluateModel command =
        new EvaluateModel(source, folder, engineOptions.engine(spec), cameras());
    Chosen chosen;
    Evaluation.Result result;
    rawline.interruption().stops();
    try (JudgingBar bar = new JudgingBar("evaluating")) {
      chosen = chosen(dataSet, model);
      result =
          command.run(
              chosen.samples(),
              chosen.what(),
              force,
              (done, all) -> {
                rawline.interruption().requireNone();
                bar.judged(done, all);
              });
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    chosen.note().ifPresent(spec.commandLine().getErr()::println);
    PrintWriter out = spec.commandLine().getOut();
    ScoresText.print(chosen.what(), result, out);
    out.printf("written to %s%n", folder);
    return CommandLine.ExitCode.OK;
  }

  private Optional<CameraDraw> cameras() throws IOException {
    if (vary == null) {
      if (varySeed != null) {
        throw new ParameterException(
            spec.commandLine(), "--vary-seed goes with %s RANGES: give both".formatted(VARY));
      }
      return Optional.empty();
    }
    long seed = varySeed == null ? 1 : varySeed;
    if (vary.equals(AS_TRAINED)) {
      return Optional.of(new CameraDraw(Optional.empty(), seed));
    }
    SequencedMap<String, String> keys = new LinkedHashMap<>();
    keys.put("data", PlanFlags.quoted(typed));
    keys.put("vary", vary);
    return Optional.of(new CameraDraw(TrainingPlanFiles.read(Optional.empty(), keys).vary(), seed));
  }

  private Chosen chosen(DataSet dataSet, Path model) throws IOException {
    String word = side == null ? Side.TEST.word() : side;
    if (split != null) {
      SplitFile file = SplitFile.read(split);
      file.requireOf(dataSet);
      return of(dataSet, file, word);
    }
    Path own = model.resolve(ModelFolder.SPLIT);
    if (Files.isRegularFile(own)) {
      Unseen unseen = new Unseen(SplitFile.read(own).splits().getFirst(), dataSet);
      if (unseen.learned() > 0) {
        return of(unseen, word);
      }
    }
    if (side != null && !word.equals("all")) {
      throw new IllegalArgumentException(
          "--side goes with --split, or with the data set that the model was trained on: name the split");
    }
    return new Chosen(dataSet, dataSet.name(), Optional.empty());
  }

  private Chosen of(Unseen unseen, String word) {
    DataSet dataSet = unseen.dataSet();
    String learned =
        "the model learned from %d of the %d samples of %s"
            .formatted(unseen.learned(), dataSet.samples().size(), dataSet.name());
    if (word.equals("all")) {
      return new Chosen(
          dataSet,
          dataSet.name(),
          Optional.of(
              learned + ": these scores are better than those of samples that are new to it"));
    }
    Side chosen = named(word);
    return new Chosen(
        unseen.side(chosen),
        "%s side of %s".formatted(chosen.word(), dataSet.name()),
        side == null
            ? Optional.of(learned + ": its test side is evaluated; --side all takes all")
            : Optional.empty());
  }

  private static Side named(String word) {
    return Side.named(word)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "--side is '%s': expected %s or all"
                        .formatted(word, String.join(", ", Side.WORDS))));
  }

  private Chosen of(DataSet dataSet, SplitFile file, String word) {
    if (division < 1 || division > file.splits().size()) {
      throw new IllegalArgumentException(
          "--division is %d: expected 1 to %d, the divisions of the split"
              .formatted(division, file.splits().size()));
    }
    if (word.equals("all")) {
      return new Chosen(dataSet, dataSet.name(), Optional.empty());
    }
    Side chosen = named(word);
    return new Chosen(
        file.splits().get(division - 1).of(dataSet, chosen),
        "%s side of %s".formatted(chosen.word(), dataSet.name()),
        Optional.empty());
  }
}
