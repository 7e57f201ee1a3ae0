package dev.rawline.imaging.sensor.recapture;

import dev.rawline.imaging.chain.DefinedPullback;
import dev.rawline.imaging.chain.Differentiable;
import dev.rawline.imaging.chain.Draw;
import dev.rawline.imaging.chain.Parameter;
import dev.rawline.imaging.chain.Pullback;
import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.Mask;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.SourcedValue;
import dev.rawline.imaging.numeric.Parallel;
import dev.rawline.imaging.random.Binomial;
import dev.rawline.imaging.random.RandomStream;
import dev.rawline.imaging.random.Seed;
import java.util.List;
import java.util.Optional;

/**
 * Calibrated intensity scaling: what the same camera would have recorded of the same scene at a
 * fraction s of the light.
 *
 * <p>With x = (y − b) / K, the charge that a sample y stands for, n the whole number nearest to it,
 * of two the even one, and n⁺ = max(n, 0) [e⁻], the thinning is
 *
 * <p>y′ = b + K · (B(n⁺, s) + s · (x − n⁺)) + r
 *
 * <p>rounded and clipped as the camera does. B is a binomial number: each electron stays with
 * probability s. What x differs from a whole number by is read noise and quantization; it is scaled
 * along. So is a count below 0, which no electron makes. Of the dark noise s²σ_r² is left, and r
 * restores it: mean 0, variance
 *
 * <p>τ² = (1 − s²) σ_r² − s² step²/12 + s (1 − s) K² min(n, 0), at least 0,
 *
 * <p>where the second term makes room for the source's own quantization, since the rounding adds
 * that of the new one, and the third undoes that n⁺ is too large on average in the dark. The number
 * n varies with the read noise, so thinning it skews the result, by a third cumulant of 3 s² (1 −
 * s) K (σ_r² + step²/12); r is skewed as much the other way, as far as a skewness of −1.
 *
 * <p>Mean and variance are those of a recording in less light at every signal (as long as nothing
 * is clipped or floored), because E[n] = E[N] for the true number N of electrons and symmetric
 * noise, and Var[y′] = s (1 − s) K² E[n] + s² Var[y] + τ². Halves, which all samples of odd y − b
 * are where K = 2, must go up as often as down for that; half up would add up to ¼ e⁻ to E[n].
 *
 * <p>Where the camera tells single electrons apart ({@link Readout#countsElectrons}), n is the true
 * number N. The rest then knows nothing of it and is left out: n stands for x, and r is normal with
 * τ² = σ_r² + s (1 − s) K² min(n, 0), so that the levels between whole electrons fill as the camera
 * fills them. At s = 1, y stays.
 *
 * <p>The Gaussian method is y′ = b + s (y − b) + r with r normal, of mean 0 and variance s (1 − s)
 * K (y − b) + (1 − s²) σ_r² − s² step²/12, at least 0. It lacks the skewness of few electrons, and
 * the levels between them; below {@link #leastElectrons}, and where single electrons are told
 * apart, it leaves a pixel to the thinning.
 *
 * <p>A map of offsets (DSNU) is taken off before and put back after. The response of a pixel (PRNU,
 * fall-off of the lens) needs no map: it decides how many electrons there are, and these are
 * thinned. Dark current is charge too, and is thinned as by a shorter exposure. A pixel that is
 * saturated in the source has lost electrons, and gives too few; {@link #saturated} tells which.
 *
 * <p>Backwards straight through both roundings, with every standardised random number held: with B
 * = s n⁺ + √(s (1 − s) n⁺) · z and r = τ · z′ of fixed z and z′, ∂y′/∂y = s + (B − s n⁺) / (2 n⁺) +
 * ∂r/∂y and ∂y′/∂s = (y − b) + K (B − s n⁺) (1 − 2s) / (2 s (1 − s)) + ∂r/∂s. Where r is floored at
 * 0, at n⁺ = 0 and at s = 1 the term concerned is 0; what is clipped passes nothing. Where the rest
 * is left out, n stands for x, and ∂y′/∂s has K n for y − b.
 *
 * @param fraction the share s of the light, above 0, at most 1
 * @param readout how the camera stored the source
 * @param method which of the two
 * @param offsets each pixel's own level in the dark, on top of the black level [DN]; as large as
 *     the mosaic
 */
public record IntensityScaling(
    double fraction, Readout readout, Method method, Optional<RawImage> offsets)
    implements Draw<RawImage, RawImage> {

  /** The intensities of the published data. */
  public static final List<Double> PUBLISHED_SERIES =
      List.of(1.0, 0.75, 0.5, 0.25, 0.1, 0.05, 0.01);

  private static final String NAME = "intensity_scaling";

  /** How a sample is scaled. */
  public enum Method {
    /** Electron by electron; at every signal. */
    THINNING,
    /** By a normal number where there are many electrons, and by thinning elsewhere. */
    GAUSSIAN
  }

  /**
   * Checks the fraction.
   *
   * @throws IllegalArgumentException if it does not lie above 0 and at most at 1
   */
  public IntensityScaling {
    if (!(fraction > 0 && fraction <= 1)) {
      throw new IllegalArgumentException(
          "%s fraction is %s: expected above 0 and at most 1 (share of the light); more light than was recorded cannot be had"
              .formatted(NAME, fraction));
    }
  }

  /** Scales by thinning, without a map of offsets. */
  public IntensityScaling(double fraction, Readout readout) {
    this(fraction, readout, Method.THINNING, Optional.empty());
  }

  /**
   * Returns the number of electrons that must be left for the Gaussian method [e⁻]: (100 (1 − s) |1
   * − 2s|)², at least 400.
   *
   * <p>The method's two errors of shape are both skewness. It lacks a third cumulant of s (1 − s)
   * (1 − 2s) K³ N, which is a skewness of 0.01 at the first number. And since the sample that
   * decides the variance carries dark noise, it adds 3 s² (1 − s) K (σ_r² + step²/12): with n
   * electrons left, a skewness of at most 0.171 / √n (at s = ⅔ and σ_r² = 2 n K²), which 400 keep
   * below 0.009 whatever the dark noise is.
   *
   * <p>A skewness of 0.01 moves the cumulative distribution by 0.0007, a sixth of what
   * Kolmogorov–Smirnov needs to tell two times 200,000 samples apart at 5 %, and gives χ² a
   * noncentrality of 200,000 · 0.01² / 12 = 1.7: it rejects 6 to 10 % instead of 5 %.
   */
  public static double leastElectrons(double fraction) {
    double root = 100 * (1 - fraction) * Math.abs(1 - 2 * fraction);
    return Math.max(400, root * root);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Drawn draw(Seed seed) {
    return new Drawn(this, seed);
  }

  /** Returns which pixels of a source are saturated: 1 there, 0 elsewhere. */
  public Mask saturated(RawImage source) {
    Readout.requireDigitalNumbers(NAME, source);
    byte[] kinds = new byte[source.samples().length];
    for (int i = 0; i < kinds.length; i++) {
      kinds[i] = (byte) (source.samples()[i] >= readout.saturation() ? 1 : 0);
    }
    return new Mask(source.width(), source.height(), kinds);
  }

  /**
   * Intensity scaling whose randomness comes from a seed.
   *
   * @param scaling the recipe
   * @param seed what the electrons and the noise are drawn from
   */
  public record Drawn(IntensityScaling scaling, Seed seed)
      implements Differentiable<RawImage, RawImage> {

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(
          Parameter.between(Float.MIN_NORMAL, 1, NAME + ".fraction", "share of the light").held());
    }

    @Override
    public double[] values() {
      return new double[] {scaling.fraction};
    }

    @Override
    public Drawn with(double[] values) {
      return new IntensityScaling(values[0], scaling.readout, scaling.method, scaling.offsets)
          .draw(seed);
    }

    @Override
    public RawImage apply(RawImage source) {
      return apply(source, Parallel.CORES);
    }

    /** Scales on so many threads, which changes nothing but the time it takes. */
    public RawImage apply(RawImage source, int threads) {
      float[] scaled = new float[source.samples().length];
      each(source, threads, (i, sample) -> scaled[i] = scaling.readout.stored(sample.level()));
      return result(source, scaled);
    }

    @Override
    public Pullback<RawImage, RawImage> pull(RawImage source) {
      int count = source.samples().length;
      float[] scaled = new float[count];
      float[] bySample = new float[count];
      float[] byFraction = new float[count];
      each(
          source,
          Parallel.CORES,
          (i, sample) -> {
            scaled[i] = scaling.readout.stored(sample.level());
            if (scaling.readout.holds(sample.level())) {
              bySample[i] = (float) sample.slopeBySample();
              byFraction[i] = (float) sample.slopeByFraction();
            }
          });
      return new DefinedPullback<>(
          result(source, scaled),
          1,
          (cotangent, gradient) -> {
            float[] input = new float[count];
            for (int i = 0; i < count; i++) {
              input[i] = bySample[i] * cotangent.samples()[i];
              gradient[0] += (double) byFraction[i] * cotangent.samples()[i];
            }
            return source.with(source.unit(), input);
          });
    }

    /** Takes one pixel that was scaled. */
    private interface Sink {
      void accept(int index, Sample sample);
    }

    private void each(RawImage source, int threads, Sink sink) {
      Readout.requireDigitalNumbers(NAME, source);
      scaling.offsets.ifPresent(map -> requireSize(map, source));
      Parallel.forEach(
          threads,
          source.height(),
          row -> {
            Sample sample = new Sample(scaling, seed.stream(NAME, row));
            float[] normals = new float[source.width()];
            seed.stream(NAME + ".noise", row).gaussians(normals, 0, normals.length);
            for (int column = 0; column < source.width(); column++) {
              int i = row * source.width() + column;
              double black = scaling.readout.blackAt(source.cfa(), row, column);
              double offset = scaling.offsets.isPresent() ? scaling.offsets.get().samples()[i] : 0;
              sample.draw(source.samples()[i], black + offset, normals[column]);
              sink.accept(i, sample);
            }
          });
    }

    private static void requireSize(RawImage map, RawImage source) {
      if (map.width() != source.width() || map.height() != source.height()) {
        throw new IllegalArgumentException(
            "%s offset map is %d×%d pixels, but the mosaic is %d×%d: give a map of its size"
                .formatted(NAME, map.width(), map.height(), source.width(), source.height()));
      }
    }

    /** Returns the scaled mosaic; its exposure is a fraction of the source's. */
    private RawImage result(RawImage source, float[] samples) {
      Calibration known = source.calibration();
      Calibration scaled =
          new Calibration(
              known.containerBits(),
              known.blackLevel(),
              known.whiteLevel(),
              known.whiteBalance(),
              known.colourMatrix(),
              known.camera(),
              known.iso(),
              known
                  .exposureSeconds()
                  .map(
                      time ->
                          new SourcedValue<>(
                              time.value() * scaling.fraction,
                              time.source() + ", scaled by " + scaling.fraction)),
              known.orientation());
      return new RawImage(
          source.width(), source.height(), source.cfa(), source.unit(), samples, scaled);
    }
  }

  /** One pixel at a time: the level that is drawn for it, and its slopes. */
  private static final class Sample {
    private final double fraction;
    private final double gain;
    private final double lost;
    private final double leastSignal;
    private final double added;
    private final double addedSlope;
    private final double skew;
    private final boolean counts;
    private final Binomial binomial;
    private final RandomStream random;

    private double signal;
    private double level;
    private double counted;
    private double excess;
    private double spread;
    private double strength;
    private double normal;

    Sample(IntensityScaling scaling, RandomStream random) {
      this.random = random;
      Readout readout = scaling.readout;
      fraction = scaling.fraction;
      gain = readout.gain();
      lost = fraction * (1 - fraction);
      counts = readout.countsElectrons() && fraction < 1;
      leastSignal =
          scaling.method == Method.GAUSSIAN && !counts
              ? leastElectrons(fraction) / fraction * gain
              : Double.POSITIVE_INFINITY;
      double noise = readout.darkNoise() * readout.darkNoise();
      double scaledAlong = counts ? 0 : noise + readout.quantization();
      double square = fraction * fraction;
      added = noise - square * scaledAlong;
      addedSlope = -2 * fraction * scaledAlong;
      double third = -3 * square * (1 - fraction) * gain * scaledAlong;
      skew = added > 0 ? Math.max(-1, third / (added * Math.sqrt(added))) / 6 : 0;
      binomial = new Binomial(fraction);
    }

    /** Draws the pixel of a stored sample, given its level of no charge and a normal number. */
    void draw(double stored, double zero, double plain) {
      signal = stored - zero;
      double electrons = signal / gain;
      if (signal >= leastSignal) {
        counted = 0;
        excess = 0;
        spread = electrons;
        normal = plain;
      } else {
        double whole = Math.rint(electrons);
        signal = counts ? gain * whole : signal;
        counted = Math.max(whole, 0);
        excess = binomial.next(random, (int) counted) - fraction * counted;
        spread = Math.min(whole, 0);
        normal = (plain + skew * (plain * plain - 1)) / Math.sqrt(1 + 2 * skew * skew);
      }
      strength = Math.sqrt(Math.max(0, lost * gain * gain * spread + added));
      level = zero + fraction * signal + gain * excess + strength * normal;
    }

    double level() {
      return level;
    }

    double slopeBySample() {
      return fraction
          + (counted > 0 ? excess / (2 * counted) : 0)
          + (spread == 0 ? 0 : bySpread(lost * gain));
    }

    double slopeByFraction() {
      double stretch = (1 - 2 * fraction) * gain;
      return signal
          + (lost > 0 ? stretch * excess / (2 * lost) : 0)
          + bySpread(stretch * gain * spread + addedSlope);
    }

    /** Returns the slope of r, given that of its variance. */
    private double bySpread(double variance) {
      return strength > 0 ? variance * normal / (2 * strength) : 0;
    }
  }
}
