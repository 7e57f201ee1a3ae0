package dev.rawline.imaging.sensor.recapture;

import dev.rawline.imaging.chain.DefinedPullback;
import dev.rawline.imaging.chain.Differentiable;
import dev.rawline.imaging.chain.Draw;
import dev.rawline.imaging.chain.Parameter;
import dev.rawline.imaging.chain.Pullback;
import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.FileWord;
import dev.rawline.imaging.frame.Mask;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.SourcedValue;
import dev.rawline.imaging.numeric.Parallel;
import dev.rawline.imaging.random.Binomial;
import dev.rawline.imaging.random.RandomStream;
import dev.rawline.imaging.random.Seed;
import dev.rawline.imaging.sensor.GainCurve;
import java.util.List;
import java.util.Optional;

/**
 * Calibrated intensity scaling: the recording of the same camera and scene at a fraction s of the
 * light.
 *
 * <p>With x = (y − b) / K, the charge of a sample y, n the nearest integer (half to even), and n⁺ =
 * max(n, 0) [e⁻], the thinning is
 *
 * <p>y′ = b + K · (B(n⁺, s) + s · (x − n⁺)) + r
 *
 * <p>rounded and clipped as the camera does. B is a binomial number: each electron stays with
 * probability s. The difference of x from an integer is read noise and quantization; it is scaled
 * too. So is a count below 0. Of the dark noise s²σ_r² remains, and r restores it: mean 0, variance
 *
 * <p>τ² = (1 − s²) σ_r² − s² step²/12 + s (1 − s) K² min(n, 0), at least 0,
 *
 * <p>where the second term compensates the source's own quantization, since the rounding adds a new
 * one, and the third compensates that n⁺ is too large on average in the dark. The number n varies
 * with the read noise, so thinning it skews the result, with a third cumulant of 3 s² (1 − s) K
 * (σ_r² + step²/12); r has the opposite skewness, limited to −1.
 *
 * <p>Mean and variance equal those of a recording in less light at every signal (without clipping
 * and floors), because E[n] = E[N] for the true number N of electrons and symmetric noise, and
 * Var[y′] = s (1 − s) K² E[n] + s² Var[y] + τ². Halves, which all samples of odd y − b are where K
 * = 2, must round up as often as down for that; rounding half up would add up to ¼ e⁻ to E[n].
 *
 * <p>If the camera resolves single electrons ({@link Readout#countsElectrons}), n is the true
 * number N. The rest is then independent of it and is omitted: n replaces x, and r is normal with
 * τ² = σ_r² + s (1 − s) K² min(n, 0), so that the levels between whole electrons are distributed as
 * in the camera. At s = 1, y is unchanged.
 *
 * <p>The Gaussian method is y′ = b + s (y − b) + r with r normal, of mean 0 and variance s (1 − s)
 * K (y − b) + (1 − s²) σ_r² − s² step²/12, at least 0. It lacks the skewness of few electrons, and
 * the levels between them; below {@link #leastElectrons}, and if single electrons are resolved, a
 * pixel is thinned.
 *
 * <p>Where the gain is a curve over the signal ({@link GainCurve}), all this holds of linear
 * signals, with the gain K without light: y − b is L(y − b), y′ is b + L⁻¹ of the rest, and the
 * source's quantization is step²/12 / ρ² at the signal of the sample, because the conversion
 * divides it by the relative gain ρ. The derivatives have the factors 1/ρ of the source and ρ of
 * the result; that the quantization's share varies with the signal is left out of them. With a
 * noise factor F of the curve the shot noise that the result lacks is F(s N) s N − s² F(N) N
 * instead of s (1 − s) N, so the binomial number's distance from its mean is multiplied by √((F(s
 * N) − s F(N)) / (1 − s)), or the normal variance of the Gaussian method by its square. Where F
 * falls in a straight line over the charge that is 1.
 *
 * <p>Of row noise ρ ({@link Readout#rowNoise}) the s² that is left stays common to a row, and so
 * must be what restores the rest: r has σ_r² − ρ² in place of σ_r², and all pixels of a row get the
 * same normal number of variance (1 − s²) ρ² as well, or ρ² where single electrons are counted.
 *
 * <p>A map of offsets (DSNU) is subtracted before and added after. The response of a pixel (PRNU,
 * fall-off of the lens) needs no map: it determines the number of electrons, which are thinned.
 * Dark current is charge too, and is thinned as by a shorter exposure. A pixel that is saturated in
 * the source has lost electrons, and gives too few; {@link #saturated} returns these pixels.
 *
 * <p>Backwards with a straight-through estimator for both roundings and constant standardised
 * random numbers: with B = s n⁺ + √(s (1 − s) n⁺) · z and r = τ · z′ of fixed z and z′, ∂y′/∂y = s
 * + (B − s n⁺) / (2 n⁺) + ∂r/∂y and ∂y′/∂s = (y − b) + K (B − s n⁺) (1 − 2s) / (2 s (1 − s)) +
 * ∂r/∂s. If r is floored at 0, at n⁺ = 0 and at s = 1 the respective term is 0; clipped samples
 * have no gradient. If the rest is omitted, n replaces x, and ∂y′/∂s has K n in place of y − b.
 *
 * <pre>{@code
 * RawImage darker = new IntensityScaling(0.25, readout).draw(seed).apply(raw); // a quarter
 * }</pre>
 *
 * @param fraction the share s of the light, above 0, at most 1
 * @param readout the read-out of the source
 * @param method the scaling method
 * @param offsets each pixel's dark level in addition to the black level [DN]; as large as the
 *     mosaic
 */
public record IntensityScaling(
    double fraction, Readout readout, Method method, Optional<RawImage> offsets)
    implements Draw<RawImage, RawImage> {

  /** The intensities of the published data. */
  public static final List<Double> PUBLISHED_SERIES =
      List.of(1.0, 0.75, 0.5, 0.25, 0.1, 0.05, 0.01);

  private static final String NAME = "intensity_scaling";

  /** The scaling method. */
  public enum Method {
    /** By thinning of electrons, at every signal. */
    THINNING,
    /** By a normal number for many electrons, and by thinning otherwise. */
    GAUSSIAN
  }

  /**
   * Checks the fraction.
   *
   * @throws IllegalArgumentException if it is not above 0 and at most 1
   */
  public IntensityScaling {
    if (!(fraction > 0 && fraction <= 1)) {
      throw new IllegalArgumentException(
          "%s fraction is %s: expected above 0 and at most 1 (share of the light); more light than was recorded cannot be simulated"
              .formatted(NAME, fraction));
    }
  }

  /** Scales by thinning, without a map of offsets. */
  public IntensityScaling(double fraction, Readout readout) {
    this(fraction, readout, Method.THINNING, Optional.empty());
  }

  /**
   * Returns the fewest remaining electrons for the Gaussian method [e⁻]: (100 (1 − s) |1 − 2s|)²,
   * at least 400.
   *
   * <p>Both shape errors of the method are skewness. It lacks a third cumulant of s (1 − s) (1 −
   * 2s) K³ N, which is a skewness of 0.01 at the first number. And since the sample that determines
   * the variance contains dark noise, it adds 3 s² (1 − s) K (σ_r² + step²/12): with n electrons
   * left, a skewness of at most 0.171 / √n (at s = ⅔ and σ_r² = 2 n K²), which 400 electrons keep
   * below 0.009 for any dark noise.
   *
   * <p>A skewness of 0.01 moves the cumulative distribution by 0.0007, a sixth of what
   * Kolmogorov–Smirnov needs to distinguish two sets of 200,000 samples at 5 %, and gives χ² a
   * noncentrality of 200,000 · 0.01² / 12 = 1.7: it rejects 6 to 10 % instead of 5 %.
   */
  public static double leastElectrons(double fraction) {
    double root = 100 * (1 - fraction) * Math.abs(1 - 2 * fraction);
    return Math.max(400, root * root);
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
   * Intensity scaling drawn from a seed.
   *
   * @param scaling the recipe
   * @param seed the seed of the electrons and the noise
   */
  @FileWord("intensity_scaling")
  public record Drawn(IntensityScaling scaling, Seed seed)
      implements Differentiable<RawImage, RawImage> {

    @Override
    public List<Parameter> parameters() {
      return List.of(
          Parameter.between(Float.MIN_NORMAL, 1, NAME + ".fraction", "share of the light").fixed());
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

    /** Scales on several threads; the result does not depend on their number. */
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

    /** Receives one scaled pixel. */
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
            double shared =
                scaling.readout.rowNoise() > 0
                    ? seed.stream(NAME + ".row_noise", row).nextGaussian()
                    : 0;
            Sample sample = new Sample(scaling, seed.stream(NAME, row), shared);
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

  /** The drawn level of one pixel at a time, and its derivatives. */
  private static final class Sample {
    private final double fraction;
    private final double gain;
    private final double lost;
    private final double leastSignal;
    private final boolean counts;
    private final Readout readout;
    private final GainCurve response;
    private final Binomial binomial;
    private final RandomStream random;
    private final double ofRow;
    private final double ofRowSlope;

    private double added;
    private double addedSlope;
    private double skew;
    private double signal;
    private double relativeGain = 1;
    private double noise = 1;
    private double level;
    private double levelGain = 1;
    private double counted;
    private double excess;
    private double spread;
    private double strength;
    private double normal;

    Sample(IntensityScaling scaling, RandomStream random, double shared) {
      this.random = random;
      readout = scaling.readout;
      response = readout.response();
      fraction = scaling.fraction;
      gain = readout.gain();
      lost = fraction * (1 - fraction);
      counts = readout.countsElectrons() && fraction < 1;
      leastSignal =
          scaling.method == Method.GAUSSIAN && !counts
              ? leastElectrons(fraction) / fraction * gain
              : Double.POSITIVE_INFINITY;
      binomial = new Binomial(fraction);
      double left = counts ? 0 : fraction;
      double lacking = Math.sqrt(1 - left * left);
      ofRow = readout.rowNoise() * lacking * shared;
      ofRowSlope = lacking > 0 ? -left / lacking * readout.rowNoise() * shared : 0;
      restore(readout.quantization());
    }

    /**
     * Sets variance and skewness of what restores the dark noise, given the quantization's [DN²].
     */
    private void restore(double quantization) {
      double dark = readout.darkNoise() * readout.darkNoise();
      double rows = readout.rowNoise() * readout.rowNoise();
      double scaledAlong = counts ? 0 : dark - rows + quantization;
      double square = fraction * fraction;
      added = dark - rows - square * scaledAlong;
      addedSlope = -2 * fraction * scaledAlong;
      double third = -3 * square * (1 - fraction) * gain * (scaledAlong + (counts ? 0 : rows));
      skew = added > 0 ? Math.max(-1, third / (added * Math.sqrt(added))) / 6 : 0;
    }

    /** Draws the pixel of a stored sample, given its level of no charge and a normal number. */
    void draw(double stored, double zero, double plain) {
      signal = response.linear(stored - zero);
      if (!response.isConstant()) {
        relativeGain = response.relativeGainAt(stored - zero);
        restore(readout.quantization() / (relativeGain * relativeGain));
        noise = lackingNoise(stored - zero);
      }
      double electrons = signal / gain;
      if (signal >= leastSignal) {
        counted = 0;
        excess = 0;
        spread = noise * electrons;
        normal = plain;
      } else {
        double whole = Math.rint(electrons);
        signal = counts ? gain * whole : signal;
        counted = Math.max(whole, 0);
        excess = binomial.next(random, (int) counted) - fraction * counted;
        excess *= Math.sqrt(noise);
        spread = Math.min(whole, 0);
        normal = (plain + skew * (plain * plain - 1)) / Math.sqrt(1 + 2 * skew * skew);
      }
      strength = Math.sqrt(Math.max(0, lost * gain * gain * spread + added));
      if (response.isConstant()) {
        level = zero + fraction * signal + gain * excess + strength * normal + ofRow;
      } else {
        double above =
            response.signal(fraction * signal + gain * excess + strength * normal + ofRow);
        levelGain = response.relativeGainAt(above);
        level = zero + above;
      }
    }

    /** Returns the variance of the shot noise that a share lacks, over that of thinning. */
    private double lackingNoise(double above) {
      double less = response.noiseFactorAt(response.signal(fraction * signal));
      return fraction < 1
          ? Math.max(0, (less - fraction * response.noiseFactorAt(above)) / (1 - fraction))
          : 1;
    }

    double level() {
      return level;
    }

    double slopeBySample() {
      double slope =
          fraction
              + (counted > 0 ? excess / (2 * counted) : 0)
              + (spread == 0 ? 0 : bySpread(lost * gain));
      return slope * (levelGain / relativeGain);
    }

    double slopeByFraction() {
      double stretch = (1 - 2 * fraction) * gain;
      double slope =
          signal
              + (lost > 0 ? stretch * excess / (2 * lost) : 0)
              + bySpread(stretch * gain * spread + addedSlope)
              + ofRowSlope;
      return slope * levelGain;
    }

    /** Returns the derivative of r, given that of its variance. */
    private double bySpread(double variance) {
      return strength > 0 ? variance * normal / (2 * strength) : 0;
    }
  }
}
