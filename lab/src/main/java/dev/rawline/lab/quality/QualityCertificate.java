package dev.rawline.lab.quality;

import dev.rawline.imaging.inspection.Quantity;
import dev.rawline.lab.quality.check.BatchCheck;
import dev.rawline.lab.quality.check.FixedPatternChange;
import dev.rawline.lab.quality.check.FlaggedImage;
import dev.rawline.lab.quality.check.QuantityAssessment;
import dev.rawline.lab.quality.check.ToleranceAssessment;
import dev.rawline.lab.quality.page.CertificatePage;
import dev.rawline.lab.quality.page.CertifiedValue;
import dev.rawline.lab.quality.page.HashedFile;
import dev.rawline.lab.quality.reference.QualityReferenceFiles;
import dev.rawline.lab.quality.verdict.AcceptanceLimits;
import dev.rawline.lab.quality.verdict.NamedLimits;
import dev.rawline.lab.quality.verdict.Verdict;
import dev.rawline.lab.statistic.SampledShare;
import dev.rawline.learning.metric.IntervalEstimate;
import dev.rawline.workbench.page.Fact;
import dev.rawline.workbench.page.ReportFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What was judged → the report that somebody signs: every number with unit, uncertainty, method and
 * provenance.
 *
 * @param plan what was asked
 * @param check what was judged
 * @param words the sentences that it shares with the page
 */
record QualityCertificate(QualityPlan plan, BatchCheck check, QualitySummary words) {
  /** The name of the file. */
  static final String FILE = "certificate.html";

  private static final double PERCENT = 100;
  private static final int MOST_NAMED = 12;
  private static final String COUNTED = "counted, interval of Clopper and Pearson";

  /** Returns the report. */
  CertificatePage page(Map<String, Object> told, List<HashedFile> files) {
    List<CertifiedValue> numbers = new ArrayList<>();
    String from = images(check.batch().images().size());
    for (QuantityAssessment line : check.lines()) {
      numbers.add(
          new CertifiedValue(
              line.quantity().means(),
              PageNumbers.unit(line.quantity().unit()),
              PageNumbers.estimate(line),
              method(line.quantity()),
              images(line.measured().images()),
              line.limits().stream().map(limit -> limits(line, limit)).toList(),
              line.judged()));
    }
    check
        .pattern()
        .ifPresent(
            kept ->
                numbers.add(
                    new CertifiedValue(
                        FixedPatternChange.MEANS,
                        "DN",
                        PageNumbers.estimate(kept.measured()),
                        "covariance of two halves of the batch",
                        from,
                        List.of(PageNumbers.limits(kept.limits())),
                        Optional.of(kept.verdict()))));
    numbers.add(ofImages(from));
    check.defective().ifPresent(found -> numbers.add(ofDefects(found, from)));
    for (ToleranceAssessment line : check.task()) {
      if (Double.isFinite(line.low()) && Double.isFinite(line.high())) {
        numbers.add(
            new CertifiedValue(
                line.name() + ", as it acts on the model",
                line.interval().parameter().unit(),
                new IntervalEstimate(
                    Math.clamp(line.value(), line.low(), line.high()),
                    line.low(),
                    line.high(),
                    PageNumbers.LEVEL),
                "fit of the camera to the shift of all quantities",
                from + " and the reference",
                List.of(
                    NamedLimits.between(
                        "task", line.interval().low().value(), line.interval().high().value())),
                Optional.of(line.verdict())));
      }
    }
    return new CertificatePage(
        plan.name(),
        check.batch().name(),
        check.verdict(),
        statement(),
        facts(),
        numbers,
        words.rule(),
        List.of(
            "Intervals cover the mean of a quantity over images drawn again from the same population in 95 % of cases: what scenes do to a number is part of its uncertainty.",
            "Not covered: what all images share, such as a wrong statement of the black level, and the systematic error of the noise-level function (5 % of the gain)."),
        ReportFiles.facts(told),
        files,
        "images.csv holds every number of every image.",
        List.of("measured by", "approved by"));
  }

  private static String images(int count) {
    return count == 1 ? "1 raw image" : "%d raw images".formatted(count);
  }

  private String method(Quantity quantity) {
    String mean = "mean over images, Student's t";
    return quantity == Quantity.BLACK_LEVEL && !check.reference().frame().opticalBlack()
        ? mean + "; found in their darkest parts: an upper bound of the black level"
        : mean;
  }

  /** What was not decided must not be read as kept. */
  private static NamedLimits limits(QuantityAssessment line, AcceptanceLimits limit) {
    NamedLimits named = PageNumbers.limits(limit);
    return line.undecided().containsKey(limit)
        ? new NamedLimits(named.from() + ", not decided", named.low(), named.high())
        : named;
  }

  /** Returns what was checked, and what is said of all images together. */
  private List<Fact> facts() {
    List<Fact> facts = new ArrayList<>(words.facts());
    check.attribution().ifPresent(found -> facts.add(new Fact("the camera", found.sentence())));
    if (check.tests().isPossible()) {
      facts.add(new Fact("the population", words.population()));
    }
    return facts;
  }

  /** Where images are judged one by one, no limit of a share is theirs. */
  private CertifiedValue ofImages(String from) {
    return new CertifiedValue(
        "share of images that fail by themselves",
        "%",
        percent(check.failing()),
        check.areJudgedOneByOne() ? "the worst of the images counts; " + COUNTED : COUNTED,
        "%s, of which %d stand out".formatted(from, check.offenders().size()),
        check.areJudgedOneByOne() ? List.of() : List.of(atMost(check.limits().offenders())),
        Optional.of(check.ofImages()));
  }

  private CertifiedValue ofDefects(SampledShare found, String from) {
    return new CertifiedValue(
        "share of pixels that became defective",
        "%",
        percent(found),
        "deviation from neighbours, summed over images; " + COUNTED,
        "%s, %d of %d pixels".formatted(from, found.counted(), found.all()),
        List.of(atMost(check.limits().defects())),
        Optional.of(check.ofDefects()));
  }

  private static IntervalEstimate percent(SampledShare share) {
    return new IntervalEstimate(
        PERCENT * share.value(), PERCENT * share.low(), PERCENT * share.high(), PageNumbers.LEVEL);
  }

  private static NamedLimits atMost(double share) {
    return NamedLimits.atMost("plan", PERCENT * share);
  }

  private String statement() {
    List<String> sentences = new ArrayList<>(List.of(conformity()));
    List<String> undecided = undecided();
    if (!undecided.isEmpty()) {
      sentences.add("Not decided: %s.".formatted(String.join("; ", undecided)));
    }
    List<FlaggedImage> failing =
        check.offenders().stream().filter(each -> each.verdict() == Verdict.FAIL).toList();
    if (!failing.isEmpty()) {
      sentences.add(
          "Images that fail by themselves: %s."
              .formatted(
                  listed(
                      failing,
                      image -> "%s (%s)".formatted(image.image(), image.why().getFirst()))));
    }
    check
        .newDefects()
        .filter(found -> !found.isEmpty())
        .ifPresent(
            found ->
                sentences.add(
                    "Pixels that became defective: %s."
                        .formatted(
                            listed(
                                found,
                                defect ->
                                    "row %d, column %d (%s)"
                                        .formatted(
                                            defect.row(),
                                            defect.column(),
                                            QualityReferenceFiles.word(defect.kind()))))));
    return String.join(" ", sentences);
  }

  private static <T> String listed(List<T> all, Function<T, String> words) {
    List<String> named = new ArrayList<>(all.stream().limit(MOST_NAMED).map(words).toList());
    if (all.size() > MOST_NAMED) {
      named.add(
          "and %d more, which %s lists".formatted(all.size() - MOST_NAMED, QualityFiles.RECORD));
    }
    return String.join("; ", named);
  }

  /** Returns which numbers are not known well enough for which limits. */
  private List<String> undecided() {
    List<String> undecided = new ArrayList<>();
    for (QuantityAssessment line : check.lines()) {
      line.undecided()
          .forEach(
              (limit, why) ->
                  undecided.add(
                      "%s by the %s, since %s"
                          .formatted(line.quantity().means(), limit.source(), why)));
    }
    for (ToleranceAssessment line : check.task()) {
      if (Double.isInfinite(line.low()) || Double.isInfinite(line.high())) {
        undecided.add(line.name() + " by the task, since these images do not tell it");
      }
    }
    return undecided;
  }

  private String conformity() {
    return switch (check.verdict()) {
      case PASS ->
          check.lines().isEmpty()
              ? "No image has a fault of its own. These are too few images to judge what they have in common."
              : "Every number that is decided conforms to its limits, its uncertainty included, and no test says that the images are of another population than the reference.";
      case WARN ->
          "No number is proved not to conform, but not every number is proved to conform, or something drifts within its limits.";
      case FAIL -> "At least one number does not conform, uncertainty included.";
    };
  }
}
