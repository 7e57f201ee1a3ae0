package dev.rawline.lab.quality.page;

import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.lab.quality.cause.Attribution;
import dev.rawline.lab.quality.effect.Compensation;
import dev.rawline.lab.quality.effect.MetricEffect;
import dev.rawline.lab.quality.effect.PredictCompensation;
import dev.rawline.workbench.page.Fact;
import dev.rawline.workbench.page.KeyNumber;
import dev.rawline.workbench.page.Page;
import dev.rawline.workbench.page.PagePicture;
import dev.rawline.workbench.page.ReportFiles;
import dev.rawline.workbench.page.Table;
import dev.rawline.workbench.page.Table.Cell;
import dev.rawline.workbench.page.Table.Column;
import dev.rawline.workbench.plot.Drawing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A proposed compensation as one HTML page: the drift, the parameters that would undo it, images
 * before and after, the expected metric, and limitations.
 *
 * @param batch what the images are called
 * @param facts what was measured: label and value
 * @param attribution the drift and its cause
 * @param compensation the proposed parameters
 * @param refused why no change is proposed, where one was found that is not confirmed
 * @param predicted the expected metric, where it was predicted
 * @param picture images before and after, where anything is proposed
 * @param origin the provenance of the numbers
 */
public record CompensationPage(
    String batch,
    List<Fact> facts,
    Attribution attribution,
    Compensation compensation,
    Optional<String> refused,
    Optional<PredictCompensation.Result> predicted,
    Optional<PagePicture> picture,
    Map<String, Object> origin) {
  /** The name of the file. */
  public static final String FILE = "report.html";

  /** Returns the page. */
  public String html() {
    return Page.of(
            "Compensation of " + batch,
            "Camera parameters that undo a drift without retraining",
            story(),
            keyNumbers(),
            "quality/compensation",
            this)
        .html();
  }

  private List<String> story() {
    List<String> story = new ArrayList<>();
    story.add(attribution.sentence());
    predicted
        .flatMap(PredictCompensation.Result::pictures)
        .ifPresent(match -> story.add(match.sentence(attribution)));
    story.add(
        compensation.isNone()
            ? refused.orElse("There is no drift that camera parameters could undo.")
            : "%d camera parameters are proposed; nothing was changed."
                .formatted(compensation.changes().size()));
    return story;
  }

  private List<KeyNumber> keyNumbers() {
    List<KeyNumber> numbers = new ArrayList<>();
    long bounded = compensation.changes().stream().filter(Compensation.Change::bounded).count();
    numbers.add(
        new KeyNumber(
            "proposed parameters",
            String.valueOf(compensation.changes().size()),
            "",
            "%d at their bounds".formatted(bounded)));
    predicted.stream()
        .flatMap(known -> known.steps().stream())
        .map(step -> KeyNumber.of(step.how(), step.predicted(), step.metric(), "no interval"))
        .forEach(numbers::add);
    return numbers;
  }

  Optional<Table> changes() {
    return compensation.isNone()
        ? Optional.empty()
        : Optional.of(
            Table.of(
                compensation.changes(),
                new Column<>("parameter", change -> words(change.name())),
                new Column<>("proposed", change -> change.amount(change.value())),
                new Column<>(
                    "would undo all",
                    change ->
                        new Cell(
                            change.amount(change.wanted()),
                            "%s to %s"
                                .formatted(
                                    change.amount(change.low()), change.amount(change.high())),
                            true)),
                new Column<>("", change -> Cell.words(change.bounded() ? "at its bound" : ""))));
  }

  private static String words(String parameter) {
    return switch (parameter) {
      case "white_balance[0]" -> "white balance, red";
      case "white_balance[1]" -> "white balance, green";
      case "white_balance[2]" -> "white balance, blue";
      default -> parameter.replace('_', ' ');
    };
  }

  Optional<Drawing> causeBars() {
    return CauseBars.of(attribution);
  }

  Table metricTable() {
    List<MetricEffect> steps = predicted.orElseThrow().steps();
    return Table.of(
        steps,
        new Column<>("camera", MetricEffect::how),
        new Column<MetricEffect>(steps.getFirst().metric(), MetricEffect::predicted),
        new Column<>("drop", step -> drop(step)));
  }

  private static Optional<Estimate> drop(MetricEffect step) {
    return step.drop().value() == 0 && step.drop().halfWidth() == 0
        ? Optional.empty()
        : Optional.of(step.drop());
  }

  List<Fact> provenance() {
    return ReportFiles.facts(origin);
  }
}
