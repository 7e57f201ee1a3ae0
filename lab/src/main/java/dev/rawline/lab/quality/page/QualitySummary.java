package dev.rawline.lab.quality.page;

import dev.rawline.data.web.Address;
import dev.rawline.lab.quality.batch.InspectedImage;
import dev.rawline.lab.quality.check.BatchCheck;
import dev.rawline.lab.quality.check.QualityPlan;
import dev.rawline.lab.quality.check.ToleranceAssessment;
import dev.rawline.lab.quality.effect.PredictEffect.TaskEffect;
import dev.rawline.lab.quality.verdict.Verdict;
import dev.rawline.lab.statistic.ExchangedGroups;
import dev.rawline.workbench.page.Fact;
import dev.rawline.workbench.text.NumberText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A check in the sentences that page, certificate and terminal share.
 *
 * @param plan the plan of the check
 * @param check the verdicts
 * @param effect what the changed camera means for the task, where that was predicted
 * @param referenceSum the sum of the reference
 */
public record QualitySummary(
    QualityPlan plan, BatchCheck check, Optional<TaskEffect> effect, String referenceSum) {
  /** The file of all results, next to the pages. */
  public static final String RECORD = "quality.json";

  private static final double PERCENT = 100;

  /** Returns the findings, a sentence each. */
  public List<String> story() {
    List<String> story = new ArrayList<>();
    List<Verdict> judged =
        check.numbers().stream().flatMap(number -> number.judged().stream()).toList();
    story.add(
        "%s against a reference of %d: %s."
            .formatted(
                counted(check.batch().images().size(), "image"),
                check.reference().images().images(),
                check.lines().isEmpty()
                    ? "too few for limits and population tests, so each image was checked on its own"
                    : "of %d quantities %d fail and %d warn"
                        .formatted(
                            judged.size(),
                            Collections.frequency(judged, Verdict.FAIL),
                            Collections.frequency(judged, Verdict.WARN))));
    check
        .attribution()
        .ifPresent(
            found -> {
              story.add(found.sentence());
              effect
                  .flatMap(TaskEffect::pictures)
                  .ifPresent(pictures -> story.add(pictures.sentence(found)));
            });
    if (check.tests().isPossible()) {
      story.add(population());
      groups().ifPresent(story::add);
    }
    for (ToleranceAssessment line : check.task()) {
      if (line.verdict() == Verdict.FAIL) {
        story.add(
            "%s acts like %.4g %s, outside the tolerance of the model (%.4g to %.4g)."
                .formatted(
                    line.name(),
                    line.equivalent().value(),
                    line.interval().parameter().unit(),
                    line.interval().low().value(),
                    line.interval().high().value()));
      }
    }
    if (!check.offenders().isEmpty()) {
      story.add(
          "%d of %d images are outliers."
              .formatted(check.offenders().size(), check.batch().images().size()));
    }
    check
        .newDefects()
        .filter(found -> !found.isEmpty())
        .ifPresent(
            found ->
                story.add(
                    counted(found.size(), "pixel")
                        + (check.pixelsThatBecameDefective().orElseThrow().verdict() == Verdict.PASS
                            ? " look defective, no more than chance makes of a few images."
                            : " became defective.")));
    if (check.newDefects().isPresent() && check.reference().chance().isEmpty()) {
      story.add(
          "The reference does not state how many pixels look defective by chance, because an earlier version made it or of too few images: each new one counts.");
    }
    if (check.newDefects().isEmpty()) {
      story.add(
          "New defective pixels and fixed patterns were not searched: not all images have the size of the reference, %d×%d pixels."
              .formatted(check.reference().frame().width(), check.reference().frame().height()));
    }
    return story;
  }

  /** Returns the result of the drift tests. */
  String population() {
    return check.tests().drifted()
        ? "The batch comes from another population than the reference."
        : "No test shows that the batch comes from another population than the reference.";
  }

  /** Returns how many groups were compared, where images of one group belong together. */
  private Optional<String> groups() {
    long came = check.batch().images().stream().map(InspectedImage::group).distinct().count();
    long usual = check.reference().images().groups().stream().distinct().count();
    if (came == check.batch().images().size() && usual == check.reference().images().images()) {
      return Optional.empty();
    }
    // No p-value is below one over the ways to part the groups.
    boolean few = ExchangedGroups.partings((int) usual, (int) came) < 1 / plan.falseAlarms();
    return Optional.of(
        "Images of one group, as tiles of one photo, are more alike than others, so groups were compared: %d of the batch with %d of the reference.%s"
            .formatted(came, usual, few ? " So few cannot show any difference." : ""));
  }

  /** Returns what was checked, and what it was compared with. */
  List<Fact> facts() {
    List<Fact> facts = new ArrayList<>();
    List<String> words =
        plan.data().words().stream().map(word -> new Address(word).toString()).toList();
    facts.add(new Fact("batch", String.join(", ", words)));
    facts.add(new Fact("images", String.valueOf(check.batch().images().size())));
    facts.add(
        new Fact(
            "reference",
            "%s, %d images, %s"
                .formatted(
                    check.reference().name(),
                    check.reference().images().images(),
                    referenceSum.substring(0, 12))));
    facts.addAll(specifications(word -> word));
    return facts;
  }

  /** Returns what limits come from, and what was applied; files by their names alone. */
  List<Fact> specifications() {
    return specifications(word -> String.valueOf(Path.of(word).getFileName()));
  }

  private List<Fact> specifications(UnaryOperator<String> shown) {
    List<Fact> facts = new ArrayList<>();
    facts.add(
        new Fact(
            "sensor",
            check.reference().sensor().map(sensor -> sensor.name()).orElse("not described")));
    facts.add(
        new Fact(
            "tolerance of the task",
            check.reference().tolerance().map(known -> known.name()).orElse("not specified")));
    facts.add(new Fact("model", plan.model().map(shown).map(this::model).orElse("none")));
    plan.compensation()
        .map(shown)
        .ifPresent(
            file -> facts.add(new Fact("compensated by", file + ": levels after compensation")));
    return facts;
  }

  /** Returns the name of the method. */
  String method() {
    return "comparison of raw images with a reference camera: quantities with 95 % intervals, guarded acceptance, tests of drift (docs/explanation/quality.md)";
  }

  private static String counted(int count, String of) {
    return "%d %s%s".formatted(count, of, count == 1 ? "" : "s");
  }

  private String model(String named) {
    if (check.reference().model().isPresent()) {
      return named;
    }
    return "%s, %s: the reference was built without it"
        .formatted(
            named,
            plan.labelled().isPresent() ? "evaluated on labelled data only" : "not evaluated");
  }

  /** Returns the decision rule, and how often it errs. */
  List<String> rule() {
    return List.of(
        "A quantity passes where its whole 95 % interval lies within its limits, and fails where the whole interval lies beyond one of them; in between it warns (guarded acceptance and rejection, JCGM 106:2012). Outside its limits it passes, and inside it fails, in at most 2.5 % of measurements each.",
        "What the images do not tell from 0, such as a small noise, is not assessed: it may fail, and never passes. Limits narrower than the interval are listed, and fail a quantity only if it exceeds them significantly; limits by the sensor that the reference's own images exceed are not applied. Such quantities stay undecided: they neither pass nor keep the batch from passing.",
        "A batch warns or fails only where a test finds a difference from the reference: one a quantity, one of all together, some of how many images have faults of their own, and two of defective pixels and fixed pattern. What drifts within its limits gives a warning, what drifts beyond them fails. The false-alarm rate of the verdict as a whole is at most %s %% of batches whose images could be those of the reference: p-values of all tests are adjusted together (Benjamini–Hochberg)."
            .formatted(NumberText.brief(PERCENT * plan.falseAlarms())),
        "Limits by the reference are %s standard deviations between its images, and three standard errors of the mean; limits by the sensor are %s %% of its gain and %s %% of its dark noise."
            .formatted(
                NumberText.brief(plan.limits().spread()),
                NumberText.brief(PERCENT * plan.limits().gain()),
                NumberText.brief(PERCENT * plan.limits().readNoise())),
        "An image that fails by a fault that no sound camera makes, such as codes that do not exist, gives a warning for the batch; faults that texture may imitate count only where more images have them than of the reference. The batch fails if significantly more than %s %% of images do, that is, if the lower end of the 95 %% interval of their fraction lies above. The same holds for newly defective pixels, above %s %% of all. Fewer than five images are checked one at a time."
            .formatted(
                NumberText.brief(PERCENT * plan.limits().offenders()),
                NumberText.brief(PERCENT * plan.limits().defects())));
  }
}
