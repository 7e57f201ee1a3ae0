package dev.rawline.app.quality;

import dev.rawline.app.options.DataSetReadOptions;
import dev.rawline.app.options.EngineOptions;
import dev.rawline.app.options.LabBookOptions;
import dev.rawline.app.options.ModelOptions;
import dev.rawline.app.options.RawFileOptions;
import dev.rawline.app.options.SampleSelectionOptions;
import dev.rawline.app.options.TrainingPlanOptions;
import dev.rawline.app.terminal.ExitCode;
import dev.rawline.app.terminal.TerminalCommand;
import dev.rawline.app.terminal.TextTable;
import dev.rawline.data.card.Rights;
import dev.rawline.data.file.JsonFile;
import dev.rawline.data.file.JsonRecords;
import dev.rawline.data.layout.DataSetOptions;
import dev.rawline.data.layout.DataSets;
import dev.rawline.data.layout.PictureKind;
import dev.rawline.data.set.DataSet;
import dev.rawline.lab.evaluation.PredictFiles;
import dev.rawline.lab.quality.CheckQuality;
import dev.rawline.lab.quality.QualityRecord;
import dev.rawline.lab.quality.cause.CameraDrift;
import dev.rawline.lab.quality.check.BatchCheck;
import dev.rawline.lab.quality.check.FlaggedImage;
import dev.rawline.lab.quality.check.QualityPlan;
import dev.rawline.lab.quality.check.QuantityAssessment;
import dev.rawline.lab.quality.check.ToleranceAssessment;
import dev.rawline.lab.quality.effect.Compensation.CompensationFiles;
import dev.rawline.lab.quality.effect.MetricEffect;
import dev.rawline.lab.quality.effect.PredictEffect;
import dev.rawline.lab.quality.reference.ModelProbe;
import dev.rawline.lab.quality.reference.QualityReference;
import dev.rawline.lab.quality.reference.QualityReferenceFiles;
import dev.rawline.lab.quality.verdict.AcceptanceLimits;
import dev.rawline.lab.quality.verdict.Verdict;
import dev.rawline.lab.tolerance.ToleranceSpecification;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Parameters;

/** A command of quality control: raw images, their reference, and the task's model. */
abstract class BatchCommand extends TerminalCommand {
  private List<String> next = List.of();

  @Override
  protected List<String> next() {
    return next;
  }

  /**
   * Runs a check, prints what it found, and returns the exit code of its verdict.
   *
   * @param typed what names reference and batch, and the options of how files are read
   * @param json whether JSON is printed
   */
  final ExitCode check(CheckQuality command, List<String> typed, DataSet dataSet, boolean json)
      throws IOException {
    CheckQuality.Result result = interruptible(bar -> command.run(dataSet, bar));
    next =
        result.check().verdict() == Verdict.PASS
            ? words("lab", "show", "last", given(LabBookOptions.class))
            : words(
                "quality",
                "compensate",
                typed,
                given(LabBookOptions.class),
                "--out",
                beside(result.folder(), "compensation"));
    if (json) {
      out()
          .println(
              JsonFile.text(JsonRecords.values(QualityRecord.of(result.check(), result.effect()))));
    } else {
      QualitySummaryText.print(result, out());
    }
    return code(result.check().verdict());
  }

  static ExitCode code(Verdict verdict) {
    return switch (verdict) {
      case PASS -> ExitCode.DONE;
      case WARN -> ExitCode.CHECK_WARNS;
      case FAIL -> ExitCode.CHECK_FAILED;
    };
  }

  /** Reads the drift that camera parameters undo already; none where no file is named. */
  static CameraDrift compensated(Optional<Path> file) throws IOException {
    return file.isPresent() ? CompensationFiles.read(file.get()) : CameraDrift.NONE;
  }

  /** Reads which cameras the model tolerates, where a file is named. */
  static Optional<ToleranceSpecification> tolerance(Optional<Path> file) throws IOException {
    return file.isPresent()
        ? Optional.of(ToleranceSpecification.FILE.read(file.get()))
        : Optional.empty();
  }

  /**
   * Returns the model, where one is named.
   *
   * @param typed the data that it is evaluated on, as they were named
   * @param dataSet the same
   */
  final Optional<ModelProbe> model(
      Optional<String> named,
      LabBookOptions book,
      EngineOptions engine,
      String typed,
      DataSet dataSet)
      throws IOException {
    return named.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new ModelProbe(
                ModelOptions.source(spec(), book.model(named.get()), typed, dataSet.classes()),
                engine.engine()));
  }

  /**
   * Returns what predicts effects on a model, if a plan names labelled data.
   *
   * @throws IllegalArgumentException if it does, and there is no model
   */
  final Optional<PredictEffect> effect(
      QualityPlan plan, Optional<ModelProbe> model, DataSetReadOptions options) throws IOException {
    if (plan.labelled().isEmpty()) {
      return Optional.empty();
    }
    if (model.isEmpty()) {
      throw new IllegalArgumentException(
          "--labelled requires --model (in a plan, labelled requires model): give the model to evaluate on it");
    }
    DataSet labelled = options.open(spec(), plan.labelled().get());
    return Optional.of(effect(model.get(), labelled, plan.seed()));
  }

  /** Predicts effects by a model from labelled data that it was not trained on. */
  static PredictEffect effect(ModelProbe model, DataSet labelled, long seed) throws IOException {
    return new PredictEffect(
        model.source(),
        labelled,
        SampleSelectionOptions.heldOut(labelled, model.source().path()),
        model.engine(),
        seed);
  }

  /** What a check of a batch came to, for the terminal. */
  private static final class QualitySummaryText {
    private static final int MOST_OFFENDERS = 10;

    private QualitySummaryText() {}

    static void print(CheckQuality.Result result, PrintWriter out) {
      BatchCheck check = result.check();
      out.println(check.verdict().word().toUpperCase(Locale.ROOT));
      result.story().forEach(out::println);
      out.println();
      List<QuantityAssessment> shown =
          check.lines().stream().filter(line -> line.verdict() != Verdict.PASS).toList();
      if (!shown.isEmpty()) {
        TextTable table =
            new TextTable(
                List.of(
                    "quantity", "reference", "batch", "from", "to", "unit", "limits", "verdict"));
        for (QuantityAssessment line : shown) {
          table.add(
              Arrays.asList(
                  line.quantity().toString(),
                  line.usual(),
                  line.measured().value(),
                  line.measured().low(),
                  line.measured().high(),
                  line.quantity().unit(),
                  line.limits().stream()
                      .map(AcceptanceLimits::toString)
                      .collect(Collectors.joining("; ")),
                  line.verdict().word() + (line.drifts() ? ", drifts" : "")));
        }
        table.print(out);
        out.println();
      }
      if (!check.task().isEmpty()) {
        TextTable table =
            new TextTable(
                List.of("for the task", "as", "from", "to", "tolerated", "unit", "verdict"));
        for (ToleranceAssessment line : check.task()) {
          table.add(
              Arrays.asList(
                  line.name(),
                  line.equivalent().value(),
                  line.equivalent().low(),
                  line.equivalent().high(),
                  String.format(
                      Locale.ROOT,
                      "%.4g to %.4g",
                      line.interval().low().value(),
                      line.interval().high().value()),
                  line.interval().parameter().unit(),
                  line.verdict().word()));
        }
        table.print(out);
        out.println();
      }
      if (result.effect().isPresent()) {
        MetricEffect effect = result.effect().get().metric();
        out.printf(
            Locale.ROOT,
            "%s predicted: %.3f (95 %%: %.3f to %.3f), by the reference camera %.3f%n",
            effect.metric(),
            effect.predicted().value(),
            effect.predicted().low(),
            effect.predicted().high(),
            effect.reference().value());
      }
      for (FlaggedImage offender : check.offenders().stream().limit(MOST_OFFENDERS).toList()) {
        out.printf(
            "%s %s: %s%n",
            offender.verdict().word(), offender.image(), String.join("; ", offender.why()));
      }
      if (check.offenders().size() > MOST_OFFENDERS) {
        out.printf("… and %d images more%n", check.offenders().size() - MOST_OFFENDERS);
      }
      out.printf("written to %s, and to the lab book as run %s%n", result.folder(), result.run());
      out.printf("open %s%n", result.folder().resolve("report.html"));
    }
  }

  /** A batch of raw images, and the reference that it is compared with. */
  static final class BatchArguments {
    @Parameters(
        index = "0",
        paramLabel = "REFERENCE",
        description = "The reference: the folder or file written by quality reference.")
    private Path reference;

    @Parameters(
        index = "1..*",
        arity = "1..*",
        paramLabel = "DATASET|FILE",
        description = "The batch: one data set or folder of raw files, or files.")
    private List<String> inputs;

    @Mixin private RawImageArguments images;

    /** Reads the reference. */
    QualityReference reference() throws IOException {
      return QualityReferenceFiles.read(reference);
    }

    /** Returns the path of the reference. */
    String referencePlace() {
      return whole(reference.toString());
    }

    /** Opens the batch. */
    DataSet open(CommandSpec spec) throws IOException {
      return images.open(spec, inputs);
    }

    /** Returns the path of the batch; a data set that is fetched has but a name. */
    List<String> places() {
      return inputs.stream().map(BatchArguments::whole).toList();
    }

    private static String whole(String typed) {
      return TrainingPlanOptions.path(typed).orElse(typed);
    }

    /** Returns what names reference and batch, and the options of how files are read, as typed. */
    List<String> typed(CommandSpec spec) {
      List<String> typed = new ArrayList<>(List.of(reference.toString()));
      typed.addAll(inputs);
      typed.addAll(RawImageArguments.flags(spec));
      return typed;
    }

    /** Returns the first word of the batch. */
    String first() {
      return inputs.getFirst();
    }

    /** Returns how data sets are read. */
    DataSetReadOptions options() {
      return images.options();
    }
  }

  /** How the raw images of a command are read: one data set, or files. */
  static final class RawImageArguments {
    @Mixin private RawFileOptions raw;

    @Mixin private DataSetReadOptions options;

    /** Returns how data sets are read. */
    DataSetReadOptions options() {
      return options;
    }

    /** Returns the options of how files are read, as they were typed. */
    static List<String> flags(CommandSpec spec) {
      Set<String> own =
          CommandSpec.forAnnotatedObject(RawImageArguments.class).optionsMap().keySet();
      List<String> flags = new ArrayList<>();
      for (OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
        if (own.contains(option.longestName())) {
          for (String value : option.originalStringValues()) {
            flags.addAll(List.of(option.longestName(), value));
          }
        }
      }
      return flags;
    }

    /**
     * Opens what words name; every picture is assumed to be raw.
     *
     * @throws IllegalArgumentException if there are several, and one is no file
     */
    DataSet open(CommandSpec spec, List<String> words) throws IOException {
      DataSetOptions reading = options.reading().with(raw.description()).with(PictureKind.RAW);
      if (words.size() == 1 && !Files.isRegularFile(Path.of(words.getFirst()))) {
        return DataSets.open(DataSetReadOptions.folder(spec, words.getFirst()), reading);
      }
      List<Path> files = words.stream().map(Path::of).toList();
      for (Path file : files) {
        if (!Files.isRegularFile(file)) {
          throw new IllegalArgumentException(
              "%s is no file: give one data set, or files".formatted(file));
        }
      }
      return new DataSet(
          files.size() == 1
              ? String.valueOf(files.getFirst().getFileName())
              : files.size() + " files",
          Rights.UNKNOWN,
          PredictFiles.samples(files, reading),
          Optional.empty());
    }
  }
}
