package dev.rawline.imaging.isp;

import dev.rawline.imaging.chain.Stage;
import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.LinearRgb;
import dev.rawline.imaging.frame.RawImage;

/**
 * LinearRgb → RawImage: keeps of every pixel the one colour that its filter lets through.
 *
 * <p>out(y, x) = in(c, y, x), c the colour of the layout at (y, x)
 *
 * <p>It undoes every demosaicing that keeps the samples it was given: mosaicing(demosaicing(raw)) =
 * raw for {@link Bilinear}, {@link Malvar2004} and {@link Menon2007}, and for a {@link
 * KernelDemosaicing} with such kernels. The other way round two colours a pixel are lost, and a
 * demosaicing can but guess them.
 *
 * @param cfa which colour each pixel keeps
 * @param calibration what the mosaic tells of its recording
 */
public record Mosaicing(Cfa cfa, Calibration calibration) implements Stage<LinearRgb, RawImage> {

  @Override
  public String name() {
    return "mosaicing";
  }

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
