package dev.rawline.imaging.isp;

import dev.rawline.imaging.chain.Stage;
import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.FileWord;
import dev.rawline.imaging.frame.LinearRgb;
import dev.rawline.imaging.frame.RawImage;

/**
 * LinearRgb → RawImage: keeps only the filter's colour of every pixel.
 *
 * <p>out(y, x) = in(c, y, x), c the colour of the layout at (y, x); for a monochrome layout green
 *
 * <p>It inverts every demosaicing that keeps the input samples: mosaicing(demosaicing(raw)) = raw
 * for {@link Bilinear}, {@link Malvar2004} and {@link Menon2007}, and for a {@link
 * KernelDemosaicing} with such kernels. In the other direction two colours a pixel are lost, which
 * a demosaicing can only estimate.
 *
 * <pre>{@code
 * Mosaicing mosaicing = new Mosaicing(raw.cfa(), raw.calibration());
 * RawImage same = mosaicing.apply(Malvar2004.DEFAULT.apply(raw)); // the samples of raw
 * }</pre>
 *
 * @param cfa which colour each pixel keeps
 * @param calibration the mosaic's calibration data
 */
@FileWord("mosaicing")
public record Mosaicing(Cfa cfa, Calibration calibration) implements Stage<LinearRgb, RawImage> {

  /** Returns the mosaic, in the scale of the picture: normalised. */
  @Override
  public RawImage apply(LinearRgb picture) {
    int width = picture.width();
    int area = width * picture.height();
    float[] in = picture.samples();
    float[] out = new float[area];
    for (int i = 0; i < area; i++) {
      out[i] = in[cfa.colourAt(i / width, i % width).plane() * area + i];
    }
    return new RawImage(width, picture.height(), cfa, RawImage.Unit.NORMALISED, out, calibration);
  }
}
