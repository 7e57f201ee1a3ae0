package dev.rawline.lab.quality.check;

import dev.rawline.imaging.inspection.Defect;
import dev.rawline.imaging.inspection.Quantity;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.lab.quality.batch.MeasuredBatch;
import dev.rawline.lab.quality.batch.QuantityTable;
import dev.rawline.lab.quality.cause.Attribution;
import dev.rawline.lab.quality.cause.DriftParameter;
import dev.rawline.lab.quality.reference.ModelOutputs;
import dev.rawline.lab.quality.reference.QualityReference;
import dev.rawline.lab.quality.verdict.AcceptanceLimits;
import dev.rawline.lab.quality.verdict.MeasuredMean;
import dev.rawline.lab.quality.verdict.QualityLimits;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A measured batch → what is judged of it, against one reference.
 *
 * @param reference what it is held against
 * @param limits how far it may lie away
 * @param test by which test quantities are compared
 * @param falseAlarms how often a batch that does not differ may be called drifted, above 0, below 1
 * @param seed what permutations and blocks are drawn from
 */
public record JudgeBatch(
    QualityReference reference,
    QualityLimits limits,
    TwoSampleComparison test,
    double falseAlarms,
    long seed) {
  /** By so many standard errors chance moves the mean of a batch at most. */
  private static final double CHANCE = 3;

  /** Rounding to whole steps adds a twelfth of their square to a variance. */
  private static final double ROUNDING = 1.0 / 12;

  /** Judges a batch. */
  public BatchCheck of(MeasuredBatch batch, Optional<ModelOutputs> model) {
    MeasuredBatch held = batch.onDevice(reference.frame().width(), reference.frame().height());
    QuantityTable table = batch.table();
    DriftComparisons tests = DriftComparisons.of(reference, table, model, test, falseAlarms, seed);
    boolean enough = table.images() >= DriftComparisons.FEWEST;
    Optional<Attribution> attribution =
        enough ? Optional.of(reference.findCause().of(table)) : Optional.empty();
    return new BatchCheck(
        reference,
        held,
        limits,
        enough ? lines(table, tests) : List.of(),
        tests,
        attribution,
        attribution.map(this::task).orElse(List.of()),
        new FlagImages(reference).among(batch.images()),
        held.defects().map(this::unknown));
  }

  private List<Defect> unknown(List<Defect> found) {
    Set<Long> known = new HashSet<>();
    reference.defects().forEach(defect -> known.add(place(defect)));
    return found.stream().filter(defect -> !known.contains(place(defect))).toList();
  }

  private static long place(Defect defect) {
    return (long) defect.row() << Integer.SIZE | defect.column();
  }

  /** A number that is fitted to what no camera does says nothing of the camera. */
  private List<ToleranceAssessment> task(Attribution attribution) {
    return switch (attribution.said()) {
      case NOTHING, CAMERA -> {
        List<Attribution.Fitted> moved = new ArrayList<>(attribution.chosen());
        moved.addAll(attribution.others());
        double gain =
            attribution.fitted(DriftParameter.GAIN).map(Attribution.Fitted::value).orElse(1.0);
        EquivalentParameters equivalents =
            new EquivalentParameters(
                reference.frame(), gain * reference.images().mean(Quantity.GAIN));
        yield reference
            .tolerance()
            .map(specification -> equivalents.lines(specification, moved))
            .orElse(List.of());
      }
      case CONTENT, NONE_OF_THESE -> List.of();
    };
  }

  private List<QuantityAssessment> lines(QuantityTable table, DriftComparisons tests) {
    List<QuantityAssessment> lines = new ArrayList<>();
    for (Quantity quantity : Quantity.values()) {
      Optional<MeasuredMean> measured = MeasuredMean.of(quantity, table.known(quantity));
      Optional<MeasuredMean> usual =
          MeasuredMean.of(quantity, reference.images().known(quantity))
              .filter(mean -> mean.images() >= QualityReference.FEWEST_IMAGES);
      if (measured.isPresent() && usual.isPresent()) {
        lines.add(
            new QuantityAssessment(
                quantity,
                usual.get(),
                reference.images().deviation(quantity),
                measured.get(),
                limits(quantity, measured.get().images()),
                tests.test(quantity),
                tests.drifts(quantity)));
      }
    }
    return lines;
  }

  private List<AcceptanceLimits> limits(Quantity quantity, int images) {
    List<AcceptanceLimits> all = new ArrayList<>();
    reference.sensor().flatMap(sensor -> ofSensor(quantity, sensor)).ifPresent(all::add);
    double mean = reference.images().mean(quantity);
    double deviation = reference.images().deviation(quantity);
    double reach = (limits.spread() + CHANCE / Math.sqrt(images)) * deviation;
    if (quantity == Quantity.SATURATED) {
      all.add(atMost(quantity, Math.max(limits.saturated(), mean + reach)));
    } else if (quantity == Quantity.UNDEREXPOSED) {
      all.add(atMost(quantity, Math.max(limits.underexposed(), mean + reach)));
    } else if (quantity != Quantity.MISSING_CODES && reach > 0) {
      all.add(
          new AcceptanceLimits(
              mean - reach,
              mean + reach,
              AcceptanceLimits.Source.REFERENCE,
              String.format(
                  Locale.ROOT,
                  "%s deviations between the reference's images about their mean, and 3/√%d for chance",
                  limits.spread(),
                  images)));
    }
    return all;
  }

  private static AcceptanceLimits atMost(Quantity quantity, double most) {
    return new AcceptanceLimits(
        Double.NEGATIVE_INFINITY,
        most,
        AcceptanceLimits.Source.REFERENCE,
        String.format(Locale.ROOT, "%s of at most %.3g", quantity.means(), most));
  }

  private Optional<AcceptanceLimits> ofSensor(Quantity quantity, SensorSpec sensor) {
    double gain = sensor.storedGain();
    double step = 1 << sensor.shift();
    // Pixels of a patch tell their offsets' scatter as noise, but not what a whole row shares.
    double read = StrictMath.hypot(sensor.readNoise(), sensor.darkSignalNonUniformity()) * gain;
    double noise = Math.sqrt(read * read + ROUNDING * step * step);
    if (quantity == Quantity.GAIN) {
      return Optional.of(about(gain, limits.gain() * gain, "gain"));
    }
    if (quantity == Quantity.READ_NOISE) {
      return Optional.of(about(noise, limits.readNoise() * noise, "noise without light"));
    }
    return quantity == Quantity.BLACK_LEVEL && reference.frame().opticalBlack()
        ? Optional.of(about(sensor.storedOffset(), limits.blackLevel() * noise, "offset"))
        : Optional.empty();
  }

  private static AcceptanceLimits about(double specified, double reach, String what) {
    return new AcceptanceLimits(
        specified - reach,
        specified + reach,
        AcceptanceLimits.Source.SENSOR,
        String.format(Locale.ROOT, "the sensor's %s %.4g ± %.3g", what, specified, reach));
  }
}
