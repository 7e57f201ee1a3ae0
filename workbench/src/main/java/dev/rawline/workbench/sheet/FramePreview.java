package dev.rawline.workbench.sheet;

import dev.rawline.imaging.frame.Electrons;
import dev.rawline.imaging.frame.Frame;
import dev.rawline.imaging.frame.Irradiance;
import dev.rawline.imaging.frame.LinearRgb;
import dev.rawline.imaging.frame.Mosaic;
import dev.rawline.imaging.frame.Picture;
import dev.rawline.imaging.frame.Radiance;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.isp.Gamma;

/**
 * Frame → View: the preview of an intermediate frame.
 *
 * <p>A mosaic is shown as grey, each pixel as bright as its sample; linear colours as they are.
 * Both are clipped to [0, 1] and raised to 1/2.2, like the gamma stage. A view is shown unchanged.
 */
public final class FramePreview {
  /** The transform, as a sheet describes it. */
  public static final String BEFORE_GAMMA = "shown as clip(v, 0, 1)^(1/2.2)";

  private FramePreview() {}

  /**
   * Returns the preview of a normalised frame; light and charge are shown in units of their largest
   * sample.
   */
  public static View of(Frame frame) {
    return switch (frame) {
      case Electrons charge -> Gamma.DEFAULT.apply(toUnit(grey(charge)));
      case Radiance light -> Gamma.DEFAULT.apply(toUnit(light));
      case Irradiance light -> Gamma.DEFAULT.apply(toUnit(light));
      case RawImage raw -> Gamma.DEFAULT.apply(grey(raw));
      case LinearRgb picture -> Gamma.DEFAULT.apply(picture);
      case View view -> view;
    };
  }

  /** Returns a raw image in units of its white level, or of its full scale where none is known. */
  public static RawImage normalised(RawImage raw) {
    if (raw.unit() == RawImage.Unit.NORMALISED) {
      return raw;
    }
    float[] samples = raw.samples().clone();
    float full =
        raw.calibration()
            .whiteLevel()
            .map(level -> level.value().floatValue())
            .orElseGet(() -> (float) raw.calibration().fullScale());
    for (int i = 0; i < samples.length; i++) {
      samples[i] /= full;
    }
    return raw.with(RawImage.Unit.NORMALISED, samples);
  }

  private static LinearRgb toUnit(Picture light) {
    float largest = 0;
    for (float sample : light.samples()) {
      largest = Math.max(largest, sample);
    }
    float scale = largest > 0 ? 1 / largest : 0;
    float[] scaled = new float[light.samples().length];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = light.samples()[i] * scale;
    }
    return new LinearRgb(light.width(), light.height(), scaled);
  }

  private static LinearRgb grey(Mosaic raw) {
    float[] samples = raw.samples();
    float[] grey = new float[View.CHANNELS * samples.length];
    for (int channel = 0; channel < View.CHANNELS; channel++) {
      System.arraycopy(samples, 0, grey, channel * samples.length, samples.length);
    }
    return new LinearRgb(raw.width(), raw.height(), grey);
  }
}
