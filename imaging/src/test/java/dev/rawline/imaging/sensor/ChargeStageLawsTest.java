package dev.rawline.imaging.sensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.rawline.imaging.chain.Differentiable;
import dev.rawline.imaging.chain.StageLaws;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Electrons;
import dev.rawline.imaging.random.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The laws of the stages on charge; their formulas are repeated here in double precision. */
class ChargeStageLawsTest extends StageLaws<Electrons, Electrons> {
  private static final Seed SEED = new Seed(7, "laws");
  private static final Exposure EXPOSURE = new Exposure(0.5, 27);

  private static FixedPattern pattern(Shape shape) {
    int pixels = shape.width() * shape.height();
    float[] response = new float[pixels];
    float[] signal = new float[pixels];
    float[] current = new float[pixels];
    for (int i = 0; i < pixels; i++) {
      response[i] = i % 5 == 4 ? 0 : 1 + i % 7 / 64f;
      signal[i] = i % 3 / 8f - 0.25f;
      current[i] = 0.5f + i % 4;
    }
    return new FixedPattern(shape.width(), shape.height(), response, signal, current);
  }

  private static FixedPattern even(Shape shape) {
    return FixedPattern.even(SensorSpec.DRONE, shape.width(), shape.height());
  }

  private static DarkCurrent dark(FixedPattern pattern, Exposure exposure) {
    return new DarkCurrent(pattern, 20, 7, exposure);
  }

  @Override
  protected List<Differentiable<Electrons, Electrons>> stages(Shape shape) {
    return List.of(
        new PhotoResponseNonUniformity(pattern(shape)),
        dark(pattern(shape), EXPOSURE),
        new ShotNoise().draw(SEED),
        new FullWell(0.6),
        new DarkSignalNonUniformity(pattern(shape)),
        ReadoutNoise.ofRows(2).draw(SEED),
        ReadoutNoise.ofPixels(3).draw(SEED));
  }

  @Override
  protected List<Differentiable<Electrons, Electrons>> flatStages(Shape shape) {
    return List.of(
        new PhotoResponseNonUniformity(even(shape)),
        dark(even(shape), EXPOSURE),
        new FullWell(0.3),
        new DarkSignalNonUniformity(even(shape)));
  }

  @Override
  protected List<Differentiable<Electrons, Electrons>> neutralStages(Shape shape) {
    return List.of(
        new PhotoResponseNonUniformity(even(shape)),
        dark(pattern(shape), new Exposure(0, 20)),
        new FullWell(10),
        new DarkSignalNonUniformity(even(shape)),
        ReadoutNoise.ofRows(0).draw(SEED),
        ReadoutNoise.ofPixels(0).draw(SEED));
  }

  /** All but the full well, which clips, and the shot noise, which makes whole numbers. */
  @Override
  protected List<Differentiable<Electrons, Electrons>> linearStages(Shape shape) {
    return smoothStages(shape).stream().filter(stage -> !(stage instanceof FullWell)).toList();
  }

  @Override
  protected List<Differentiable<Electrons, Electrons>> smoothStages(Shape shape) {
    return stages(shape).stream().filter(stage -> !(stage instanceof ShotNoise.Drawn)).toList();
  }

  @Override
  protected double[] smoothSamples(
      Differentiable<Electrons, Electrons> stage, Shape shape, Random random) {
    double[] samples = super.smoothSamples(stage, shape, random);
    return stage instanceof FullWell(double capacity)
        ? Arrays.stream(samples).map(sample -> clearOf(capacity, sample)).toArray()
        : samples;
  }

  @Override
  protected Definition definition(Differentiable<Electrons, Electrons> stage, Shape shape) {
    return switch ((ChargeStage) stage) {
      case PhotoResponseNonUniformity response ->
          new Affine(shape, response.pattern().photoResponse(), i -> 0, new double[0][]);
      case DarkCurrent dark -> darkCurrent(shape, dark);
      case ShotNoise.Drawn _ -> throw new AssertionError("whole numbers have no slope");
      case FullWell well -> fullWell(well.capacity());
      case DarkSignalNonUniformity signal -> {
        float[] offsets = signal.pattern().darkSignal();
        yield new Affine(shape, ones(shape), i -> offsets[i], new double[0][]);
      }
      case ReadoutNoise.Drawn noise -> {
        double[] normal = normal(noise.noise().scope(), shape);
        double sigma = noise.noise().sigma();
        yield new Affine(shape, ones(shape), i -> sigma * normal[i], new double[][] {normal});
      }
    };
  }

  private static double[] normal(ReadoutNoise.Scope scope, Shape shape) {
    double[] normal = new double[shape.width() * shape.height()];
    float[] row = new float[shape.width()];
    for (int i = 0; i < normal.length; i++) {
      int y = i / row.length;
      if (i % row.length == 0) {
        SEED.stream("read_noise", y).gaussians(row, 0, row.length);
      }
      normal[i] =
          switch (scope) {
            case PIXEL -> row[i % row.length];
            case ROW -> SEED.stream("row_noise", y).nextGaussian();
          };
    }
    return normal;
  }

  private static Affine darkCurrent(Shape shape, DarkCurrent dark) {
    float[] current = dark.pattern().darkCurrent();
    double seconds = dark.exposure().seconds();
    double rise = Math.pow(2, (dark.exposure().temperature() - 20) / 7);
    double[] bySeconds = new double[current.length];
    Arrays.setAll(bySeconds, i -> current[i] * rise);
    double[] byTemperature = new double[current.length];
    Arrays.setAll(byTemperature, i -> current[i] * rise * seconds * Math.log(2) / 7);
    return new Affine(
        shape,
        ones(shape),
        i -> current[i] * seconds * rise,
        new double[][] {bySeconds, byTemperature});
  }

  private static float[] ones(Shape shape) {
    float[] ones = new float[shape.width() * shape.height()];
    Arrays.fill(ones, 1);
    return ones;
  }

  /** out = factor · in + term; slopes are those of the term by the stage's numbers. */
  @SuppressWarnings("ArrayRecordComponent") // one number a pixel
  private record Affine(Shape shape, float[] factor, IntToDoubleFunction term, double[][] slopes)
      implements Definition {

    @Override
    public double[] apply(double[] input) {
      double[] out = new double[input.length];
      Arrays.setAll(out, i -> factor[i] * input[i] + term.applyAsDouble(i));
      return out;
    }

    @Override
    public double[] back(double[] input, double[] cotangent, double[] gradient) {
      double[] in = new double[input.length];
      Arrays.setAll(in, i -> factor[i] * cotangent[i]);
      for (int number = 0; number < slopes.length; number++) {
        for (int i = 0; i < in.length; i++) {
          gradient[number] += slopes[number][i] * cotangent[i];
        }
      }
      return in;
    }
  }

  private static Definition fullWell(double capacity) {
    return new Definition() {
      @Override
      public double[] apply(double[] input) {
        return Arrays.stream(input).map(sample -> Math.min(sample, capacity)).toArray();
      }

      @Override
      public double[] back(double[] input, double[] cotangent, double[] gradient) {
        double[] in = new double[input.length];
        for (int i = 0; i < in.length; i++) {
          in[i] = input[i] <= capacity ? cotangent[i] : 0;
          gradient[0] += cotangent[i] - in[i];
        }
        return in;
      }
    };
  }

  /** The rows of float32 are the formula in double, rounded. */
  @TestFactory
  Stream<DynamicTest> rowsMatchTheFormula() {
    return eachStage(
        "formula",
        this::smoothStages,
        trial -> {
          float[] input = trial.input().samples();
          double[] wide = new double[input.length];
          Arrays.setAll(wide, i -> input[i]);
          double[] formula = definition(trial.stage(), trial.shape()).apply(wide);
          float[] out = trial.stage().apply(trial.input()).samples();
          for (int i = 0; i < out.length; i++) {
            assertThat((double) out[i])
                .isCloseTo(formula[i], offset(1e-6 * Math.max(1, Math.abs(formula[i]))));
          }
        });
  }

  @Override
  protected List<Rejection> rejections() {
    Electrons charge = Sensors.charge(2, 3, 1);
    FixedPattern pattern = FixedPattern.even(SensorSpec.DRONE, 3, 2);
    String size = "the charge has 2×3 pixels, but the sensor 3×2: give a frame of its size";
    return List.of(
        new Rejection(size, () -> new PhotoResponseNonUniformity(pattern).apply(charge)),
        new Rejection(size, () -> dark(pattern, EXPOSURE).apply(charge)),
        new Rejection(size, () -> new DarkSignalNonUniformity(pattern).apply(charge)),
        new Rejection("exposure is -1: expected 0 to 86400 (s)", () -> new Exposure(-1, 20)),
        new Rejection("temperature is 200: expected -100 to 150 (°C)", () -> new Exposure(1, 200)),
        new Rejection(
            "dark_current reference temperature is NaN: expected a finite number (°C)",
            () -> new DarkCurrent(pattern, Double.NaN, 7, EXPOSURE)),
        new Rejection(
            "dark_current doubling temperature is 0: expected a finite number above 0 (K)",
            () -> new DarkCurrent(pattern, 20, 0, EXPOSURE)),
        new Rejection(
            "full_well is 0: expected a finite number above 0 (e⁻)", () -> new FullWell(0)),
        new Rejection("row_noise is -1: expected 0 to 1.0E9 (e⁻)", () -> ReadoutNoise.ofRows(-1)),
        new Rejection(
            "read_noise is -0.5: expected 0 to 1.0E9 (e⁻)", () -> ReadoutNoise.ofPixels(-0.5)));
  }

  @Override
  protected Electrons frame(Shape shape, float[] samples) {
    return new Electrons(shape.width(), shape.height(), shape.cfa(), samples);
  }

  @Override
  protected Electrons cotangent(Shape shape, float[] samples) {
    return frame(shape, samples);
  }

  @Override
  protected int samplesPerPixel() {
    return 1;
  }

  @Override
  protected List<Cfa> layouts() {
    return List.of(Cfa.RGGB, Cfa.BGGR);
  }

  @Override
  protected void assertKind(Electrons input, Electrons output) {
    assertThat(output.cfa()).isEqualTo(input.cfa());
  }
}
