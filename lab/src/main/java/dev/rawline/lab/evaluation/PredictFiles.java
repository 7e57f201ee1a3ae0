package dev.rawline.lab.evaluation;

import dev.rawline.data.file.JsonRecords;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.layout.DataSetOptions;
import dev.rawline.data.layout.DataSets;
import dev.rawline.data.picture.PngFile;
import dev.rawline.data.set.Label;
import dev.rawline.data.set.Sample;
import dev.rawline.imaging.frame.Frame;
import dev.rawline.imaging.frame.Mask;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.learning.assembly.ModelSource;
import dev.rawline.learning.assembly.TrainedModel;
import dev.rawline.learning.engine.Engine;
import dev.rawline.learning.joint.Evaluation;
import dev.rawline.learning.joint.Prediction;
import dev.rawline.learning.sample.Task;
import dev.rawline.workbench.output.FileOutcome;
import dev.rawline.workbench.output.FolderLock;
import dev.rawline.workbench.output.OutputFiles;
import dev.rawline.workbench.output.Provenance;
import dev.rawline.workbench.output.Version;
import dev.rawline.workbench.page.PagePicture;
import dev.rawline.workbench.page.ReportFiles;
import dev.rawline.workbench.sheet.DataSetSheet;
import dev.rawline.workbench.sheet.FramePreview;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A trained model × raw files or pictures → predictions: {@code predictions.csv}, masks, a sheet of
 * some, and a page.
 *
 * @param model the model
 * @param folder where the results go; made if it does not exist
 * @param engine where the network computes
 */
public record PredictFiles(ModelSource model, Path folder, Engine engine) {
  /** The sheet of some pictures with their predictions. */
  public static final String SHEET = "predictions.png";

  private static final String COMMAND = "predict";
  private static final String RECORD = "predictions.json";
  private static final int SHOWN = 24;
  private static final int A_ROW = 6;
  private static final List<String> NAMES =
      List.of(PredictionsFile.NAME, PredictionsFile.MASKS, SHEET, PredictionsPage.FILE, RECORD);

  /**
   * Predicts what files show. A file that cannot be read faithfully is rejected and the others
   * continue.
   *
   * @param samples the files, at least one, as {@link #samples} has them or as a data set has them
   * @param force whether existing results are replaced
   * @return what became of each file, and the predictions for those that could be read
   * @throws RejectedFileException if the model cannot be opened, or the folder holds results
   *     already
   * @throws IOException if a result cannot be written
   */
  public Result run(List<Sample> samples, boolean force, Progress progress) throws IOException {
    if (!force) {
      OutputFiles.requireNew(folder, RECORD, NAMES, COMMAND);
    }
    try (TrainedModel trained = model.open(engine)) {
      try (FolderLock _ = FolderLock.take(folder)) {
        OutputFiles.begin(folder, COMMAND);
        PredictionsFile predictions = new PredictionsFile(trained.task(), folder);
        Sheet sheet = new Sheet(trained.task(), model.path().getFileName() + "");
        Evaluation evaluation =
            new Evaluation(
                trained.model(), trained.preparation().withoutTask(), trained.evaluation().batch());
        List<FileOutcome> outcomes = new ArrayList<>();
        List<PredictionSummary> answers = new ArrayList<>();
        Progress all = progress.begin("files", samples.size());
        for (int from = 0; from < samples.size(); from += evaluation.batch()) {
          List<Sample> some =
              samples.subList(from, Math.min(from + evaluation.batch(), samples.size()));
          List<Attempt> attempts = attempt(evaluation, some);
          for (Attempt one : attempts) {
            Path file = Path.of(one.sample().picture().name());
            Progress own = all.begin(file.toString(), 0);
            if (one.answer().isPresent()) {
              predictions.add(one.answer().get(), one.sample().label().className().orElse(""));
              Shown shown = Shown.of(trained.task(), one.answer().get());
              answers.add(shown.answer);
              sheet.add(shown, one.answer().get(), trained);
            }
            FileOutcome outcome =
                one.answer().isPresent()
                    ? new FileOutcome.Rendered(file, List.of(), pixels(one.answer().get()))
                    : new FileOutcome.Refused(file, one.reason());
            outcomes.add(outcome);
            outcome.end(own);
          }
        }
        predictions.write();
        Optional<PagePicture> drawn =
            answers.isEmpty() ? Optional.empty() : Optional.of(sheet.draw());
        if (drawn.isPresent()) {
          PngFile.write(drawn.get().image(), folder.resolve(SHEET));
        }
        Origin origin = origin();
        PredictionsPage page =
            new PredictionsPage(
                model.path().getFileName() + "",
                answers,
                outcomes.stream()
                    .flatMap(
                        outcome ->
                            outcome instanceof FileOutcome.Refused refused
                                ? Stream.of(refused)
                                : Stream.empty())
                    .toList(),
                drawn,
                JsonRecords.values(origin));
        new ReportFiles(folder).text(page.html(), PredictionsPage.FILE);
        JsonRecords.write(origin, folder.resolve(RECORD));
        OutputFiles.finish(folder);
        return new Result(outcomes, answers);
      }
    }
  }

  /**
   * What became of files.
   *
   * @param outcomes of each file
   * @param answers the predictions of those that could be read, in their order
   */
  public record Result(List<FileOutcome> outcomes, List<PredictionSummary> answers) {
    /** Copies the lists. */
    public Result {
      outcomes = List.copyOf(outcomes);
      answers = List.copyOf(answers);
    }
  }

  /**
   * The prediction for one sample.
   *
   * @param id what the sample is called
   * @param what the class of a classification; else the prediction in words
   * @param probability the probability of the class, 0 to 1
   */
  public record PredictionSummary(String id, String what, OptionalDouble probability) {}

  /** An answer as the sheet shows it: in the row of its class, with a caption, outlined. */
  private record Shown(PredictionSummary answer, String row, String caption, Optional<Mask> mask) {
    static Shown of(Task task, Prediction prediction) {
      String id = prediction.sample().id();
      float[] numbers = prediction.numbers();
      return switch (task) {
        case Task.Classification(List<String> classes) -> {
          int most = PredictionsFile.most(numbers);
          yield new Shown(
              new PredictionSummary(id, classes.get(most), OptionalDouble.of(numbers[most])),
              classes.get(most),
              String.format(Locale.ROOT, "%.0f %% %s", 100 * numbers[most], id),
              Optional.empty());
        }
        case Task.Segmentation() -> {
          Mask mask = PredictionsFile.mask(prediction);
          String share =
              String.format(Locale.ROOT, "object on %.1f %% of the pixels", 100 * mask.coverage());
          yield new Shown(
              new PredictionSummary(id, share, OptionalDouble.empty()),
              "objects, outlined",
              id,
              Optional.of(mask));
        }
        case Task.Regression(String name) ->
            new Shown(
                new PredictionSummary(
                    id,
                    String.format(Locale.ROOT, "%s %.4g", name, numbers[0]),
                    OptionalDouble.empty()),
                name,
                String.format(Locale.ROOT, "%.4g %s", numbers[0], id),
                Optional.empty());
      };
    }
  }

  /** What became of one sample: an answer, or the reason why there is none. */
  private record Attempt(Sample sample, Optional<Prediction> answer, String reason) {}

  /** One sample that cannot be used, or has another size, must not affect the others. */
  private static List<Attempt> attempt(Evaluation evaluation, List<Sample> samples) {
    List<Prediction> answers = new ArrayList<>();
    try {
      evaluation.predict(samples, answers::add);
    } catch (IOException | IllegalArgumentException e) {
      if (samples.size() == 1) {
        return List.of(
            new Attempt(samples.getFirst(), Optional.empty(), reason(samples.getFirst(), e)));
      }
      return samples.stream()
          .flatMap(sample -> attempt(evaluation, List.of(sample)).stream())
          .toList();
    }
    List<Attempt> attempts = new ArrayList<>();
    for (int i = 0; i < samples.size(); i++) {
      attempts.add(new Attempt(samples.get(i), Optional.of(answers.get(i)), ""));
    }
    return attempts;
  }

  private static String reason(Sample sample, Exception e) {
    String file = sample.picture().name();
    String message = String.valueOf(e.getMessage());
    return message.contains(file) ? message : "%s: %s".formatted(file, message);
  }

  private static long pixels(Prediction answer) {
    Frame frame = answer.sample().frame();
    return (long) frame.width() * frame.height();
  }

  /**
   * Returns files as samples, called by their names; files of one name in two folders have a number
   * besides.
   *
   * @param reading what is known of the files
   */
  public static List<Sample> samples(List<Path> files, DataSetOptions reading) {
    Set<String> ids = new LinkedHashSet<>();
    List<Sample> samples = new ArrayList<>();
    for (Path file : files) {
      String stem = (file.getFileName() + "").replaceFirst("\\.[^.]*$", "");
      String id = stem;
      for (int again = 2; !ids.add(id); again++) {
        id = stem + "_" + again;
      }
      samples.add(new Sample(id, DataSets.picture(file, reading), Label.NONE));
    }
    return samples;
  }

  /** The form of {@code predictions.json}. */
  private record Origin(
      String rawline,
      String command,
      List<Map<String, Object>> model,
      String engine,
      String device,
      int threads) {}

  private Origin origin() throws IOException {
    return new Origin(
        Version.CURRENT,
        COMMAND,
        Provenance.contents(model.files()),
        Engine.version(),
        engine.device().toString(),
        engine.threads());
  }

  /** The first pictures of each predicted class, with the probability of the class. */
  private static final class Sheet {
    private final Task task;
    private final DataSetSheet sheet;
    private final Map<String, Integer> rows = new HashMap<>();
    private int shown;

    Sheet(Task task, String model) {
      this.task = task;
      this.sheet =
          new DataSetSheet(
              "Predictions of " + model,
              List.of(
                  switch (task) {
                    case Task.Classification _ -> "by predicted class, with its probability";
                    case Task.Segmentation() ->
                        "outlined: what belongs to an object more likely than not";
                    case Task.Regression(String name) -> "the predicted number: " + name;
                  }));
    }

    void add(Shown answer, Prediction prediction, TrainedModel trained) {
      int there = rows.merge(answer.row, 1, Integer::sum);
      if (shown == SHOWN || (there > A_ROW && task.outputs() > 1)) {
        return;
      }
      if (there == 1) {
        sheet.row(answer.row, "");
      }
      View view = FramePreview.of(trained.picture(prediction.sample()));
      sheet.add(answer.row, view, answer.mask, answer.caption);
      shown++;
    }

    PagePicture draw() {
      return new PagePicture(
          "Images",
          task.outputs() > 1
              ? "The first %d of each predicted class, %d at most.".formatted(A_ROW, SHOWN)
              : "The first %d at most.".formatted(SHOWN),
          sheet.draw());
    }
  }
}
