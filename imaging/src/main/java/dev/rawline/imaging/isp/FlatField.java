package dev.rawline.imaging.isp;

import dev.rawline.imaging.chain.Invertible;
import dev.rawline.imaging.chain.Parameter;
import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.frame.FileWord;
import dev.rawline.imaging.frame.RawImage;
import java.util.List;

/**
 * Flat field: corrects the fall-off of the lens and the response of the pixels, by one gain a
 * pixel.
 *
 * <p>out(y, x) = gain(y, x) · in(y, x)
 *
 * <p>Backwards ∂L/∂in = gain · ∂L/∂out and ∂L/∂gain = in · ∂L/∂out. The gains come from a
 * calibration, so an optimizer keeps them fixed by default.
 *
 * <pre>{@code
 * RawImage corrected = new FlatField(gain).apply(raw); // gain: one number a pixel, normalised
 * }</pre>
 */
@FileWord("flat_field")
public record FlatField(
    @Described(
            meaning = "a NumPy file of gains above 0, one per pixel, next to the isp.yaml",
            bare = true,
            required = true)
        RawImage gain)
    implements MosaicStage, Invertible<RawImage, RawImage> {

  /**
   * Checks the gains.
   *
   * @throws IllegalArgumentException if a gain is not a finite number above 0
   */
  public FlatField {
    float[] gains = gain.samples();
    for (int i = 0; i < gains.length; i++) {
      if (!(gains[i] > 0) || Float.isInfinite(gains[i])) {
        throw new IllegalArgumentException(
            "flat_field gain is %s at row %d, column %d: expected a finite number above 0 (gain, no unit)"
                .formatted(gains[i], i / gain.width(), i % gain.width()));
      }
    }
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(
        new Parameter(
            name(),
            "gain, no unit",
            List.of(gain.height(), gain.width()),
            Float.MIN_VALUE,
            Float.MAX_VALUE,
            /* learned= */ false));
  }

  @Override
  public double[] values() {
    return Planes.of(gain).samples;
  }

  /** Returns the flat field of other gains, rounded to float32. */
  @Override
  public FlatField with(double[] values) {
    return new FlatField(new Planes(1, gain.height(), gain.width(), values).toRawImage(gain));
  }

  /** Returns the flat field of the gains 1 / gain, rounded to float32. */
  @Override
  public FlatField inverse() {
    return new FlatField(Planes.of(gain).map(factor -> 1 / factor).toRawImage(gain));
  }

  Planes plain(Planes mosaic) {
    if (mosaic.width != gain.width() || mosaic.height != gain.height()) {
      throw new IllegalArgumentException(
          "flat_field gain map is %d×%d pixels, but the mosaic is %d×%d: give a map of its size"
              .formatted(gain.width(), gain.height(), mosaic.width, mosaic.height));
    }
    return mosaic.with(Planes.of(gain), (sample, factor) -> sample * factor);
  }

  Planes back(Planes mosaic, Planes cotangent, double[] gradient) {
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] += mosaic.samples[i] * cotangent.samples[i];
    }
    return cotangent.with(Planes.of(gain), (coming, factor) -> coming * factor);
  }
}
