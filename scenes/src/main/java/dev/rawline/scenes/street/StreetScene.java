package dev.rawline.scenes.street;

import dev.rawline.imaging.frame.Grid;
import dev.rawline.imaging.frame.Mask;
import dev.rawline.imaging.frame.Radiance;
import dev.rawline.imaging.frame.Scene;
import dev.rawline.imaging.numeric.Parallel;
import java.util.Optional;

/**
 * One view of an unlimited town.
 *
 * @param network the streets
 * @param light the sun and the sky
 * @param x the middle of the view in the world [m]
 * @param y the middle of the view in the world [m]
 * @param quiet the radius around the middle without cars [m], 0 for none
 */
record StreetScene(StreetNetwork network, Illumination light, double x, double y, double quiet)
    implements Scene {
  /** The finest irregularities are some centimetres wide; samples are closer than that. */
  private static final double SAMPLE = 0.02;

  private static final int MOST_SAMPLES = 8;

  @Override
  public Radiance radiance(Grid grid) {
    return radiance(grid, Parallel.CORES);
  }

  @Override
  public Optional<Mask> mask(Grid grid) {
    return Optional.of(mask(grid, Parallel.CORES));
  }

  Radiance radiance(Grid grid, int threads) {
    return radiance(place(grid), grid, threads);
  }

  /** Returns the radiance of a section that {@link #place} returned for this grid. */
  Radiance radiance(TownSection place, Grid grid, int threads) {
    int width = grid.width();
    int size = width * grid.height();
    float[] samples = new float[3 * size];
    int across = samplesAcross(grid);
    Parallel.forEach(
        threads,
        grid.height(),
        row -> {
          PointSampler sampler = new PointSampler(place);
          for (int column = 0; column < width; column++) {
            pixel(grid, row, column, across, sampler, samples, size);
          }
        });
    return new Radiance(width, grid.height(), grid.spacing(), samples);
  }

  Mask mask(Grid grid, int threads) {
    TownSection place = place(grid);
    byte[] kinds = new byte[grid.width() * grid.height()];
    int across = samplesAcross(grid);
    Parallel.forEach(
        threads,
        grid.height(),
        row -> {
          PointSampler sampler = new PointSampler(place);
          for (int column = 0; column < grid.width(); column++) {
            int cars = cars(grid, row, column, across, sampler);
            kinds[row * grid.width() + column] = (byte) (2 * cars >= across * across ? 1 : 0);
          }
        });
    return new Mask(grid.width(), grid.height(), kinds);
  }

  /** Returns the town section that a grid shows. */
  TownSection place(Grid grid) {
    double halfX = grid.width() * grid.spacing() / 2 + 0.1;
    double halfY = grid.height() * grid.spacing() / 2 + 0.1;
    BoundingBox view = new BoundingBox(x - halfX, y - halfY, x + halfX, y + halfY);
    return TownSection.of(
        network, light, view, car -> quiet == 0 || car.bounds().distance(x, y) > quiet);
  }

  /** Returns the number of samples along each side of a pixel. */
  static int samplesAcross(Grid grid) {
    return Math.clamp((int) Math.ceil(grid.spacing() / SAMPLE), 2, MOST_SAMPLES);
  }

  private void pixel(
      Grid grid, int row, int column, int across, PointSampler sampler, float[] samples, int size) {
    double red = 0;
    double green = 0;
    double blue = 0;
    for (int i = 0; i < across; i++) {
      double sampleY = y + grid.y(row + (i + 0.5) / across - 0.5);
      for (int j = 0; j < across; j++) {
        double sampleX = x + grid.x(column + (j + 0.5) / across - 0.5);
        // Each sample uses a different part of the sun's disc, so that shadows of high objects are
        // soft.
        int part = (5 * i + 7 * j) % across;
        int other = (3 * i + j + 1) % across;
        double sunX = 1.7 * ((part + 0.5) / across - 0.5);
        double sunY = 1.7 * ((other + 0.5) / across - 0.5);
        sampler.look(sampleX, sampleY, sunX, sunY);
        red += sampler.red;
        green += sampler.green;
        blue += sampler.blue;
      }
    }
    int place = row * grid.width() + column;
    double share = 1.0 / (across * across);
    samples[place] = (float) (red * share);
    samples[size + place] = (float) (green * share);
    samples[2 * size + place] = (float) (blue * share);
  }

  /** Returns the number of a pixel's samples that show a car. */
  int cars(Grid grid, int row, int column, int across, PointSampler sampler) {
    int cars = 0;
    for (int i = 0; i < across; i++) {
      double sampleY = y + grid.y(row + (i + 0.5) / across - 0.5);
      for (int j = 0; j < across; j++) {
        double sampleX = x + grid.x(column + (j + 0.5) / across - 0.5);
        if (sampler.mayBeCar(sampleX, sampleY)
            && sampler.topmost(sampleX, sampleY) instanceof Car) {
          cars++;
        }
      }
    }
    return cars;
  }
}
