package dev.rawline.scenes.chart;

import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.frame.Grid;
import dev.rawline.imaging.frame.Mask;
import dev.rawline.imaging.frame.Picture;
import dev.rawline.imaging.frame.Radiance;
import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.frame.Scene;
import dev.rawline.scenes.Daylight;
import java.util.Optional;

/**
 * A test chart in daylight: a diffuse surface of known reflectance.
 *
 * <p>radiance = reflectance · {@link Daylight#WHITE}, in each band. A chart has no labelled object,
 * so it has no mask.
 */
public sealed interface TestChart extends Scene
    permits UniformChart, StepWedge, SlantedEdgeChart, SiemensStar, ColourChart {

  /** Returns the mean reflectance of a rectangle, 0 to 1 in each band. */
  Rgb reflectance(SampleArea area);

  @Override
  default Radiance radiance(Grid grid) {
    int pixels = grid.width() * grid.height();
    float[] samples = new float[Picture.CHANNELS * pixels];
    for (int row = 0; row < grid.height(); row++) {
      for (int column = 0; column < grid.width(); column++) {
        Rgb reflectance =
            reflectance(
                new SampleArea(
                    grid.x(column - 0.5),
                    grid.y(row - 0.5),
                    grid.x(column + 0.5),
                    grid.y(row + 0.5)));
        for (Colour band : Colour.values()) {
          samples[band.plane() * pixels + row * grid.width() + column] =
              (float) (reflectance.at(band) * Daylight.WHITE.at(band));
        }
      }
    }
    return new Radiance(grid.width(), grid.height(), grid.spacing(), samples);
  }

  @Override
  default Optional<Mask> mask(Grid grid) {
    return Optional.empty();
  }

  /** Returns a reflectance that is the same in all bands. */
  static Rgb grey(double reflectance) {
    return new Rgb(reflectance, reflectance, reflectance);
  }

  /** Validates a reflectance; the message states its name. */
  static void requireReflectance(String name, double reflectance) {
    if (!(reflectance >= 0 && reflectance <= 1)) {
      throw new IllegalArgumentException(
          "%s is %s: expected 0 to 1 (reflectance, no unit)".formatted(name, reflectance));
    }
  }

  /** Validates the side of a chart; the message states its name. */
  static void requireSide(String chart, double side) {
    if (!(side > 0) || Double.isInfinite(side)) {
      throw new IllegalArgumentException(
          "%s has a side of %s m: expected a finite length above 0 (m)".formatted(chart, side));
    }
  }
}
