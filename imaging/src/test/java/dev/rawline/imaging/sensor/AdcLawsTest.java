package dev.rawline.imaging.sensor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.imaging.chain.Differentiable;
import dev.rawline.imaging.chain.StageLaws;
import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Electrons;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.SiteValues;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The laws of the converter.
 *
 * <p>Its gradient passes the rounding unchanged, so finite differences are those of the formula
 * without rounding.
 */
class AdcLawsTest extends StageLaws<Electrons, RawImage> {
  /** 8 bits in 16, so that a number is shifted by 8; from −0.025 to 1.25 e⁻ nothing is clipped. */
  private static final SensorSpec SPEC = Sensors.with(0, 0, 0, 0, 0, 200, 5, 8);

  /** As much at low signal, 10 % less from a signal of 120 on; up to 1.36 e⁻ nothing is clipped. */
  private static final SensorSpec CURVED =
      SPEC.with(
          values ->
              values.gainCurve = Optional.of(new GainCurve(List.of(120.0), List.of(1 / 1.1))));

  @Override
  protected List<Differentiable<Electrons, RawImage>> stages(Shape shape) {
    return List.of(new Adc(SPEC, 0.01), new Adc(CURVED, 0.01));
  }

  @Override
  protected List<Differentiable<Electrons, RawImage>> neutralStages(Shape shape) {
    return List.of();
  }

  @Override
  protected List<Differentiable<Electrons, RawImage>> linearStages(Shape shape) {
    return List.of();
  }

  @Override
  protected double[] smoothSamples(
      Differentiable<Electrons, RawImage> stage, Shape shape, Random random) {
    return Arrays.stream(super.smoothSamples(stage, shape, random))
        .map(sample -> clearOf(-0.025, clearOf(1.25, clearOf(1.345, sample))))
        .toArray();
  }

  @Override
  protected Definition definition(Differentiable<Electrons, RawImage> stage, Shape shape) {
    double gain = stage.values()[0];
    double level = stage.values()[1];
    boolean curved = ((Adc) stage).spec().gainCurve().isPresent();
    return new Definition() {
      // Solves L = S + S² / 2400, and L = 126 + 1.1 (S − 120) above 120.
      private double signal(double linear) {
        if (!curved || linear <= 0) {
          return linear;
        }
        return linear < 126 ? 1200 * (Math.sqrt(1 + linear / 600) - 1) : 120 + (linear - 126) / 1.1;
      }

      private double slope(double signal) {
        return curved ? 1 / (1 + Math.clamp(signal, 0, 120) / 1200) : 1;
      }

      @Override
      public double[] apply(double[] input) {
        return Arrays.stream(input)
            .map(sample -> 256 * Math.clamp(signal(gain * sample) + level, 0, 255))
            .toArray();
      }

      @Override
      public double[] back(double[] input, double[] cotangent, double[] gradient) {
        double[] in = new double[input.length];
        for (int i = 0; i < in.length; i++) {
          double signal = signal(gain * input[i]);
          if (signal + level >= 0 && signal + level <= 255) {
            in[i] = 256 * slope(signal) * gain * cotangent[i];
            gradient[0] += 256 * slope(signal) * input[i] * cotangent[i];
            gradient[1] += 256 * cotangent[i];
          }
        }
        return in;
      }
    };
  }

  @Override
  protected List<Rejection> rejections() {
    return List.of(
        new Rejection(
            "sensor test: gain is -1: expected a finite number above 0 (DN/e⁻)",
            () -> new Adc(SPEC, 1).with(new double[] {-1, 5})));
  }

  @Override
  protected Electrons frame(Shape shape, float[] samples) {
    return new Electrons(shape.width(), shape.height(), shape.cfa(), samples);
  }

  @Override
  protected RawImage cotangent(Shape shape, float[] samples) {
    return RawImage.normalised(shape.width(), shape.height(), shape.cfa(), samples);
  }

  @Override
  protected int samplesPerPixel() {
    return 1;
  }

  @Override
  protected List<Cfa> layouts() {
    return List.of(Cfa.RGGB);
  }

  @Override
  protected void assertKind(Electrons input, RawImage output) {
    assertThat(output.unit()).isEqualTo(RawImage.Unit.DN);
    assertThat(output.cfa()).isEqualTo(SPEC.layout());
    for (float sample : output.samples()) {
      assertThat(sample / 256).isBetween(0f, 255f).isEqualTo((float) Math.rint(sample / 256));
    }
  }

  @Test
  void numbersAreRoundedHalfUpAndClipped() {
    float[] charge = {
      -300, -100.6f, -100.5f, -100, 0, 0.4f, 0.5f, 1.5f, 2.49f, 65434.4f, 65436, 1e9f
    };
    float[] numbers = {0, 0, 0, 0, 100, 100, 101, 102, 102, 65534, 65535, 65535};
    Electrons electrons = new Electrons(charge.length, 1, Cfa.RGGB, charge);
    assertThat(new Adc(Sensors.IDEAL, 1).apply(electrons).samples()).containsExactly(numbers);
  }

  @Test
  void twelveBitsAreLeftJustifiedInSixteen() {
    float[] samples =
        new Adc(SensorSpec.DRONE, 1)
            .apply(new Electrons(3, 1, Cfa.RGGB, new float[] {0, 1000, 1e5f}))
            .samples();
    assertThat(samples).containsExactly(256 * 16, (256 + 528) * 16, 4095 * 16);
  }

  @Test
  void rawImageStatesItsRecording() {
    Calibration known =
        new Adc(SensorSpec.DRONE, 0.004).apply(Sensors.charge(2, 2, 5)).calibration();
    assertThat(known.containerBits()).isEqualTo(16);
    assertThat(known.blackLevel().orElseThrow().value()).isEqualTo(SiteValues.uniform(4096));
    assertThat(known.whiteLevel().orElseThrow().value()).isEqualTo(4095 * 16);
    assertThat(known.camera().orElseThrow().value()).isEqualTo("drone");
    assertThat(known.exposureSeconds().orElseThrow().value()).isEqualTo(0.004);
    assertThat(known.camera().orElseThrow().source()).isEqualTo("sensor drone");
    assertThat(known.blackLevel().orElseThrow().source()).isEqualTo("sensor drone");
    assertThat(known.whiteLevel().orElseThrow().source()).isEqualTo("sensor drone");
    assertThat(known.exposureSeconds().orElseThrow().source()).isEqualTo("sensor drone");
  }
}
