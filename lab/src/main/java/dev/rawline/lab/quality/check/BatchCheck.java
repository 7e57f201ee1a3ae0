package dev.rawline.lab.quality.check;

import dev.rawline.imaging.inspection.Anomaly;
import dev.rawline.imaging.inspection.Defect;
import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.lab.quality.batch.InspectedImage;
import dev.rawline.lab.quality.batch.MeasuredBatch;
import dev.rawline.lab.quality.cause.Attribution;
import dev.rawline.lab.quality.reference.QualityReference;
import dev.rawline.lab.quality.verdict.AcceptanceLimits;
import dev.rawline.lab.quality.verdict.JudgedNumber;
import dev.rawline.lab.quality.verdict.QualityLimits;
import dev.rawline.lab.quality.verdict.Verdict;
import dev.rawline.lab.statistic.SampledShare;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The verdict on a batch.
 *
 * @param reference what it was compared with
 * @param batch what was measured on it
 * @param limits the limits
 * @param lines quantity by quantity; none of batches of fewer images than {@link
 *     DriftComparisons#FEWEST}
 * @param tests whether it is of the reference's population
 * @param attribution which change of the camera it is attributed to; none of such small batches
 * @param task the verdicts by the task's tolerance; empty where there is none, and where the batch
 *     is not attributed to the camera
 * @param offenders the outliers, the worst first, equal ones in their order
 * @param newDefects the pixels that are defective now and were not; none where they were not
 *     sought, because not all images have the size of the reference's frames
 */
public record BatchCheck(
    QualityReference reference,
    MeasuredBatch batch,
    QualityLimits limits,
    List<QuantityAssessment> lines,
    DriftComparisons tests,
    Optional<Attribution> attribution,
    List<ToleranceAssessment> task,
    List<FlaggedImage> offenders,
    Optional<List<Defect>> newDefects) {
  /** What a batch's new defects are called among tests. */
  static final String DEFECTS = "newly defective pixels";

  /** Copies the lists, and puts the worst images first. */
  public BatchCheck {
    lines = List.copyOf(lines);
    task = List.copyOf(task);
    offenders =
        offenders.stream().sorted(Comparator.comparing(FlaggedImage::verdict).reversed()).toList();
    newDefects = newDefects.map(List::copyOf);
  }

  /** Returns the images that fail by faults that chance does not make, the worst first. */
  public List<FlaggedImage> failing() {
    return offenders.stream().filter(each -> each.certain() == Verdict.FAIL).toList();
  }

  /** Returns whether the images are too few for a verdict by their fraction. */
  public boolean areJudgedOneByOne() {
    return batch.images().size() < DriftComparisons.FEWEST;
  }

  /**
   * Returns the share of images that fail by themselves. Few images are checked one at a time, and
   * the worst counts; of more the batch fails where significantly more fail than may, and warns
   * below. Of faults that sound images show, too, the tests decide whether they became more
   * frequent.
   */
  public ShareAssessment imagesThatFail() {
    SampledShare share = new SampledShare(failing().size(), batch.images().size());
    boolean oneByOne = areJudgedOneByOne();
    Verdict verdict =
        oneByOne
            ? Verdict.worst(offenders.stream().map(FlaggedImage::verdict).toList())
            : verdict(
                share,
                limits.offenders(),
                offenders.stream().anyMatch(each -> each.certain() != Verdict.PASS));
    return new ShareAssessment(
        "fraction of images that fail on their own",
        share,
        oneByOne ? Optional.empty() : Optional.of(limits.offenders()),
        verdict);
  }

  /**
   * Returns the share of pixels that became defective, where they were sought: a failure where they
   * are significantly more than may be. So many as look defective by chance in a few images of the
   * reference are no fault.
   */
  public Optional<ShareAssessment> pixelsThatBecameDefective() {
    int pixels = reference.frame().width() * reference.frame().height();
    return newDefects
        .map(found -> new SampledShare(found.size(), pixels))
        .map(
            share ->
                new ShareAssessment(
                    "fraction of newly defective pixels",
                    share,
                    Optional.of(limits.defects()),
                    verdict(share, limits.defects(), areMoreThanChance(share.counted()))));
  }

  /** Of too few images for tests by themselves; where chance is not known, each counts. */
  private boolean areMoreThanChance(int found) {
    return found > 0
        && tests
            .drifts(DEFECTS)
            .or(() -> reference.chance().map(known -> known.probability(found) <= tests.level()))
            .orElse(true);
  }

  private static Verdict verdict(SampledShare share, double most, boolean any) {
    return !any ? Verdict.PASS : share.low() > most ? Verdict.FAIL : Verdict.WARN;
  }

  /** Returns the defective pixels that the reference has, too; none where they were not sought. */
  public List<Defect> knownDefects() {
    List<Defect> unknown = newDefects.orElse(List.of());
    return batch.defects().orElse(List.of()).stream()
        .filter(defect -> !unknown.contains(defect))
        .toList();
  }

  /**
   * The verdict on an anomaly in some images of a batch.
   *
   * @param kind which
   * @param words what was found in the first image that shows it
   * @param images the names of the images that show it
   * @param verdict {@link Verdict#PASS} where half of the reference's images show it, too
   */
  public record AnomalyAssessment(
      Anomaly.Kind kind, String words, List<String> images, Verdict verdict) {
    /** Copies the list. */
    public AnomalyAssessment {
      images = List.copyOf(images);
    }
  }

  /** Returns the anomalies that images show, kind by kind. */
  public List<AnomalyAssessment> anomalies() {
    SequencedMap<Anomaly.Kind, List<String>> names = new LinkedHashMap<>();
    Map<Anomaly.Kind, String> words = new EnumMap<>(Anomaly.Kind.class);
    for (InspectedImage image : batch.images()) {
      for (Anomaly anomaly : image.inspection().anomalies()) {
        names.computeIfAbsent(anomaly.kind(), _ -> new ArrayList<>()).add(image.name());
        words.putIfAbsent(anomaly.kind(), anomaly.words());
      }
    }
    Map<Anomaly.Kind, Integer> counts = InspectedImage.anomalies(batch.images());
    List<AnomalyAssessment> judged = new ArrayList<>();
    names.forEach(
        (kind, images) -> {
          SampledShare now = new SampledShare(counts.get(kind), batch.images().size());
          Verdict verdict = FlagImages.ofAnomaly(reference, kind, now);
          judged.add(new AnomalyAssessment(kind, words.get(kind), images, verdict));
        });
    return judged;
  }

  /** Returns the pattern that pixels keep, where it is known of reference and batch. */
  public Optional<FixedPatternChange> pattern() {
    return reference
        .pattern()
        .flatMap(
            usual ->
                batch
                    .pattern()
                    .map(
                        measured ->
                            new FixedPatternChange(
                                usual,
                                measured,
                                tests
                                    .drifts(FixedPatternChange.LABEL)
                                    .orElse(
                                        FixedPatternChange.pValue(usual, measured)
                                            <= tests.level()))));
  }

  /** Returns all that was measured on the batch as a whole: the quantities, then the pattern. */
  public List<JudgedNumber> numbers() {
    List<JudgedNumber> numbers = new ArrayList<>(lines);
    pattern().ifPresent(numbers::add);
    return numbers;
  }

  /**
   * Returns the verdict on the batch: the worst of all. Where no test finds a difference, a
   * parameter that these images leave open beyond the tolerance of the task is no warning.
   */
  public Verdict verdict() {
    List<Verdict> all = new ArrayList<>();
    lines.forEach(line -> all.add(line.verdict()));
    task.stream()
        .map(ToleranceAssessment::verdict)
        .filter(judged -> judged == Verdict.FAIL || tests.drifted())
        .forEach(all::add);
    all.add(imagesThatFail().verdict());
    pixelsThatBecameDefective().ifPresent(share -> all.add(share.verdict()));
    pattern().ifPresent(kept -> all.add(kept.verdict()));
    all.add(tests.drifted() ? Verdict.WARN : Verdict.PASS);
    return Verdict.worst(all);
  }

  /**
   * The verdict on a fraction of images or pixels.
   *
   * @param label what has been counted
   * @param share how many there are, of how many
   * @param most the largest share that is tolerated; empty where each is checked on its own
   * @param verdict what was decided
   */
  public record ShareAssessment(
      String label, SampledShare share, Optional<Double> most, Verdict verdict)
      implements JudgedNumber {
    private static final double PERCENT = 100;

    @Override
    public String unit() {
      return "%";
    }

    @Override
    public Estimate estimate() {
      return new Estimate(PERCENT * share.value(), PERCENT * share.low(), PERCENT * share.high());
    }

    @Override
    public List<AcceptanceLimits> limits() {
      return most.stream()
          .map(limit -> AcceptanceLimits.atMost(PERCENT * limit, AcceptanceLimits.Source.PLAN))
          .toList();
    }

    @Override
    public Optional<Verdict> judged() {
      return Optional.of(verdict);
    }
  }
}
