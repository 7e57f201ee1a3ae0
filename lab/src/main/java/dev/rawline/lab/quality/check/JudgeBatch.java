package dev.rawline.lab.quality.check;

import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.inspection.Defect;
import dev.rawline.imaging.inspection.Quantity;
import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.lab.evaluation.CameraParameter;
import dev.rawline.lab.evaluation.RecaptureSettings;
import dev.rawline.lab.quality.batch.MeasuredBatch;
import dev.rawline.lab.quality.batch.QuantityTable;
import dev.rawline.lab.quality.cause.Attribution;
import dev.rawline.lab.quality.cause.DriftParameter;
import dev.rawline.lab.quality.cause.FindCause;
import dev.rawline.lab.quality.reference.FrameMetadata;
import dev.rawline.lab.quality.reference.ModelOutputs;
import dev.rawline.lab.quality.reference.QualityReference;
import dev.rawline.lab.quality.verdict.AcceptanceLimits;
import dev.rawline.lab.quality.verdict.QualityLimits;
import dev.rawline.lab.tolerance.ToleranceInterval;
import dev.rawline.lab.tolerance.ToleranceSpecification;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;

/**
 * A measured batch × a reference → its verdicts.
 *
 * @param reference what it is compared with
 * @param limits the limits
 * @param test by which test quantities are compared
 * @param falseAlarms the false-alarm rate, above 0, below 1
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

  /** Checks a batch. */
  public BatchCheck of(MeasuredBatch batch, Optional<ModelOutputs> model) {
    MeasuredBatch held = batch.onDevice(reference.frame().width(), reference.frame().height());
    QuantityTable table = batch.table();
    FlagImages flags = new FlagImages(reference);
    boolean enough = table.images() >= DriftComparisons.FEWEST;
    DriftComparisons tests =
        DriftComparisons.of(
            reference,
            table,
            model,
            enough ? faults(flags, held) : List.of(),
            test,
            falseAlarms,
            seed);
    Optional<Attribution> attribution =
        enough
            ? Optional.of(agreeing(reference.findCause().of(table), table, tests))
            : Optional.empty();
    return new BatchCheck(
        reference,
        held,
        limits,
        enough ? lines(table, tests) : List.of(),
        tests,
        attribution,
        attribution.map(this::task).orElse(List.of()),
        flags.among(batch.images()),
        held.defects().map(this::unknown));
  }

  private List<DriftComparisons.Fault> faults(FlagImages flags, MeasuredBatch held) {
    List<DriftComparisons.Fault> faults = new ArrayList<>(flags.rates(held.images()));
    if (held.defects().isPresent() && reference.chance().isPresent()) {
      faults.add(
          new DriftComparisons.Fault(
              BatchCheck.DEFECTS,
              "negative binomial",
              reference.chance().get().probability(unknown(held.defects().get()).size()),
              Optional.empty(),
              true));
    }
    if (held.pattern().isPresent() && reference.pattern().isPresent()) {
      faults.add(
          new DriftComparisons.Fault(
              FixedPatternChange.LABEL,
              "normal",
              FixedPatternChange.pValue(reference.pattern().get(), held.pattern().get()),
              Optional.empty(),
              true));
    }
    return faults;
  }

  /**
   * Returns what is concluded with what the tests find: no cause of what is no difference, some
   * conclusion of every difference, and processing after the sensor where what no camera moves
   * drifts.
   */
  private Attribution agreeing(Attribution found, QuantityTable table, DriftComparisons tests) {
    if (!tests.drifted()) {
      return found.without(Attribution.Conclusion.NOTHING, List.of(), List.of());
    }
    List<Attribution.Shift> drifting =
        Arrays.stream(Quantity.values())
            .filter(tests::drifts)
            .map(quantity -> shift(quantity, table))
            .sorted(Comparator.comparingDouble(shift -> -Math.abs(shift.deviations())))
            .toList();
    List<Attribution.Shift> processed =
        drifting.stream()
            .filter(shift -> FindCause.isOfProcessing(shift.quantity(), moved(shift, table)))
            .toList();
    if (found.signs().isEmpty() && !processed.isEmpty()) {
      return found.without(Attribution.Conclusion.NONE_OF_THESE, processed, drifting);
    }
    return found.conclusion() == Attribution.Conclusion.NOTHING
        ? found.without(Attribution.Conclusion.NONE_OF_THESE, List.of(), drifting)
        : found;
  }

  private double moved(Attribution.Shift shift, QuantityTable table) {
    return table.mean(shift.quantity()) - reference.images().mean(shift.quantity());
  }

  private Attribution.Shift shift(Quantity quantity, QuantityTable table) {
    double deviation = reference.images().deviation(quantity);
    double moved = table.mean(quantity) - reference.images().mean(quantity);
    double deviations = deviation > 0 ? moved / deviation : Math.signum(moved);
    return new Attribution.Shift(quantity, deviations, deviations);
  }

  private List<Defect> unknown(List<Defect> found) {
    Set<Long> known = new HashSet<>();
    reference.defects().forEach(defect -> known.add(place(defect)));
    return found.stream().filter(defect -> !known.contains(place(defect))).toList();
  }

  private static long place(Defect defect) {
    return (long) defect.row() << Integer.SIZE | defect.column();
  }

  /** A parameter fitted to a change that no camera makes does not describe the camera. */
  private List<ToleranceAssessment> task(Attribution attribution) {
    return switch (attribution.conclusion()) {
      case NOTHING, CAMERA -> {
        List<Attribution.Fitted> moved = new ArrayList<>(attribution.chosen());
        moved.addAll(attribution.others());
        double gain =
            attribution
                .fitted(DriftParameter.GAIN)
                .map(fitted -> fitted.estimate().value())
                .orElse(1.0);
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
      Optional<Estimate> measured = table.estimate(quantity);
      Optional<Estimate> usual = reference.images().estimate(quantity);
      int images = table.known(quantity).length;
      if (measured.isPresent()
          && usual.isPresent()
          && reference.images().known(quantity).length >= QualityReference.FEWEST_IMAGES) {
        lines.add(
            new QuantityAssessment(
                quantity,
                usual.get(),
                reference.images().deviation(quantity),
                measured.get(),
                images,
                limits(quantity, images),
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
    if (quantity == Quantity.SATURATED || quantity == Quantity.UNDEREXPOSED) {
      double most = quantity == Quantity.SATURATED ? limits.saturated() : limits.underexposed();
      all.add(
          AcceptanceLimits.atMost(Math.max(most, mean + reach), AcceptanceLimits.Source.REFERENCE));
    } else if (quantity != Quantity.MISSING_CODES && reach > 0) {
      // Noise takes the levels of dark images below 0, and only there is less than no light usual.
      boolean dark = Quantity.LEVELS.contains(quantity) && mean <= deviation;
      double least = dark ? Double.NEGATIVE_INFINITY : quantity.least();
      double most = quantity == Quantity.BLACK_LEVEL ? reference.frame().white() : quantity.most();
      AcceptanceLimits.about(mean, reach, least, most, AcceptanceLimits.Source.REFERENCE)
          .ifPresent(all::add);
    }
    return all;
  }

  private Optional<AcceptanceLimits> ofSensor(Quantity quantity, SensorSpec sensor) {
    double gain = sensor.storedGain();
    double step = 1 << sensor.shift();
    // The scatter of pixels' offsets counts as noise in a patch, what a whole row shares does not.
    double read = StrictMath.hypot(sensor.readNoise(), sensor.darkSignalNonUniformity()) * gain;
    double noise = Math.sqrt(read * read + ROUNDING * step * step);
    if (quantity == Quantity.GAIN) {
      return about(gain, limits.gain() * gain);
    }
    if (quantity == Quantity.READ_NOISE) {
      return about(noise, limits.readNoise() * noise);
    }
    return quantity == Quantity.BLACK_LEVEL && reference.frame().opticalBlack()
        ? about(sensor.storedOffset(), limits.blackLevel() * noise)
        : Optional.empty();
  }

  private static Optional<AcceptanceLimits> about(double specified, double reach) {
    return AcceptanceLimits.about(
        specified, reach, 0, Double.POSITIVE_INFINITY, AcceptanceLimits.Source.SENSOR);
  }

  /**
   * The drift of a camera → the value of each parameter of a tolerance specification that would
   * have the same effect on the pictures.
   *
   * <p>A level that rises by Δ is a black level that was stated Δ too low: usual − Δ. A colour that
   * becomes w times as strong is a gain of the white balance of w times the usual. Light, gain and
   * blur are themselves; the read noise is the root of its usual variance and what was added, since
   * ordinary images determine what was added far better than what was there.
   *
   * @param frame what is stated of the frames
   * @param gain of the camera as it is now [DN/e⁻]; NaN where images do not determine it
   */
  record EquivalentParameters(FrameMetadata frame, double gain) {

    /** Returns one line for each parameter that these images determine. */
    List<ToleranceAssessment> lines(
        ToleranceSpecification specification, List<Attribution.Fitted> moved) {
      List<ToleranceAssessment> lines = new ArrayList<>();
      for (ToleranceInterval interval : specification.intervals()) {
        for (Attribution.Fitted number : moved) {
          equivalent(interval.parameter(), number.number(), scale(specification))
              .ifPresent(
                  value -> {
                    Estimate before = number.estimate();
                    double a = value.applyAsDouble(before.low());
                    double b = value.applyAsDouble(before.high());
                    lines.add(
                        new ToleranceAssessment(
                            interval,
                            number,
                            new Estimate(
                                value.applyAsDouble(before.value()),
                                Math.min(a, b),
                                Math.max(a, b))));
                  });
        }
      }
      return lines;
    }

    /** Returns how many DN one is in the scale of the model's camera. */
    private double scale(ToleranceSpecification specification) {
      return frame.dn(
          specification
              .camera()
              .flatMap(Camera::preset)
              .map(Camera::scale)
              .orElse(Camera.Scale.BLACK_TO_WHITE));
    }

    private Optional<DoubleUnaryOperator> equivalent(
        CameraParameter parameter, DriftParameter number, double scale) {
      double usual = parameter.usual();
      String name = parameter.name();
      return switch (number) {
        case EXPOSURE -> only(name.equals(RecaptureSettings.LIGHT), ratio -> usual * ratio);
        case GAIN -> only(name.equals(RecaptureSettings.GAIN), ratio -> usual * ratio);
        case BLACK_LEVEL -> only(name.equals("black_level"), shift -> usual - shift / scale);
        case RED -> only(name.equals("white_balance[0]"), ratio -> usual * ratio);
        case BLUE -> only(name.equals("white_balance[2]"), ratio -> usual * ratio);
        case BLUR -> only(name.equals(RecaptureSettings.BLUR), sigma -> Math.max(0, sigma));
        case READ_NOISE ->
            only(
                name.equals(RecaptureSettings.READ_NOISE) && gain > 0,
                added ->
                    Math.sqrt(
                        Math.max(
                            0,
                            usual * usual
                                + DriftParameter.READ_NOISE.coordinate(added) / (gain * gain))));
      };
    }

    private static Optional<DoubleUnaryOperator> only(boolean is, DoubleUnaryOperator value) {
      return is ? Optional.of(value) : Optional.empty();
    }
  }
}
