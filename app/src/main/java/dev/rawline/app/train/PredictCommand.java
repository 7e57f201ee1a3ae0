package dev.rawline.app.train;

import dev.rawline.app.options.DataSetReadOptions;
import dev.rawline.app.options.EngineOptions;
import dev.rawline.app.options.LabBookOptions;
import dev.rawline.app.options.ModelOptions;
import dev.rawline.app.options.RawFileOptions;
import dev.rawline.app.options.ResultFolder;
import dev.rawline.app.terminal.ExitCode;
import dev.rawline.app.terminal.OutcomeSummary;
import dev.rawline.app.terminal.TerminalCommand;
import dev.rawline.data.layout.DataSetOptions;
import dev.rawline.data.layout.DataSets;
import dev.rawline.data.set.DataSet;
import dev.rawline.data.set.Label;
import dev.rawline.data.set.Sample;
import dev.rawline.lab.evaluation.PredictFiles;
import dev.rawline.learning.assembly.ModelSource;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code rawline predict}: command-line interface of {@link PredictFiles}. */
@Command(
    name = "predict",
    modelTransformer = ModelOptions.Flags.class,
    header = "Predict the labels of raw files or images with a trained model.")
public final class PredictCommand extends TerminalCommand {
  /** Up to this number, each file has a line. */
  private static final int FEW = 10;

  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      description = "Folder or file of a trained model, or run:17 for the model of run 17.")
  private String model;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "FILE",
      description = "Raw files or images, or the folder of a data set.")
  private List<Path> files;

  /** A data set whose labels the predictions may be compared with. */
  private Optional<Path> labelled = Optional.empty();

  @Mixin private ResultFolder results;

  @Mixin private LabBookOptions bookOptions;

  @Mixin private EngineOptions engineOptions;

  @Mixin private RawFileOptions raw;

  @Mixin private DataSetReadOptions reading;

  @Override
  public ExitCode call() throws IOException {
    DataSetOptions how = reading.reading().with(raw.description());
    List<Path> alone = files.stream().filter(file -> !Files.isDirectory(file)).toList();
    List<Sample> samples = new ArrayList<>(PredictFiles.samples(alone, how));
    List<String> classes = List.of();
    for (Path each : files) {
      if (Files.isDirectory(each)) {
        DataSet dataSet = DataSets.open(each, how);
        samples.addAll(dataSet.samples());
        classes = dataSet.classes();
        if (dataSet.samples().stream().noneMatch(sample -> sample.label().equals(Label.NONE))) {
          labelled = Optional.of(each);
        }
      }
    }
    ModelSource source =
        ModelOptions.sourceOfAnyCamera(
            spec(), bookOptions.model(model), files.getLast().toString(), classes);
    PredictFiles command = new PredictFiles(source, results.path(), engineOptions.engine());
    PredictFiles.Result result =
        interruptible(progress -> command.run(samples, results.force(), progress));
    int predicted = result.answers().size();
    PrintWriter out = out();
    print(result.answers(), out);
    out.printf(
        "%d predicted, %d rejected: %s%n",
        predicted, result.outcomes().size() - predicted, results.path());
    return OutcomeSummary.refusals(result.outcomes(), spec().commandLine());
  }

  @Override
  protected List<String> next() {
    return labelled
        .map(
            folder ->
                words(
                    "evaluate",
                    model,
                    folder,
                    given(ModelOptions.names()),
                    given(LabBookOptions.class),
                    given(DataSetReadOptions.class),
                    "--out",
                    beside(results.path(), "evaluation")))
        .orElse(List.of());
  }

  /** Prints the predictions of a few samples, and of many how often each class is. */
  private static void print(List<PredictFiles.PredictionSummary> answers, PrintWriter out) {
    if (answers.size() <= FEW) {
      answers.forEach(one -> out.println(line(one)));
      return;
    }
    Map<String, Long> counts =
        answers.stream()
            .filter(one -> one.probability().isPresent())
            .collect(
                Collectors.groupingBy(
                    PredictFiles.PredictionSummary::what, TreeMap::new, Collectors.counting()));
    counts.forEach((name, count) -> out.printf("  %-20s %d%n", name, count));
  }

  private static String line(PredictFiles.PredictionSummary one) {
    String sure =
        one.probability().isPresent()
            ? String.format(Locale.ROOT, "  %.1f %%", 100 * one.probability().getAsDouble())
            : "";
    return "  %-20s %s%s".formatted(one.id(), one.what(), sure);
  }
}
