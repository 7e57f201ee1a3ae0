package dev.rawline.imaging.sensor.recapture;

import dev.rawline.imaging.chain.Chain;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.random.Seed;
import java.util.ArrayList;
import java.util.List;

/**
 * Recapture: simulates a worse camera from a measured mosaic.
 *
 * <p>The steps, in order: less light ({@link IntensityScaling}, while electrons can still be
 * counted), more blur ({@link PlaneBlur}, by the difference of the variances), coarser sampling
 * ({@link PlaneSampling}), more noise ({@link NoiseAddition}), fewer bits ({@link Requantization}).
 * The result stays a Bayer mosaic of stored samples.
 *
 * <p>Where the gain is a curve over the signal, blur and sampling act on linear signals ({@link
 * SignalLinearization}), as charge and light do.
 *
 * <p>Information that was not recorded cannot be restored: a sharper, less noisy, brighter, deeper
 * or finer camera is rejected. Blur and averaging keep a share of the source's noise, {@link
 * #left}, and correlate it; added noise is white. {@link #correlation} returns the resulting
 * correlation.
 *
 * @param source how the camera stored what it recorded
 * @param blur the standard deviation of its point-spread function [px]
 * @param target the worse camera
 * @param cfa the layout of the mosaics; all with filters are alike
 */
public record Recapture(Readout source, double blur, TargetCamera target, Cfa cfa) {

  /** A recapture of Bayer mosaics. */
  public Recapture(Readout source, double blur, TargetCamera target) {
    this(source, blur, target, Cfa.RGGB);
  }

  /**
   * Rejects improvements.
   *
   * @throws IllegalArgumentException if the target is better in one respect, or a value is invalid;
   *     the message lists all, with the requested value and that of the source
   */
  public Recapture {
    List<String> problems = new ArrayList<>();
    if (!(blur >= 0) || Double.isInfinite(blur)) {
      problems.add("the source's blur is %s px: expected 0 or more (px)".formatted(blur));
    }
    if (!(target.blur() >= blur) || Double.isInfinite(target.blur())) {
      problems.add(
          "a blur of %s px is requested, but the source has %s px: it cannot be sharpened"
              .formatted(target.blur(), blur));
    }
    double dark = source.darkNoise() / source.gain();
    if (!(target.darkNoise() * (1 + 1e-9) >= dark) || Double.isInfinite(target.darkNoise())) {
      problems.add(
          "a dark noise of %s e⁻ is requested, but the source has %s e⁻: it cannot be reduced"
              .formatted(target.darkNoise(), dark));
    }
    if (!(target.light() > 0 && target.light() <= 1)) {
      problems.add(
          "%s of the light is requested, but the source has 1: expected above 0 and at most 1"
              .formatted(target.light()));
    }
    if (target.bits() < 1 || target.bits() > source.bits()) {
      problems.add(
          "%d bits are requested, but the source has %d: expected 1 to %d"
              .formatted(target.bits(), source.bits(), source.bits()));
    }
    if (target.sampling() < 1 || target.sampling() % 2 == 0) {
      problems.add(
          "a pixel spacing factor of %d is requested: expected 1, 3, 5 …, since finer pixels were not recorded and an even factor would destroy the colour layout"
              .formatted(target.sampling()));
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException("recapture: " + String.join("; ", problems));
    }
  }

  /** Returns the steps, with all their randomness drawn from a seed. */
  public Chain<RawImage, RawImage> chain(Seed seed) {
    return Chain.of(new IntensityScaling(target.light(), source).draw(seed))
        .then(new SignalLinearization(source, true))
        .then(addedBlur())
        .then(new PlaneSampling(target.sampling()))
        .then(new SignalLinearization(source, false))
        .then(new NoiseAddition(source, left(), target.darkNoise() * source.gain()).draw(seed))
        .then(new Requantization(converter()));
  }

  /** Returns the additional blur, of variance target² − source². */
  public PlaneBlur addedBlur() {
    return new PlaneBlur(Math.sqrt(target.blur() * target.blur() - blur * blur));
  }

  /** Returns the read-out of the worse camera. */
  public Readout converter() {
    int step = source.step() << (source.bits() - target.bits());
    return new Readout(
        source.black(),
        source.gain(),
        target.darkNoise() * source.gain(),
        step,
        step * ((1 << target.bits()) - 1),
        source.saturation(),
        source.response());
  }

  /** Returns the remaining share of the variance of white noise after blur and sampling, 0 to 1. */
  public double left() {
    return covariance(0) * covariance(0);
  }

  /**
   * Returns the correlation of two samples of one kind of pixel on a uniform field.
   *
   * <p>(c(down) c(right) / c(0)²) · ρ (K m + σ_s² + step²/12) / (K m + σ_t² + step_t²/12) for two
   * different samples, with c the autocorrelation of blur and averaging along one axis and ρ =
   * {@link #left}.
   *
   * @param down their distance along a column, in samples of the kind
   * @param right their distance along a row
   * @param signal the mean signal m of the result above its black level [DN]
   */
  public double correlation(int down, int right, double signal) {
    if (down == 0 && right == 0) {
      return 1;
    }
    return covariance(down)
        * covariance(right)
        * source.variance(signal)
        / converter().variance(signal);
  }

  /** Returns Σ_i w(i) w(i + k · lag) of the weights w of blur and averaging along one axis. */
  private double covariance(int lag) {
    double[] weights = addedBlur().weights(cfa.lattice());
    int factor = target.sampling();
    int reach = weights.length - 1;
    double[] joint = new double[2 * reach + factor];
    for (int i = 0; i < joint.length; i++) {
      for (int j = 0; j < factor; j++) {
        int place = Math.abs(i - j - reach);
        joint[i] += place <= reach ? weights[place] / factor : 0;
      }
    }
    double sum = 0;
    for (int i = Math.abs(factor * lag); i < joint.length; i++) {
      sum += joint[i] * joint[i - Math.abs(factor * lag)];
    }
    return sum;
  }
}
