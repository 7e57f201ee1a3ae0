package dev.rawline.lab.optimization;

import dev.rawline.learning.metric.IntervalEstimate;
import dev.rawline.learning.metric.MetricLabel;
import dev.rawline.workbench.page.Fact;
import dev.rawline.workbench.page.Html;
import dev.rawline.workbench.page.Page;
import dev.rawline.workbench.page.PagePicture;
import dev.rawline.workbench.page.SuggestedCommand;
import dev.rawline.workbench.text.EstimateFormat;
import dev.rawline.workbench.text.NumberText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
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

  private static final String OF_THETA =
      "Both arms begin with the same weights, see the same samples in the same order and noise, and choose their epoch by the same rule. That the learned one has a few dozen more numbers than the frozen one is part of what is compared.";

  private static final String OF_SPLITS =
      "Intervals tell how the numbers would differ between splits of these data. They say nothing of other data: other people, other instruments, other seasons.";

  private static final String OF_COST =
      "Costs are those of the price table, and no better than it. The knee was chosen among many ways because it is cheap and did well; among other splits it may do somewhat worse.";

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
    return new Page(
            "Optimization: " + name,
            "Which data this model learns best from, and what they need cost",
            OptimizationSummary.of(joint, front),
            keyNumbers(),
            sections())
        .html();
  }

  private List<Page.Section> sections() {
    List<String> limits = new ArrayList<>();
    joint.ifPresent(_ -> limits.add(OF_THETA));
    limits.add(OF_SPLITS);
    front.ifPresent(_ -> limits.add(OF_COST));
    return List.of(
        new Page.Section("done", "What was done", Html.facts(facts)),
        new Page.Section("gain", "What learning θ gains", joint.map(OptimizePage::gain).orElse("")),
        new Page.Section("theta", "Where θ goes", joint.map(this::theta).orElse("")),
        new Page.Section("pictures", "What the model sees", Html.pictures(pictures)),
        new Page.Section(
            "cost", "The cheapest acquisition", front.map(this::acquisition).orElse("")),
        new Page.Section("next", "Where to go next", SuggestedCommand.html(next)),
        new Page.Section("limits", "What this does not show", Html.list(limits)),
        new Page.Section("provenance", "Where the numbers come from", Html.facts(provenance)));
  }

  private String keyNumbers() {
    List<String> numbers = new ArrayList<>();
    joint.ifPresent(
        found -> {
          String metric = MetricLabel.of(found.metric());
          numbers.add(key("θ learned", found.learned(), metric));
          numbers.add(key("θ frozen", found.frozen(), metric));
          numbers.add(key("gained by learning θ", found.gain(), metric));
        });
    front.ifPresent(
        found ->
            found
                .knee()
                .ifPresent(
                    knee -> {
                      numbers.add(
                          key(
                              "cost at the knee",
                              percent(cost(found, knee)),
                              "of as recorded",
                              ""));
                      found
                          .kept(knee)
                          .ifPresent(
                              kept ->
                                  numbers.add(
                                      key(
                                          "kept at the knee",
                                          percent(kept.value()),
                                          MetricLabel.of(found.metric()),
                                          kept.hasInterval()
                                              ? "%s to %s"
                                                  .formatted(
                                                      percent(kept.low()), percent(kept.high()))
                                              : "no interval is known")));
                    }));
    return numbers.stream().collect(Collectors.joining("\n", "<div class=\"key\">\n", "\n</div>"));
  }

  private static double cost(ParetoFront front, PricedCondition way) {
    return way.cost().total() / front.reference().cost().total();
  }

  private static String key(String label, IntervalEstimate estimate, String unit) {
    String interval = EstimateFormat.interval(estimate);
    return key(
        label,
        EstimateFormat.value(estimate),
        unit,
        interval.isEmpty() ? "no interval is known" : interval);
  }

  private static String key(String label, String value, String unit, String below) {
    return "<div><span>%s</span><b>%s <small>%s</small></b><span>%s</span></div>"
        .formatted(Html.text(label), Html.text(value), Html.text(unit), Html.text(below));
  }

  private static String percent(double share) {
    return Math.round(100 * share) + " %";
  }

  private static String gain(JointFindings joint) {
    StringBuilder body = new StringBuilder();
    body.append(
        Html.paragraph(
            "On every split two models begin alike. One learns the numbers of the camera's chain, θ, together with its own weights; the other is held to the start. What counts is the difference of the two on the same test side."));
    if (ArmCurves.isDrawn(joint)) {
      body.append(Html.figure(ArmCurves.of(joint)));
    }
    body.append(splits(joint));
    joint
        .ofSamples()
        .ifPresent(
            gain ->
                body.append(
                    Html.paragraph(
                        "Sample by sample (%s, %d answers on %d groups of samples): a gain of %s by the paired bootstrap."
                            .formatted(
                                gain.measure(),
                                gain.samples(),
                                gain.groups(),
                                EstimateFormat.withInterval(gain.mean())))));
    if (!joint.reached().isEmpty()) {
      body.append(reached(joint));
    }
    return body.toString();
  }

  private static String splits(JointFindings joint) {
    List<Integer> splits = joint.runs().stream().map(ArmRun::split).distinct().sorted().toList();
    String rows =
        splits.stream()
            .map(
                split -> {
                  double learned = of(joint, Arm.LEARNED, split);
                  double frozen = of(joint, Arm.FROZEN, split);
                  return row(
                      "split " + split,
                      List.of(
                          NumberText.signed(learned, 3),
                          NumberText.signed(frozen, 3),
                          NumberText.signed(learned - frozen, 2)));
                })
            .collect(Collectors.joining());
    String mean =
        row(
            "mean",
            List.of(
                EstimateFormat.withInterval(joint.learned()),
                EstimateFormat.withInterval(joint.frozen()),
                EstimateFormat.withInterval(joint.gain())));
    return Html.table(List.of("", "θ learned", "θ frozen", "gain"), rows + mean);
  }

  private static double of(JointFindings joint, Arm arm, int split) {
    return joint.run(arm, split).metrics().get(joint.metric());
  }

  private static String reached(JointFindings joint) {
    String rows =
        joint.reached().stream()
            .map(
                one ->
                    row(
                        "%s, θ %s".formatted(NumberText.signed(one.target(), 3), one.arm().word()),
                        List.of(
                            "%d of %d".formatted(one.reached(), one.splits()),
                            number(one.epochs()),
                            number(one.steps()))))
            .collect(Collectors.joining());
    return Html.paragraph(
            "How long each arm takes until the validation side reaches a number (%s), the mean over the splits that do:"
                .formatted(MetricLabel.of(joint.validated())))
        + Html.table(List.of("reached", "on splits", "epochs", "steps"), rows);
  }

  private static String number(OptionalDouble value) {
    return value.isPresent() ? NumberText.brief(Math.round(value.getAsDouble() * 10) / 10.0) : "–";
  }

  private String theta(JointFindings joint) {
    ArmRun best = joint.run(Arm.LEARNED, joint.best());
    List<Double> end = best.history().getLast().theta();
    String rows =
        IntStream.range(0, joint.theta().size())
            .boxed()
            .sorted(
                (one, other) ->
                    Double.compare(
                        Math.abs(end.get(other) - start.get(other)),
                        Math.abs(end.get(one) - start.get(one))))
            .limit(NUMBERS)
            .map(
                place ->
                    row(
                        joint.theta().get(place),
                        List.of(
                            NumberText.signed(start.get(place), 4),
                            NumberText.signed(end.get(place), 4))))
            .collect(Collectors.joining());
    return Html.figure(ThetaPaths.of(joint, start))
        + Html.details(
            "The numbers that moved farthest on split %d, whose camera is exported"
                .formatted(joint.best()),
            Html.table(List.of("number", "start", "last epoch"), rows));
  }

  private String acquisition(ParetoFront found) {
    StringBuilder body = new StringBuilder();
    body.append(
        Html.paragraph(
            "Less light, fewer bits, coarser pixels, a cheaper lens or a noisier sensor cost less. What models lose by it was measured on the same samples as such a camera would have recorded them."));
    body.append(Html.figure(ParetoPlot.of(found, currency)));
    List<PricedCondition> front = found.front();
    body.append(
        Html.table(
            List.of("nothing cheaper is better", "cost", MetricLabel.of(found.metric()), "kept"),
            front.stream().map(way -> way(found, way)).collect(Collectors.joining())));
    List<PricedCondition> others =
        found.ways().stream().filter(way -> !front.contains(way)).toList();
    if (!others.isEmpty()) {
      body.append(
          Html.details(
              "The other %d ways".formatted(others.size()),
              Html.table(
                  List.of("way", "cost", MetricLabel.of(found.metric()), "kept"),
                  others.stream().map(way -> way(found, way)).collect(Collectors.joining()))));
    }
    return body.append(parts(found)).toString();
  }

  private static String way(ParetoFront found, PricedCondition way) {
    return row(
        way.words(),
        List.of(
            "%s (%s)".formatted(NumberText.brief(way.cost().total()), percent(cost(found, way))),
            EstimateFormat.withInterval(found.reached(way)),
            found.kept(way).map(kept -> percent(kept.value())).orElse("–")));
  }

  private String parts(ParetoFront found) {
    List<PricedCondition> shown = new ArrayList<>(List.of(found.reference()));
    found.knee().filter(knee -> !knee.equals(found.reference())).ifPresent(shown::add);
    List<String> heads = new ArrayList<>(List.of("in " + currency));
    shown.forEach(way -> heads.add(way.words()));
    StringBuilder rows = new StringBuilder();
    for (String part : found.reference().cost().parts().keySet()) {
      rows.append(
          row(
              part,
              shown.stream().map(way -> NumberText.brief(way.cost().parts().get(part))).toList()));
    }
    rows.append(
        row("all", shown.stream().map(way -> NumberText.brief(way.cost().total())).toList()));
    return Html.paragraph("What the price table makes of it:") + Html.table(heads, rows.toString());
  }

  private static String row(String head, List<String> cells) {
    return "<tr><th scope=\"row\">%s</th>%s</tr>\n"
        .formatted(
            Html.text(head),
            cells.stream()
                .map(cell -> "<td class=\"n\">%s</td>".formatted(Html.text(cell)))
                .collect(Collectors.joining()));
  }
}
