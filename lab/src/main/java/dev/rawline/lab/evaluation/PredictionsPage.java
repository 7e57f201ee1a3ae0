package dev.rawline.lab.evaluation;

import dev.rawline.lab.evaluation.PredictFiles.PredictionSummary;
import dev.rawline.workbench.output.FileOutcome;
import dev.rawline.workbench.page.Fact;
import dev.rawline.workbench.page.KeyNumber;
import dev.rawline.workbench.page.Page;
import dev.rawline.workbench.page.PagePicture;
import dev.rawline.workbench.page.ReportFiles;
import dev.rawline.workbench.page.Table;
import dev.rawline.workbench.page.Table.Cell;
import dev.rawline.workbench.page.Table.Column;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * Predictions of a model as one HTML page: how often each class is predicted, with which
 * confidence, some images with their predictions, the predictions, and rejected files.
 *
 * @param model what the model is called
 * @param answers the predictions, in the order of the files
 * @param refused the rejected files
 * @param sheet some images with their predictions; empty where every file was rejected
 * @param origin the provenance of the predictions
 */
record PredictionsPage(
    String model,
    List<PredictionSummary> answers,
    List<FileOutcome.Refused> refused,
    Optional<PagePicture> sheet,
    Map<String, Object> origin) {
  /** The name of the file. */
  static final String FILE = "report.html";

  private static final int MOST = 200;
  private static final double PERCENT = 100;

  /** How often a class is predicted, and with which probabilities. */
  private record ClassCount(String name, DoubleSummaryStatistics probabilities) {
    long count() {
      return probabilities.getCount();
    }
  }

  String html() {
    return Page.of(
            "Predictions of " + model,
            "Labels of images by a trained model, with its own confidence",
            story(),
            keyNumbers(),
            "evaluation/predictions",
            this)
        .html();
  }

  private List<String> story() {
    List<String> story = new ArrayList<>();
    story.add("%d predicted, %d rejected.".formatted(answers.size(), refused.size()));
    counts().stream()
        .findFirst()
        .ifPresent(
            first ->
                story.add(
                    "Most are %s: %d of %d (%s)."
                        .formatted(
                            first.name,
                            first.count(),
                            answers.size(),
                            percent((double) first.count() / answers.size()))));
    answers.stream()
        .filter(answer -> answer.probability().isPresent())
        .min(Comparator.comparingDouble(answer -> answer.probability().getAsDouble()))
        .ifPresent(
            least ->
                story.add(
                    "The least certain is %s: %s with %s."
                        .formatted(
                            least.id(), least.what(), percent(least.probability().getAsDouble()))));
    return story;
  }

  private List<KeyNumber> keyNumbers() {
    List<KeyNumber> numbers = new ArrayList<>();
    numbers.add(
        new KeyNumber(
            "predicted", String.valueOf(answers.size()), "", refused.size() + " rejected"));
    if (!counts().isEmpty()) {
      numbers.add(
          new KeyNumber("classes predicted", String.valueOf(counts().size()), "", "at least once"));
      double[] sorted = probabilities().sorted().toArray();
      numbers.add(
          new KeyNumber(
              "median probability",
              percent(sorted[(sorted.length - 1) / 2]),
              "",
              "of the predicted class"));
    }
    return numbers;
  }

  private DoubleStream probabilities() {
    return answers.stream().flatMapToDouble(answer -> answer.probability().stream());
  }

  /** Returns the predicted classes, the most frequent first. */
  private List<ClassCount> counts() {
    return answers.stream()
        .filter(answer -> answer.probability().isPresent())
        .collect(
            Collectors.groupingBy(
                PredictionSummary::what,
                TreeMap::new,
                Collectors.summarizingDouble(answer -> answer.probability().getAsDouble())))
        .entrySet()
        .stream()
        .map(each -> new ClassCount(each.getKey(), each.getValue()))
        .sorted(Comparator.comparingLong(ClassCount::count).reversed())
        .toList();
  }

  Optional<Table> classes() {
    return counts().isEmpty()
        ? Optional.empty()
        : Optional.of(
            Table.of(
                counts(),
                new Column<>("class", ClassCount::name),
                new Column<>("images", ClassCount::count),
                new Column<>("share", each -> percent((double) each.count() / answers.size())),
                new Column<>("mean probability", each -> percent(each.probabilities.getAverage())),
                new Column<>("lowest probability", each -> percent(each.probabilities.getMin()))));
  }

  String shown() {
    return answers.size() > MOST
        ? "The first %d of %d.".formatted(MOST, answers.size())
        : "In the order of the files.";
  }

  Table predictions() {
    List<Column<PredictionSummary>> columns =
        new ArrayList<>(
            List.of(
                new Column<>("sample", PredictionSummary::id),
                new Column<>("prediction", answer -> Cell.words(answer.what()))));
    if (!counts().isEmpty()) {
      columns.add(
          new Column<>("probability", answer -> percent(answer.probability().orElseThrow())));
    }
    return Table.of(answers.stream().limit(MOST).toList(), columns);
  }

  Optional<Table> rejected() {
    return refused.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Table.of(
                refused.stream().limit(MOST).toList(),
                new Column<>("file", FileOutcome.Refused::file),
                new Column<>("reason", each -> Cell.words(each.reason()))));
  }

  List<Fact> provenance() {
    return ReportFiles.facts(origin);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", PERCENT * share);
  }
}
