package dev.rawline.imaging.sensor.recapture;

import dev.rawline.imaging.chain.Differentiable;
import dev.rawline.imaging.chain.MosaicStageLaws;
import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.SiteValues;
import java.util.List;

/** The laws of a signal that is multiplied above its black level. */
class SignalGainLawsTest extends MosaicStageLaws {
  private static final SiteValues BLACK = new SiteValues(0.05, 0.06, 0.07, 0.08);

  @Override
  protected List<Differentiable<RawImage, RawImage>> stages(Shape shape) {
    return List.of(new SignalGain(0.4, BLACK), new SignalGain(3, BLACK));
  }

  @Override
  protected List<Differentiable<RawImage, RawImage>> flatStages(Shape shape) {
    return List.of(new SignalGain(2.5, SiteValues.uniform(0.1)));
  }

  @Override
  protected List<Differentiable<RawImage, RawImage>> neutralStages(Shape shape) {
    return List.of(new SignalGain(1, SiteValues.uniform(0)));
  }

  @Override
  protected List<Differentiable<RawImage, RawImage>> linearStages(Shape shape) {
    return stages(shape);
  }

  @Override
  protected Definition definition(Differentiable<RawImage, RawImage> stage, Shape shape) {
    SignalGain gain = (SignalGain) stage;
    return new Definition() {
      @Override
      public double[] apply(double[] input) {
        double[] out = new double[input.length];
        for (int i = 0; i < out.length; i++) {
          out[i] = gain.plain(input[i], blackAt(gain, shape, i));
        }
        return out;
      }

      @Override
      public double[] back(double[] input, double[] cotangent, double[] gradient) {
        double[] out = new double[input.length];
        for (int i = 0; i < out.length; i++) {
          out[i] = gain.back(input[i], blackAt(gain, shape, i), cotangent[i], gradient);
        }
        return out;
      }
    };
  }

  private static double blackAt(SignalGain gain, Shape shape, int place) {
    return gain.black().at(shape.cfa().siteAt(place / shape.width(), place % shape.width()));
  }

  @Override
  protected List<Rejection> rejections() {
    return List.of(
        new Rejection(
            "signal_gain factor is 0: expected a finite number above 0 (no unit)",
            () -> new SignalGain(0, BLACK)));
  }

  @Override
  protected RawImage frame(Shape shape, float[] samples) {
    return new RawImage(
        shape.width(),
        shape.height(),
        shape.cfa(),
        RawImage.Unit.DN,
        samples,
        Calibration.unknown(16));
  }
}
