package dev.rawline.lab.generate;

import dev.rawline.imaging.frame.Border;
import dev.rawline.imaging.frame.Grid;
import dev.rawline.imaging.frame.Mask;
import dev.rawline.imaging.frame.Radiance;
import dev.rawline.imaging.frame.Scene;
import java.util.Optional;

/**
 * A scene that is known as means over small areas, mirrored beyond the outermost.
 *
 * <p>On a coarser grid every pixel is the mean of the areas below it, by their part in it; on a
 * finer one it lies on the line between the middles of the nearest. On the same grid it is the
 * scene itself.
 *
 * @param samples the radiance at the samples, whose middle is that of the scene
 * @param covered whether an object is at each sample, row by row; none for scenes without objects
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record SampledScene(Radiance samples, Optional<boolean[]> covered) implements Scene {

  @Override
  public Radiance radiance(Grid grid) {
    int area = samples.width() * samples.height();
    float[] radiance = new float[Radiance.CHANNELS * grid.width() * grid.height()];
    for (int band = 0; band < Radiance.CHANNELS; band++) {
      int plane = band * area;
      float[] known = samples.samples();
      resample(grid, at -> known[plane + at], radiance, band * grid.width() * grid.height());
    }
    return new Radiance(grid.width(), grid.height(), grid.spacing(), radiance);
  }

  @Override
  public Optional<Mask> mask(Grid grid) {
    return covered.map(
        known -> {
          float[] share = new float[grid.width() * grid.height()];
          resample(grid, at -> known[at] ? 1 : 0, share, 0);
          byte[] kinds = new byte[share.length];
          for (int i = 0; i < kinds.length; i++) {
            kinds[i] = (byte) (share[i] >= 0.5f ? 1 : 0);
          }
          return new Mask(grid.width(), grid.height(), kinds);
        });
  }

  /** What is known at each sample. */
  private interface Known {
    float at(int place);
  }

  private void resample(Grid grid, Known known, float[] into, int at) {
    Weights[] columns = weights(grid.width(), samples.width(), grid.spacing());
    Weights[] rows = weights(grid.height(), samples.height(), grid.spacing());
    for (int row = 0; row < grid.height(); row++) {
      for (int column = 0; column < grid.width(); column++) {
        double sum = 0;
        for (int y = 0; y < rows[row].weights.length; y++) {
          int line = rows[row].places[y] * samples.width();
          double across = 0;
          for (int x = 0; x < columns[column].weights.length; x++) {
            across += columns[column].weights[x] * known.at(line + columns[column].places[x]);
          }
          sum += rows[row].weights[y] * across;
        }
        into[at + row * grid.width() + column] = (float) sum;
      }
    }
  }

  /** Which samples a pixel is made of, and by how much each counts. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Weights(int[] places, double[] weights) {}

  private Weights[] weights(int pixels, int known, double spacing) {
    double wide = spacing / samples.spacing();
    Weights[] all = new Weights[pixels];
    for (int pixel = 0; pixel < pixels; pixel++) {
      double middle = (pixel - (pixels - 1) / 2.0) * wide + (known - 1) / 2.0;
      int first = (int) Math.floor(wide > 1 ? middle - wide / 2 + 0.5 : middle);
      int last = wide > 1 ? (int) Math.ceil(middle + wide / 2 - 0.5) : first + 1;
      int[] places = new int[last - first + 1];
      double[] weights = new double[places.length];
      for (int i = 0; i < places.length; i++) {
        int place = first + i;
        places[i] = Border.MIRROR.index(place, known);
        weights[i] =
            wide > 1
                ? Math.max(
                        0,
                        Math.min(middle + wide / 2, place + 0.5)
                            - Math.max(middle - wide / 2, place - 0.5))
                    / wide
                : Math.max(0, 1 - Math.abs(middle - place));
      }
      all[pixel] = new Weights(places, weights);
    }
    return all;
  }
}
