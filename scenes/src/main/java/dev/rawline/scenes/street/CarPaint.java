package dev.rawline.scenes.street;

import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.random.RandomDraws;

/** The paints of cars, with their frequencies on European streets. */
final class CarPaint {
  private CarPaint() {}

  /** Returns the reflectance of a paint. */
  static Rgb drawn(RandomDraws draws) {
    Rgb paint =
        switch (draws.weighted(25, 21, 20, 13, 9, 6, 2.5, 1.5, 1, 1)) {
          case 0 -> new Rgb(0.72, 0.72, 0.70);
          case 1 -> new Rgb(0.022, 0.022, 0.024);
          case 2 -> grey(draws.between(0.07, 0.2), draws.between(-0.01, 0.02));
          case 3 -> grey(draws.between(0.34, 0.48), 0.01);
          case 4 -> new Rgb(0.03, 0.07, draws.between(0.11, 0.24));
          case 5 -> new Rgb(draws.between(0.28, 0.5), 0.025, 0.025);
          case 6 -> new Rgb(0.27, 0.2, 0.13);
          case 7 -> new Rgb(0.05, 0.13, 0.07);
          case 8 -> new Rgb(0.55, 0.22, 0.03);
          default -> new Rgb(0.62, 0.47, 0.06);
        };
    double bright = draws.between(0.88, 1.1);
    return new Rgb(paint.red() * bright, paint.green() * bright, paint.blue() * bright);
  }

  private static Rgb grey(double level, double blueness) {
    return new Rgb(level - blueness / 2, level, level + blueness);
  }
}
