package dev.rawline.lab.quality.check;

import dev.rawline.imaging.inspection.Quantity;
import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.lab.quality.verdict.AcceptanceLimits;
import dev.rawline.lab.quality.verdict.JudgedNumber;
import dev.rawline.lab.quality.verdict.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The verdict on one quantity.
 *
 * @param quantity which
 * @param reference its mean over the reference's images, with its interval
 * @param deviation its standard deviation between them
 * @param measured its mean over the batch, with its interval
 * @param images how many images of the batch have it
 * @param limits between which values it may lie
 * @param test whether it has the distribution that it has in the reference; none of small batches
 * @param drifts whether that test rejects it
 */
public record QuantityAssessment(
    Quantity quantity,
    Estimate reference,
    double deviation,
    Estimate measured,
    int images,
    List<AcceptanceLimits> limits,
    Optional<DriftComparison> test,
    boolean drifts)
    implements JudgedNumber {

  /** Copies the list. */
  public QuantityAssessment {
    limits = List.copyOf(limits);
  }

  @Override
  public String label() {
    return quantity.means();
  }

  @Override
  public String unit() {
    return quantity.unit();
  }

  @Override
  public Estimate estimate() {
    return measured;
  }

  @Override
  public Estimate possible() {
    double least = Quantity.LEVELS.contains(quantity) ? measured.low() : quantity.least();
    double low = Math.min(measured.value(), Math.max(measured.low(), least));
    double high = Math.max(measured.value(), Math.min(measured.high(), quantity.most()));
    return measured.with(measured.value(), low, high);
  }

  @Override
  public Optional<Spread> spread() {
    return Optional.of(new Spread(usual(), Double.isNaN(deviation) ? 0 : deviation));
  }

  @Override
  public boolean isResolved() {
    return quantity.isResolvedBy(measured);
  }

  /** Returns its mean over the reference's images. */
  public double usual() {
    return reference.value();
  }

  /** Returns the verdict by limits; none where they decide nothing ({@link #undecided}). */
  public Optional<Verdict> judge(AcceptanceLimits by) {
    Verdict judged = by.judge(measured);
    return Optional.of(judged).filter(verdict -> why(by, verdict).isEmpty());
  }

  /**
   * Returns why limits decide nothing; empty where they do. Limits narrower than the interval
   * cannot be met whatever the number is, and fail a quantity only if it is significantly beyond;
   * what the images do not tell from 0 neither passes nor warns; and limits that the images of the
   * reference exceed are not applied: what images show is part of the number, as texture is of the
   * noise. What does not drift by a test at the false-alarm rate of the whole verdict neither warns
   * nor fails: of many quantities chance moves some.
   */
  private Optional<String> why(AcceptanceLimits by, Verdict judged) {
    if (test.isPresent() && !drifts && judged != Verdict.PASS) {
      return Optional.of("the batch does not differ from the reference beyond chance");
    }
    boolean sensors = by.source() == AcceptanceLimits.Source.SENSOR;
    if (sensors && by.judge(reference) == Verdict.FAIL) {
      return Optional.of("the reference itself exceeds them");
    }
    if (judged == Verdict.FAIL) {
      return Optional.empty();
    }
    if (!isResolved()) {
      return Optional.of("these images do not resolve it from 0");
    }
    return measured.high() - measured.low() < by.high() - by.low()
        ? Optional.empty()
        : Optional.of("the uncertainty is wider than they are");
  }

  /** Returns the verdict; none where no limit applies and the quantity does not drift. */
  @Override
  public Optional<Verdict> judged() {
    boolean any = drifts || limits.stream().anyMatch(limit -> judge(limit).isPresent());
    return any ? Optional.of(verdict()) : Optional.empty();
  }

  @Override
  public SequencedMap<AcceptanceLimits, String> undecided() {
    SequencedMap<AcceptanceLimits, String> undecided = new LinkedHashMap<>();
    for (AcceptanceLimits limit : limits) {
      why(limit, limit.judge(measured)).ifPresent(why -> undecided.put(limit, why));
    }
    return undecided;
  }

  /** Returns the worst verdict of all limits; what drifts within its limits is a warning. */
  public Verdict verdict() {
    List<Verdict> all =
        new ArrayList<>(limits.stream().flatMap(each -> judge(each).stream()).toList());
    all.add(drifts ? Verdict.WARN : Verdict.PASS);
    return Verdict.worst(all);
  }
}
