package dev.rawline.lab.optimization;

import dev.rawline.learning.metric.MetricLabel;
import dev.rawline.workbench.page.Fact;
import dev.rawline.workbench.page.KeyNumber;
import dev.rawline.workbench.page.Page;
import dev.rawline.workbench.page.PagePicture;
import dev.rawline.workbench.page.SuggestedCommand;
import dev.rawline.workbench.page.Table;
import dev.rawline.workbench.page.Table.Row;
import dev.rawline.workbench.plot.Drawing;
import dev.rawline.workbench.text.EstimateFormat;
import dev.rawline.workbench.text.NumberText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Findings of an optimization as one HTML page for a person: what learning θ gains, where θ goes,
 * what pictures it makes, the camera that it is, and which acquisition costs least.
 *
 * <p>The page needs nothing beside it: its drawings and pictures stand in it, and it loads nothing.
 *
 * @param name what the experiment is called
 * @param joint what learning θ gains, where it was asked for
 * @param start the numbers that θ began with, in the order of the findings' names
 * @param front what ways to acquire samples cost and reach, where some were compared
 * @param currency what costs are in
 * @param facts what was done: label and value
 * @param pictures samples before and after; may be empty
 * @param next what to do next
 * @param provenance where the numbers come from: label and value
 */
public record OptimizePage(
    String name,
    Optional<JointFindings> joint,
    List<Double> start,
    Optional<ParetoFront> front,
    String currency,
    List<Fact> facts,
    List<PagePicture> pictures,
    List<SuggestedCommand> next,
    List<Fact> provenance) {
  private static final int NUMBERS = 12;
  private static final String NO_INTERVAL = "no interval is known";

  /** Copies the lists. */
  public OptimizePage {
    start = List.copyOf(start);
    facts = List.copyOf(facts);
    pictures = List.copyOf(pictures);
    next = List.copyOf(next);
    provenance = List.copyOf(provenance);
  }

  /** Returns the page. */
  public String html() {
    return Page.of(
            "Optimization: " + name,
            "The data that this model learns best from, and their cost",
            OptimizationSummary.of(joint, front),
            keyNumbers(),
            "optimization/page",
            this)
        .html();
  }

  private List<KeyNumber> keyNumbers() {
    List<KeyNumber> numbers = new ArrayList<>();
    joint.ifPresent(
        found -> {
          String metric = MetricLabel.of(found.metric());
          numbers.add(KeyNumber.of("θ learned", found.learned(), metric, NO_INTERVAL));
          numbers.add(KeyNumber.of("θ frozen", found.frozen(), metric, NO_INTERVAL));
          numbers.add(KeyNumber.of("gain from learning θ", found.gain(), metric, NO_INTERVAL));
        });
    front.ifPresent(
        found -> found.knee().ifPresent(knee -> numbers.addAll(keyNumbers(found, knee))));
    return numbers;
  }

  private static List<KeyNumber> keyNumbers(ParetoFront front, PricedCondition knee) {
    List<KeyNumber> numbers = new ArrayList<>();
    numbers.add(
        new KeyNumber("cost at the knee", percent(cost(front, knee)), "of as recorded", ""));
    front
        .kept(knee)
        .ifPresent(
            kept ->
                numbers.add(
                    new KeyNumber(
                        "kept at the knee",
                        percent(kept.value()),
                        MetricLabel.of(front.metric()),
                        kept.hasInterval()
                            ? "%s to %s".formatted(percent(kept.low()), percent(kept.high()))
                            : NO_INTERVAL)));
    return numbers;
  }

  private static double cost(ParetoFront front, PricedCondition way) {
    return way.cost().total() / front.reference().cost().total();
  }

  private static String percent(double share) {
    return Math.round(100 * share) + " %";
  }

  Optional<Drawing> armCurves() {
    return joint.filter(ArmCurves::isDrawn).map(ArmCurves::of);
  }

  Table splits() {
    JointFindings found = joint.orElseThrow();
    List<Row> rows = new ArrayList<>();
    found.runs().stream()
        .map(ArmRun::split)
        .distinct()
        .sorted()
        .forEach(
            split -> {
              double learned = found.run(Arm.LEARNED, split).metrics().get(found.metric());
              double frozen = found.run(Arm.FROZEN, split).metrics().get(found.metric());
              rows.add(
                  Row.of(
                      "split " + split,
                      NumberText.signed(learned, 3),
                      NumberText.signed(frozen, 3),
                      NumberText.signed(learned - frozen, 2)));
            });
    rows.add(
        Row.of(
            "mean",
            EstimateFormat.withInterval(found.learned()),
            EstimateFormat.withInterval(found.frozen()),
            EstimateFormat.withInterval(found.gain())));
    return new Table(List.of("", "θ learned", "θ frozen", "gain"), rows);
  }

  String validationMetric() {
    return MetricLabel.of(joint.orElseThrow().validated());
  }

  Optional<Table> reachedTable() {
    return joint
        .map(JointFindings::reached)
        .filter(reached -> !reached.isEmpty())
        .map(
            reached ->
                new Table(
                    List.of("reached", "on splits", "epochs", "steps"),
                    reached.stream().map(OptimizePage::row).toList()));
  }

  private static Row row(EpochsToTarget one) {
    return Row.of(
        "%s, θ %s".formatted(NumberText.signed(one.target(), 3), one.arm().word()),
        "%d of %d".formatted(one.reached(), one.splits()),
        number(one.epochs()),
        number(one.steps()));
  }

  private static String number(OptionalDouble value) {
    return value.isPresent() ? NumberText.brief(Math.round(value.getAsDouble() * 10) / 10.0) : "–";
  }

  Drawing thetaPaths() {
    return ThetaPaths.of(joint.orElseThrow(), start);
  }

  Table moved() {
    JointFindings found = joint.orElseThrow();
    List<Double> end = found.run(Arm.LEARNED, found.best()).history().getLast().theta();
    return new Table(
        List.of("number", "start", "last epoch"),
        IntStream.range(0, found.theta().size())
            .boxed()
            .sorted(
                Comparator.comparingDouble(place -> -Math.abs(end.get(place) - start.get(place))))
            .limit(NUMBERS)
            .map(
                place ->
                    Row.of(
                        found.theta().get(place),
                        NumberText.signed(start.get(place), 4),
                        NumberText.signed(end.get(place), 4)))
            .toList());
  }

  Drawing paretoPlot() {
    return ParetoPlot.of(front.orElseThrow(), currency);
  }

  Table frontTable() {
    return ways("nothing cheaper is better", front.orElseThrow().front());
  }

  /** The ways that are not on the front. */
  record Others(int size, Table table) {}

  Optional<Others> others() {
    List<PricedCondition> others = new ArrayList<>(front.orElseThrow().ways());
    others.removeAll(front.orElseThrow().front());
    return others.isEmpty()
        ? Optional.empty()
        : Optional.of(new Others(others.size(), ways("way", others)));
  }

  private Table ways(String head, List<PricedCondition> ways) {
    ParetoFront found = front.orElseThrow();
    return new Table(
        List.of(head, "cost", MetricLabel.of(found.metric()), "kept"),
        ways.stream()
            .map(
                way ->
                    Row.of(
                        way.words(),
                        "%s (%s)"
                            .formatted(
                                NumberText.brief(way.cost().total()), percent(cost(found, way))),
                        EstimateFormat.withInterval(found.reached(way)),
                        found.kept(way).map(kept -> percent(kept.value())).orElse("–")))
            .toList());
  }

  Table parts() {
    ParetoFront found = front.orElseThrow();
    List<PricedCondition> shown = new ArrayList<>(List.of(found.reference()));
    found.knee().filter(knee -> !knee.equals(found.reference())).ifPresent(shown::add);
    List<Row> rows = new ArrayList<>();
    for (String part : found.reference().cost().parts().keySet()) {
      rows.add(
          Row.of(
              part,
              shown.stream().map(way -> NumberText.brief(way.cost().parts().get(part))).toList()));
    }
    rows.add(
        Row.of("all", shown.stream().map(way -> NumberText.brief(way.cost().total())).toList()));
    return Table.of("in " + currency, shown.stream().map(PricedCondition::words).toList(), rows);
  }
}
