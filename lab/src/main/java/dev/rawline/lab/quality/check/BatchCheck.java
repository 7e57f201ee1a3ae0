package dev.rawline.lab.quality.check;

import dev.rawline.imaging.inspection.Defect;
import dev.rawline.lab.quality.batch.MeasuredBatch;
import dev.rawline.lab.quality.cause.Attribution;
import dev.rawline.lab.quality.reference.QualityReference;
import dev.rawline.lab.quality.verdict.QualityLimits;
import dev.rawline.lab.quality.verdict.Verdict;
import dev.rawline.lab.statistic.SampledShare;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What is judged of a batch.
 *
 * @param reference what it was held against
 * @param batch what was measured on it
 * @param limits how far it may lie away
 * @param lines quantity by quantity; none of batches of fewer images than {@link
 *     DriftComparisons#FEWEST}
 * @param tests whether it is of the reference's population
 * @param attribution what happened to the camera; none of such small batches
 * @param task what the task's tolerance says of that; empty where there is none, and where what
 *     happened is no change of the camera
 * @param offenders the images that stand out, the worst first, those alike in their order
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

  /** Copies the lists, and puts the worst images first. */
  public BatchCheck {
    lines = List.copyOf(lines);
    task = List.copyOf(task);
    offenders =
        offenders.stream().sorted(Comparator.comparing(FlaggedImage::verdict).reversed()).toList();
    newDefects = newDefects.map(List::copyOf);
  }

  /** Returns how many of the images fail by themselves. */
  public SampledShare failing() {
    long failing = offenders.stream().filter(each -> each.verdict() == Verdict.FAIL).count();
    return new SampledShare(Math.toIntExact(failing), batch.images().size());
  }

  /** Returns whether the images are too few to be judged by a share of them. */
  public boolean areJudgedOneByOne() {
    return batch.images().size() < DriftComparisons.FEWEST;
  }

  /**
   * Returns what single images come to: where each is judged by itself the worst of them, else a
   * failure where there are surely more that fail than may be, and a warning below that.
   */
  public Verdict ofImages() {
    if (areJudgedOneByOne()) {
      return Verdict.worst(offenders.stream().map(FlaggedImage::verdict).toList());
    }
    if (offenders.isEmpty()) {
      return Verdict.PASS;
    }
    return failing().low() > limits.offenders() ? Verdict.FAIL : Verdict.WARN;
  }

  /** Returns how many of the pixels became defective, where that was sought. */
  public Optional<SampledShare> defective() {
    int pixels = reference.frame().width() * reference.frame().height();
    return newDefects.map(found -> new SampledShare(found.size(), pixels));
  }

  /** Returns what new defects come to: a failure where there are surely more than may be. */
  public Verdict ofDefects() {
    return defective()
        .filter(found -> found.counted() > 0)
        .map(found -> found.low() > limits.defects() ? Verdict.FAIL : Verdict.WARN)
        .orElse(Verdict.PASS);
  }

  /** Returns the pattern that pixels keep, where it is known of reference and batch. */
  public Optional<FixedPatternChange> pattern() {
    return reference
        .pattern()
        .flatMap(usual -> batch.pattern().map(measured -> new FixedPatternChange(usual, measured)));
  }

  /** Returns the verdict on the batch: the worst of all. */
  public Verdict verdict() {
    List<Verdict> all = new ArrayList<>();
    lines.forEach(line -> all.add(line.verdict()));
    task.forEach(line -> all.add(line.verdict()));
    all.add(ofImages());
    all.add(ofDefects());
    pattern().ifPresent(kept -> all.add(kept.verdict()));
    all.add(tests.drifted() ? Verdict.WARN : Verdict.PASS);
    return Verdict.worst(all);
  }
}
