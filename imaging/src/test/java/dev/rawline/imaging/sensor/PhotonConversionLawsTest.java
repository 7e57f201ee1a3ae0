package dev.rawline.imaging.sensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.rawline.imaging.chain.Differentiable;
import dev.rawline.imaging.chain.StageLaws;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Electrons;
import dev.rawline.imaging.frame.Irradiance;
import dev.rawline.imaging.frame.Matrix3;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The laws of photon conversion; its formula is repeated here in double precision. */
class PhotonConversionLawsTest extends StageLaws<Irradiance, Electrons> {
  private static final Matrix3 RESPONSE =
      Matrix3.of(0.5, 0.1, 0.02, 0.05, 0.6, 0.1, 0.01, 0.15, 0.55);

  /** Pixels of a metre, so that inputs and outputs are near 1. */
  private static final double METRE = 1e6;

  @Override
  protected List<Differentiable<Irradiance, Electrons>> stages(Shape shape) {
    return List.of(new PhotonConversion(shape.cfa(), METRE, RESPONSE, 0.7));
  }

  /** Under filters of different transmission uniform light gives a non-uniform charge. */
  @Override
  protected List<Differentiable<Irradiance, Electrons>> flatStages(Shape shape) {
    Matrix3 equalRows = Matrix3.of(0.4, 0.5, 0.3, 0.4, 0.5, 0.3, 0.4, 0.5, 0.3);
    return List.of(new PhotonConversion(shape.cfa(), METRE, equalRows, 0.7));
  }

  @Override
  protected List<Differentiable<Irradiance, Electrons>> neutralStages(Shape shape) {
    return List.of();
  }

  @Override
  protected List<Differentiable<Irradiance, Electrons>> linearStages(Shape shape) {
    return stages(shape);
  }

  @Override
  protected Definition definition(Differentiable<Irradiance, Electrons> stage, Shape shape) {
    double seconds = stage.values()[0];
    int pixels = shape.width() * shape.height();
    return new Definition() {
      @Override
      public double[] apply(double[] light) {
        double[] charge = new double[pixels];
        Arrays.setAll(charge, i -> seconds * perSecond(light, i));
        return charge;
      }

      @Override
      public double[] back(double[] light, double[] cotangent, double[] gradient) {
        double[] in = new double[light.length];
        Arrays.setAll(
            in, i -> seconds * RESPONSE.at(filter(i % pixels), i / pixels) * cotangent[i % pixels]);
        for (int i = 0; i < pixels; i++) {
          gradient[0] += perSecond(light, i) * cotangent[i];
        }
        return in;
      }

      private double perSecond(double[] light, int pixel) {
        double sum = 0;
        for (int band = 0; band < 3; band++) {
          sum += RESPONSE.at(filter(pixel), band) * light[band * pixels + pixel];
        }
        return sum;
      }

      private int filter(int pixel) {
        return shape.cfa().colourAt(pixel / shape.width(), pixel % shape.width()).plane();
      }
    };
  }

  @Override
  protected List<Rejection> rejections() {
    return List.of(
        new Rejection(
            "photon_conversion pixel pitch is 0: expected a finite number above 0 (µm)",
            () -> new PhotonConversion(Cfa.RGGB, 0, RESPONSE, 1)),
        new Rejection(
            "photon_conversion response is 2: expected 0 to 1 (e⁻/photon)",
            () -> new PhotonConversion(Cfa.RGGB, 1, Matrix3.of(0, 0, 0, 0, 0, 0, 0, 0, 2), 1)),
        new Rejection(
            "exposure is NaN: expected 0 to 86400 (s)",
            () -> new PhotonConversion(Cfa.RGGB, 1, RESPONSE, Double.NaN)));
  }

  @Override
  protected Irradiance frame(Shape shape, float[] samples) {
    return new Irradiance(shape.width(), shape.height(), samples);
  }

  @Override
  protected Electrons cotangent(Shape shape, float[] samples) {
    return new Electrons(shape.width(), shape.height(), shape.cfa(), samples);
  }

  @Override
  protected int samplesPerPixel() {
    return 3;
  }

  @Override
  protected void assertKind(Irradiance input, Electrons output) {
    assertThat(output.at(0, 0)).isNotNaN();
  }

  /** 10¹⁵ photons/s/m² on (2.4 µm)² in 10 ms are 57.6 photons. */
  @Test
  void eachFilterSumsItsShareOfEveryBand() {
    float[] samples = new float[12];
    Arrays.fill(samples, 0, 4, 1e15f);
    Arrays.fill(samples, 4, 8, 2e15f);
    Arrays.fill(samples, 8, 12, 3e15f);
    float[] charge =
        PhotonConversion.of(SensorSpec.DRONE, 0.01).apply(new Irradiance(2, 2, samples)).samples();
    double red = 57.6 * (0.85 * 0.62 + 2 * 0.08 * 0.78 + 3 * 0.02 * 0.75);
    double green = 57.6 * (0.10 * 0.62 + 2 * 0.85 * 0.78 + 3 * 0.12 * 0.75);
    double blue = 57.6 * (0.02 * 0.62 + 2 * 0.12 * 0.78 + 3 * 0.80 * 0.75);
    assertThat(charge)
        .containsExactly(
            new float[] {(float) red, (float) green, (float) green, (float) blue}, offset(1e-4f));
  }

  @Test
  void monochromeSensorSumsTheElectronsOfAllBands() {
    float[] charge =
        PhotonConversion.of(Sensors.IDEAL, 2).apply(Sensors.light(3, 3, 400)).samples();
    float[] even = new float[9];
    Arrays.fill(even, 800);
    assertThat(charge).containsExactly(even, offset(1e-3f));
  }
}
