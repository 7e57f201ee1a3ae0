package dev.rawline.lab.quality.check;

import dev.rawline.imaging.inspection.Quantity;
import dev.rawline.lab.quality.drift.QuantityTest;
import dev.rawline.lab.quality.verdict.Limits;
import dev.rawline.lab.quality.verdict.MeasuredMean;
import dev.rawline.lab.report.Judgement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What is judged of one quantity.
 *
 * @param quantity which
 * @param reference its mean over the reference's images, with its interval
 * @param deviation its standard deviation between them
 * @param measured its mean over the batch, with its interval
 * @param limits between which values it may lie
 * @param test whether it has the distribution that it has in the reference; none of small batches
 * @param drifts whether that test says that it has not
 */
public record QuantityLine(
    Quantity quantity,
    MeasuredMean reference,
    double deviation,
    MeasuredMean measured,
    List<Limits> limits,
    Optional<QuantityTest> test,
    boolean drifts) {

  /** Copies the list. */
  public QuantityLine {
    limits = List.copyOf(limits);
  }

  /** Returns its mean over the reference's images. */
  public double usual() {
    return reference.value();
  }

  /** Returns what limits say of it; none where they decide nothing ({@link #undecided}). */
  public Optional<Judgement> judge(Limits by) {
    Judgement judged = by.judge(measured.low(), measured.high());
    return Optional.of(judged).filter(said -> why(by, said).isEmpty());
  }

  /**
   * Returns why limits decide nothing; empty where they do. Limits narrower than the interval
   * cannot be kept whatever the number is, and judge only what lies surely beyond; and what the
   * images of the sound camera do not keep either, says nothing of the camera: what they show is
   * part of the number, as texture is of the noise.
   */
  private Optional<String> why(Limits by, Judgement judged) {
    boolean sensors = by.source() == Limits.Source.SENSOR;
    if (sensors && by.judge(reference.low(), reference.high()) == Judgement.FAIL) {
      return Optional.of("the reference lies beyond them, too");
    }
    boolean resolves = measured.high() - measured.low() < by.high() - by.low();
    return resolves || judged == Judgement.FAIL
        ? Optional.empty()
        : Optional.of("the uncertainty is wider than they are");
  }

  /** Returns the verdict; none where no limit judges the number and it does not drift either. */
  public Optional<Judgement> judged() {
    boolean any = drifts || limits.stream().anyMatch(limit -> judge(limit).isPresent());
    return any ? Optional.of(verdict()) : Optional.empty();
  }

  /** Returns the limits that these images do not decide, and why. */
  public SequencedMap<Limits, String> undecided() {
    SequencedMap<Limits, String> undecided = new LinkedHashMap<>();
    for (Limits limit : limits) {
      why(limit, limit.judge(measured.low(), measured.high()))
          .ifPresent(why -> undecided.put(limit, why));
    }
    return undecided;
  }

  /** Returns the worst of what all limits say; what drifts within its limits is a warning. */
  public Judgement verdict() {
    List<Judgement> all =
        new ArrayList<>(limits.stream().flatMap(each -> judge(each).stream()).toList());
    all.add(drifts ? Judgement.WARN : Judgement.PASS);
    return Judgement.worst(all);
  }
}
