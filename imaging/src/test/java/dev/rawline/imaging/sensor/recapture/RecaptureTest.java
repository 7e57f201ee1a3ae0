package dev.rawline.imaging.sensor.recapture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.chain.Differentiable;
import dev.rawline.imaging.frame.Border;
import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.random.Seed;
import dev.rawline.imaging.sensor.GainCurve;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a worse camera would have recorded, and improvements that are rejected. */
class RecaptureTest {
  private static final Readout CAMERA = IntensityScalingProofTest.readout(0.528, 1.48, 256, 1);
  private static final TargetCamera SAME = new TargetCamera(1, 1.48 / 0.528, 1, 16, 1);

  @Test
  void theSameCameraChangesNothing() {
    RawImage source = LowLight.record(CAMERA, 400, 20_000, 3);
    assertThat(new Recapture(CAMERA, 1, SAME).chain(new Seed(1, "same")).apply(source).samples())
        .containsExactly(source.samples());
  }

  /**
   * The sampled kernel has the requested variance, and two blurs equal one of their summed
   * variance.
   */
  @Test
  void theBlurHasItsStatedVariance() {
    for (double sigma : new double[] {0.3, 1, 2.52, 8}) {
      double[] weights = new PlaneBlur(sigma).weights(2);
      double sum = weights[0];
      double variance = 0;
      for (int i = 1; i < weights.length; i++) {
        sum += 2 * weights[i];
        variance += 2 * weights[i] * 4 * i * i;
      }
      assertThat(sum).isCloseTo(1, within(1e-12));
      assertThat(variance).isCloseTo(sigma * sigma, within(1e-9 * (1 + sigma * sigma)));
    }
    RawImage raw = random(40, 30, 1);
    float[] twice = new PlaneBlur(1.2).apply(new PlaneBlur(0.9).apply(raw)).samples();
    assertThat(new PlaneBlur(1.5).apply(raw).samples()).containsExactly(twice, offset(1e-3f));
  }

  /** A blur of one kind of pixel leaves the others dark. */
  @Test
  void coloursDoNotMix() {
    for (Cfa cfa : Cfa.BAYER) {
      float[] samples = new float[24 * 24];
      for (int i = 0; i < samples.length; i++) {
        samples[i] = cfa.siteAt(i / 24, i % 24) == Cfa.Site.BLUE ? 500 : 0;
      }
      RawImage raw = new RawImage(24, 24, cfa, RawImage.Unit.DN, samples, Calibration.unknown(16));
      assertThat(new PlaneBlur(2).apply(raw).samples()).containsExactly(samples, offset(1e-3f));
      RawImage coarse = new PlaneSampling(3).apply(raw);
      for (int row = 0; row < coarse.height(); row++) {
        for (int column = 0; column < coarse.width(); column++) {
          assertThat(coarse.at(row, column))
              .isEqualTo(cfa.siteAt(row, column) == Cfa.Site.BLUE ? 500 : 0);
        }
      }
    }
  }

  /** On a ramp every coarse sample has the level of the middle of its square. */
  @Test
  void coarseSamplesKeepTheirPlaces() {
    float[] samples = new float[31 * 29];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = 100 * (i / 31) + i % 31;
    }
    RawImage raw =
        new RawImage(31, 29, Cfa.GBRG, RawImage.Unit.DN, samples, Calibration.unknown(16));
    for (int factor : new int[] {1, 3, 5}) {
      RawImage coarse = new PlaneSampling(factor).apply(raw);
      assertThat(coarse.width()).isEqualTo((32 - factor) / factor);
      assertThat(coarse.cfa()).isEqualTo(Cfa.GBRG);
      for (int row = 0; row < coarse.height(); row++) {
        for (int column = 0; column < coarse.width(); column++) {
          assertThat(coarse.at(row, column))
              .isCloseTo(
                  100 * (factor * row + factor - 1) + factor * column + factor - 1, within(1e-3f));
        }
      }
    }
  }

  /** ⟨A x, y⟩ = ⟨x, Aᵀ y⟩ on every layout and on awkward sizes. */
  @Test
  void pullbacksAreTheAdjoints() {
    for (int[] size : new int[][] {{9, 11}, {10, 7}, {23, 17}, {5, 5}}) {
      RawImage x = random(size[1], size[0], 5);
      adjoint(x, new PlaneBlur(1.7));
      adjoint(x, new PlaneBlur(0));
      adjoint(x, new PlaneSampling(3));
    }
  }

  private static void adjoint(
      RawImage x, dev.rawline.imaging.chain.Differentiable<RawImage, RawImage> stage) {
    RawImage ax = stage.apply(x);
    RawImage y = random(ax.width(), ax.height(), 6);
    RawImage back = stage.pull(x).back(y).input();
    double left = product(ax, y);
    assertThat(product(x, back)).isCloseTo(left, within(1e-5 * Math.abs(left)));
  }

  /** Wide against the picture, so that the far edge is mirrored too, and narrow against it. */
  @Test
  void oneThreadAndManyGiveTheSameBits() {
    for (int[] size : new int[][] {{1, 7}, {9, 1}, {31, 40}}) {
      RawImage raw = random(size[1], size[0], 7);
      RawImage cotangent = random(size[1], size[0], 8);
      for (double sigma : new double[] {0.4, 5}) {
        PlaneBlur blur = new PlaneBlur(sigma);
        assertThat(blur.apply(raw, 3).samples()).containsExactly(blur.apply(raw, 1).samples());
        assertThat(blur.adjoint(cotangent, 3)).containsExactly(blur.adjoint(cotangent, 1));
        assertThat(blur.bySigma(PlaneBlur.Rows.of(raw), PlaneBlur.Rows.of(cotangent), 3))
            .isEqualTo(blur.bySigma(PlaneBlur.Rows.of(raw), PlaneBlur.Rows.of(cotangent), 1));
      }
    }
  }

  /** The definition: every weight at its mirrored position. */
  @Test
  void theBlurMatchesItsFormula() {
    int height = 11;
    int width = 14;
    double[] weights = new PlaneBlur(1.9).weights(2);
    double[] in = new Random(9).doubles((long) height * width, 0, 1000).toArray();
    double[] cotangent = new Random(10).doubles((long) height * width, -1, 1).toArray();
    double[] out = new double[in.length];
    double[] back = new double[in.length];
    int reach = weights.length - 1;
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        for (int i = -reach; i <= reach; i++) {
          for (int j = -reach; j <= reach; j++) {
            int from =
                Border.MIRROR.index(row + 2 * i, height) * width
                    + Border.MIRROR.index(column + 2 * j, width);
            double weight = weights[Math.abs(i)] * weights[Math.abs(j)];
            out[row * width + column] += weight * in[from];
            back[from] += weight * cotangent[row * width + column];
          }
        }
      }
    }
    PlaneBlur blur = new PlaneBlur(1.9);
    assertThat(PlaneBlurDefinition.plain(blur, in, height, width))
        .containsExactly(out, offset(1e-10));
    assertThat(PlaneBlurDefinition.back(blur, in, cotangent, height, width, new double[1]))
        .containsExactly(back, offset(1e-12));
  }

  /** The gradient by σ is the finite difference of the definition in double precision. */
  @Test
  void theBlurIsDifferentiableByItsWidth() {
    Random random = new Random(8);
    double[] in = random.doubles(13L * 12, 0, 1000).toArray();
    double[] cotangent = random.doubles(13L * 12, -1, 1).toArray();
    for (double sigma : new double[] {0.4, 1.3, 3}) {
      double[] gradient = new double[1];
      PlaneBlurDefinition.back(new PlaneBlur(sigma), in, cotangent, 13, 12, gradient);
      double step = 1e-5;
      double difference =
          (product(PlaneBlurDefinition.plain(new PlaneBlur(sigma + step), in, 13, 12), cotangent)
                  - product(
                      PlaneBlurDefinition.plain(new PlaneBlur(sigma - step), in, 13, 12),
                      cotangent))
              / (2 * step);
      assertThat(gradient[0]).isCloseTo(difference, within(1e-5 * (1 + Math.abs(difference))));
    }
  }

  private static RawImage flat(long seed) {
    int side = 3 * LowLight.WIDTH;
    float[] samples = new float[side * side];
    for (int i = 0; i < 9; i++) {
      float[] part =
          LowLight.record(
                  CAMERA, 2000, samples.length / 9 / LowLight.WIDTH * LowLight.WIDTH, seed + i)
              .samples();
      System.arraycopy(part, 0, samples, i * part.length, part.length);
    }
    return new RawImage(side, side, Cfa.RGGB, RawImage.Unit.DN, samples, Calibration.unknown(16));
  }

  /** After all steps a flat frame has the worse camera's mean and variance, within 5.5 σ. */
  @Test
  void meanVarianceAndCorrelationAreThoseStated() {
    long seed = Seeds.next("RecaptureTest");
    TargetCamera worse = new TargetCamera(2.5, 6, 0.4, 14, 3);
    Recapture recapture = new Recapture(CAMERA, 1.5, worse);
    RawImage made = recapture.chain(new Seed(seed, "flat")).apply(flat(seed));

    // The border mirrors, which changes the remaining noise there.
    RawImage inner = made.crop(10, 10, made.height() - 20, made.width() - 20);
    double[] moments = IntensityScalingProofTest.moments(inner.samples());
    double signal = 0.528 * 800;
    double step = recapture.converter().step();
    double variance = 0.528 * signal + Math.pow(6 * 0.528, 2) + step * step / 12;
    int count = inner.samples().length;
    // Correlated samples count for fewer: Σ of squared correlations over all lags.
    double correlated = 0;
    double summed = 0;
    for (int down = -4; down <= 4; down++) {
      for (int right = -4; right <= 4; right++) {
        double correlation = recapture.correlation(down, right, signal);
        correlated += correlation * correlation;
        summed += correlation;
      }
    }
    assertThat(moments[0])
        .isCloseTo(256 + signal, within(5.5 * Math.sqrt(variance * summed / count)));
    assertThat(moments[1])
        .isCloseTo(variance, within(5.5 * variance * Math.sqrt(2 * correlated / count)));
    for (int[] lag : new int[][] {{0, 1}, {1, 0}, {1, 1}, {0, 2}}) {
      double expected = recapture.correlation(lag[0], lag[1], signal);
      System.out.printf(
          "lag (%d, %d): correlation %.5f, predicted %.5f%n",
          lag[0], lag[1], correlation(inner, lag[0], lag[1], moments), expected);
      assertThat(correlation(inner, lag[0], lag[1], moments))
          .isCloseTo(expected, within(5.5 * Math.sqrt(correlated / count)));
    }
    assertThat(recapture.left()).isBetween(0.02, 0.08);
    for (float sample : inner.samples()) {
      assertThat(sample % 4).isZero();
    }
  }

  /** On a curve: the charge of the mean, and the noise of the gain there. */
  @Test
  void onACurveMeanAndVarianceAreThoseOfTheCharge() {
    long seed = Seeds.next("RecaptureTest, curve");
    Readout camera = IntensityScalingProofTest.CURVED;
    GainCurve curve = camera.response();
    Recapture recapture = new Recapture(camera, 0, new TargetCamera(1.5, 6, 0.5, 16, 3));
    RawImage source = LowLight.record(camera, 6000, 300_000, seed);
    RawImage made = recapture.chain(new Seed(seed, "curve")).apply(source);
    RawImage inner = made.crop(10, 10, made.height() - 20, made.width() - 20);
    double[] moments = IntensityScalingProofTest.moments(inner.samples());
    double signal = curve.signal(0.528 * 3000);
    double gain = 0.528 * curve.relativeGainAt(signal);
    double variance = gain * gain * (3000 + 36) + 1 / 12.0;
    int count = inner.samples().length;
    assertThat(moments[0]).isCloseTo(256 + signal, within(0.05 + 8 * Math.sqrt(variance / count)));
    assertThat(moments[1]).isCloseTo(variance, within(8 * variance * Math.sqrt(2.0 / count)));
  }

  /** Blur and sampling add up charge: a dark and a bright half mix as light does. */
  @Test
  void onACurveChargeIsMixedAndNotNumbers() {
    Readout camera = IntensityScalingProofTest.CURVED;
    GainCurve curve = camera.response();
    float[] samples = new float[18 * 18];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) (256 + (i / 2 % 3 == 0 ? 3000 : 300));
    }
    RawImage striped =
        new RawImage(18, 18, Cfa.RGGB, RawImage.Unit.DN, samples, Calibration.unknown(16));
    RawImage straight = new SignalLinearization(camera, true).apply(striped);
    RawImage mixed =
        new SignalLinearization(camera, false).apply(new PlaneSampling(3).apply(straight));
    double linear = (curve.linear(3000) + 2 * curve.linear(300)) / 3;
    assertThat(mixed.at(0, 0)).isCloseTo((float) (256 + curve.signal(linear)), within(0.01f));
    assertThat(curve.signal(linear)).isGreaterThan(1200 + 20);
    assertThat(new SignalLinearization(camera, false).apply(straight).samples())
        .containsExactly(striped.samples(), offset(1e-3f));
    assertThat(new SignalLinearization(CAMERA, true).apply(striped)).isSameAs(striped);
  }

  /** Slopes by finite differences, of the conversion both ways and of added noise on a curve. */
  @Test
  void gradientsOnACurveMatchFiniteDifferences() {
    Readout camera = IntensityScalingProofTest.CURVED;
    Seed seed = new Seed(Seeds.next("RecaptureTest, gradients on a curve"), "noise");
    float[] samples = new float[LowLight.WIDTH];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = 200 + 7 * i;
    }
    for (Differentiable<RawImage, RawImage> stage :
        List.of(
            new SignalLinearization(camera, true),
            new SignalLinearization(camera, false),
            new NoiseAddition(camera, 0.3, 5).draw(seed))) {
      float[] up = samples.clone();
      float[] ones = samples.clone();
      Arrays.fill(ones, 1);
      for (int i = 0; i < up.length; i++) {
        up[i] += 0.5f;
      }
      float[] after = stage.apply(LowLight.frame(up)).samples();
      float[] before = stage.apply(LowLight.frame(samples)).samples();
      float[] slopes =
          stage.pull(LowLight.frame(samples)).back(LowLight.frame(ones)).input().samples();
      for (int i = 0; i < slopes.length; i++) {
        assertThat((after[i] - before[i]) / 0.5f).isCloseTo(slopes[i], within(0.01f));
      }
    }
  }

  /** Without other changes only noise is added, and it is white; less noise is rejected. */
  @Test
  void addedNoiseReachesTheTarget() {
    long seed = Seeds.next("RecaptureTest, noise");
    TargetCamera noisier = new TargetCamera(0, 10, 1, 16, 1);
    Recapture recapture = new Recapture(CAMERA, 0, noisier);
    RawImage source = LowLight.record(CAMERA, 0, 400_000, seed);
    double[] moments =
        IntensityScalingProofTest.moments(
            recapture.chain(new Seed(seed, "noise")).apply(source).samples());
    double variance = 5.28 * 5.28 + 1 / 12.0;
    assertThat(moments[0]).isCloseTo(256, within(5.5 * Math.sqrt(variance / 400_000)));
    assertThat(moments[1]).isCloseTo(variance, within(5.5 * variance * Math.sqrt(2 / 400_000.0)));
    assertThat(recapture.left()).isCloseTo(1, within(1e-12));
  }

  /**
   * In the dark samples are on both sides of the floor of the variance, which adds what the
   * documentation states: 10 % where the dark noise is half an electron, and nothing where it is
   * two.
   */
  @Test
  void floorAddsTheDocumentedVariance() {
    long seed = Seeds.next("RecaptureTest, floor");
    for (double electrons : new double[] {0.5, 1, 2}) {
      Readout camera = IntensityScalingProofTest.readout(20, 20 * electrons, 4096, 1);
      double left = 0.5;
      double dark = 400 * electrons * electrons;
      double kept = left * (dark + 1 / 12.0);
      double added = dark - kept;
      double slope = (1 - left) * 20 * Math.sqrt(kept);
      Random random = new Random(seed);
      float[] samples = new float[800_000];
      for (int i = 0; i < samples.length; i++) {
        samples[i] = (float) (4096 + Math.sqrt(kept) * random.nextGaussian());
      }
      double[] moments =
          IntensityScalingProofTest.moments(
              new NoiseAddition(camera, left, 20 * electrons)
                  .draw(new Seed(seed, "floor"))
                  .apply(LowLight.frame(samples))
                  .samples());
      double surplus = slope * floored(added / slope);
      System.out.printf(
          "dark noise %s e-: variance %.4f of what is asked for, predicted %.4f%n",
          electrons, moments[1] / dark, (dark + surplus) / dark);
      assertThat(moments[0]).isCloseTo(4096, within(5.5 * Math.sqrt(moments[1] / 800_000)));
      // A non-constant variance raises the excess above 0, here below 1.
      assertThat(moments[1])
          .isCloseTo(dark + surplus, within(5.5 * dark * Math.sqrt(3 / 800_000.0)));
    }
  }

  /** Returns φ(u) − u (1 − Φ(u)) = ∫ (z − u) φ(z) dz from u on. */
  private static double floored(double u) {
    double sum = 0;
    double step = 1e-4;
    for (double z = u + step / 2; z < u + 12; z += step) {
      sum += step * (z - u) * Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
    }
    return sum;
  }

  /** The rounding passes gradients unchanged, and the noise is constant. */
  @Test
  void gradientsPassNoiseAndRounding() {
    RawImage source = LowLight.record(CAMERA, 1000, 5000, 2);
    NoiseAddition.Drawn noise = new NoiseAddition(CAMERA, 0.4, 3).draw(new Seed(1, "a"));
    float[] moved = source.samples().clone();
    for (int i = 0; i < moved.length; i++) {
      moved[i] += 8;
    }
    float[] up = noise.apply(source.with(RawImage.Unit.DN, moved)).samples();
    for (int i = 0; i < moved.length; i++) {
      moved[i] -= 16;
    }
    float[] down = noise.apply(source.with(RawImage.Unit.DN, moved)).samples();
    float[] ones = new float[moved.length];
    Arrays.fill(ones, 1);
    float[] slopes = noise.pull(source).back(source.with(RawImage.Unit.DN, ones)).input().samples();
    for (int i = 0; i < slopes.length; i++) {
      assertThat(slopes[i]).isCloseTo((up[i] - down[i]) / 16, within(2e-4f));
    }

    Readout few = new Readout(CAMERA.black(), 0.528, 1.48, 64, 4032, 4032);
    RawImage levels =
        new RawImage(
            3, 1, Cfa.RGGB, RawImage.Unit.DN, new float[] {-5, 700, 5000}, Calibration.unknown(16));
    Requantization stage = new Requantization(few);
    assertThat(stage.apply(levels).samples()).containsExactly(0, 704, 4032);
    assertThat(
            stage
                .pull(levels)
                .back(levels.with(RawImage.Unit.DN, new float[] {1, 1, 1}))
                .input()
                .samples())
        .containsExactly(0, 1, 0);
  }

  @Test
  void improvementsAreRejected() {
    assertRejected(
        () -> new Recapture(CAMERA, 2.52, new TargetCamera(1, 3, 1, 16, 1)),
        "recapture: a blur of 1.0 px is requested, but the source has 2.52 px: it cannot be"
            + " sharpened");
    assertRejected(
        () ->
            new Recapture(
                IntensityScalingProofTest.readout(0.5, 1.5, 0, 1),
                0,
                new TargetCamera(0, 2, 1, 16, 1)),
        "recapture: a dark noise of 2.0 e⁻ is requested, but the source has 3.0 e⁻: it cannot be"
            + " reduced");
    assertRejected(
        () -> new Recapture(CAMERA, 0, new TargetCamera(0, 3, 2, 18, 2)),
        "recapture: 2.0 of the light is requested, but the source has 1: expected above 0 and at"
            + " most 1; 18 bits are requested, but the source has 16: expected 1 to 16; a pixel"
            + " spacing factor of 2 is requested: expected 1, 3, 5 …, since finer pixels were not"
            + " recorded and an even factor would destroy the colour layout");
    assertRejected(
        () -> new PlaneSampling(4),
        "plane_sampling factor is 4: expected 1, 3, 5 … 99 (times the pixel spacing); an even"
            + " factor would destroy the layout of a Bayer mosaic");
    assertRejected(
        () -> new PlaneSampling(3).apply(random(9, 4, 1)),
        "plane_sampling by 3 leaves no pixels of a mosaic of 4 rows: expected 5 or more");
    assertRejected(() -> new PlaneBlur(-1), "plane_blur sigma is -1: expected 0 to 50 (px)");
  }

  private static double correlation(RawImage raw, int down, int right, double[] moments) {
    double sum = 0;
    int count = 0;
    for (int row = 0; row + 2 * down < raw.height(); row++) {
      for (int column = 0; column + 2 * right < raw.width(); column++) {
        sum +=
            (raw.at(row, column) - moments[0])
                * (raw.at(row + 2 * down, column + 2 * right) - moments[0]);
        count++;
      }
    }
    return sum / count / moments[1];
  }

  private static double product(RawImage left, RawImage right) {
    double sum = 0;
    for (int i = 0; i < left.samples().length; i++) {
      sum += (double) left.samples()[i] * right.samples()[i];
    }
    return sum;
  }

  private static double product(double[] left, double[] right) {
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      sum += left[i] * right[i];
    }
    return sum;
  }

  private static RawImage random(int width, int height, long seed) {
    Random random = new Random(seed);
    float[] samples = new float[width * height];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = random.nextFloat(0, 1000);
    }
    return new RawImage(
        width, height, Cfa.GRBG, RawImage.Unit.DN, samples, Calibration.unknown(16));
  }

  private static void assertRejected(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable attempt, String message) {
    assertThatThrownBy(attempt).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }
}
