package dev.rawline.studio.picture;

import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.frame.LinearRgb;
import dev.rawline.imaging.frame.Picture;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.sensor.recapture.Readout;
import dev.rawline.imaging.sensor.recapture.SignalLinearization;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The numbers of some pixels, row by row.
 *
 * @param region the pixels
 * @param colours the kind of each pixel, as in CFA layouts
 * @param raw the raw samples, in the unit of the image
 * @param electrons the charge that they state, above the black level [e⁻]; empty where no sensor is
 *     known
 * @param linear red, green and blue before the gamma
 * @param view red, green and blue of the view, 0 to 1
 */
@SuppressWarnings("ArrayRecordComponent") // written as they are, never compared
record PixelValues(
    Region region,
    List<String> colours,
    float[] raw,
    Optional<float[]> electrons,
    float[][] linear,
    float[][] view) {

  /** Computes them. */
  static PixelValues of(LightPath path, Region region) {
    RawImage whole = path.image().raw();
    Region around =
        path.isLocal()
            ? region.grown(path.reach(), whole.width(), whole.height())
            : new Region(0, 0, whole.width(), whole.height());
    RawImage part = path.recorded(around);
    List<Picture> linear = new ArrayList<>();
    View view =
        path.isp()
            .apply(
                path.camera().normalise(part),
                step -> {
                  if (step.frame() instanceof LinearRgb colours) {
                    linear.add(colours);
                  }
                });
    Region inner =
        new Region(
            region.left() - around.left(),
            region.top() - around.top(),
            region.width(),
            region.height());
    RawImage raw = part.crop(inner.top(), inner.left(), inner.height(), inner.width());
    return new PixelValues(
        region,
        colours(raw),
        raw.samples(),
        path.sensor().map(sensor -> electrons(raw, Readout.of(sensor))),
        planes(linear.getLast(), inner),
        planes(view, inner));
  }

  private static List<String> colours(RawImage raw) {
    List<String> colours = new ArrayList<>();
    for (int row = 0; row < raw.height(); row++) {
      for (int column = 0; column < raw.width(); column++) {
        colours.add(
            raw.cfa().hasFilters() ? raw.cfa().colourAt(row, column).toString() : "monochrome");
      }
    }
    return colours;
  }

  private static float[] electrons(RawImage raw, Readout readout) {
    float[] linear = new SignalLinearization(readout, true).apply(raw).samples();
    float[] electrons = new float[linear.length];
    for (int i = 0; i < electrons.length; i++) {
      Cfa.Site site = raw.cfa().siteAt(i / raw.width(), i % raw.width());
      electrons[i] = (float) ((linear[i] - readout.black().at(site)) / readout.gain());
    }
    return electrons;
  }

  private static float[][] planes(Picture picture, Region region) {
    float[][] planes = new float[Picture.CHANNELS][region.width() * region.height()];
    for (Colour colour : Colour.values()) {
      for (int row = 0; row < region.height(); row++) {
        for (int column = 0; column < region.width(); column++) {
          planes[colour.plane()][row * region.width() + column] =
              picture.at(colour, region.top() + row, region.left() + column);
        }
      }
    }
    return planes;
  }
}
