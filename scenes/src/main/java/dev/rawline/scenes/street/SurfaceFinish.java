package dev.rawline.scenes.street;

import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.random.RandomDraws;

/**
 * The material of the top of a body.
 *
 * @param kind the material
 * @param colour its mean reflectance for each band, 0 to 1
 * @param seed the seed of its irregularities
 */
record SurfaceFinish(Kind kind, Rgb colour, int seed) {
  private static final Rgb MOSS = new Rgb(0.09, 0.1, 0.05);
  private static final Rgb DUST = new Rgb(0.25, 0.23, 0.2);

  /** A material. */
  enum Kind {
    /** Roof tiles in courses. */
    TILES,
    /** Sheet metal with standing seams. */
    SEAMED,
    /** Corrugated sheets. */
    CORRUGATED,
    /** Bitumen sheets with overlaps and puddle stains. */
    BITUMEN,
    /** Loose gravel. */
    GRAVEL,
    /** Low plants on a flat roof. */
    SEDUM,
    /** Solar cells in modules. */
    SOLAR,
    /** Panes in frames. */
    GLASS,
    /** Boards. */
    BOARDS,
    /** Cloth, in sectors that meet in the middle. */
    CLOTH,
    /** An even coat. */
    PLAIN,
    /** Water in a basin. */
    WATER,
    /** A load of rubble or soil in an open box. */
    LOAD;

    /** Returns a finish of this material. */
    SurfaceFinish of(Rgb colour, RandomDraws draws) {
      return new SurfaceFinish(this, colour, draws.seed());
    }
  }

  /**
   * Writes colour and gloss of a point of the top; may tilt the normal.
   *
   * @param p the distance along the eaves [m]
   * @param q the distance up from the eaves, on the slope [m]
   * @param edge the distance to the nearest edge [m]
   * @param ridge the distance to the ridge [m]
   * @param x the point in world coordinates, for textures that do not depend on the body [m]
   * @param y the point in world coordinates [m]
   */
  void paint(
      double p, double q, double edge, double ridge, double x, double y, SurfacePoint surface) {
    surface.reflects(colour);
    surface.gloss = 0;
    switch (kind) {
      case TILES -> {
        int course = ValueNoise.floor(q / 0.34);
        double inCourse = q / 0.34 - course;
        double across = p / 0.26 + (course & 1) * 0.5;
        int tile = ValueNoise.floor(across);
        double wave = across - tile - 0.5;
        surface.scale(0.86 + 0.28 * ValueNoise.uniform(seed, course, tile));
        surface.scale(inCourse < 0.16 ? 0.62 : 0.98 + 0.12 * inCourse);
        surface.scale(1.06 - 0.9 * wave * wave);
        surface.scale(1 + 0.22 * ValueNoise.fractal(seed, x, y, 2.7, 3));
        double moss = ValueNoise.fractal(seed + 7, x, y, 1.9, 3) - 0.35 - 0.1 * Math.min(q, 4);
        surface.mix(MOSS, 0.6 * ValueNoise.step(0, 0.5, moss));
        if (ridge < 0.13) {
          surface.reflects(colour);
          surface.scale(1.15 - 3 * ridge);
        }
        gutter(edge, surface);
      }
      case SEAMED -> {
        double seam = p / 0.58;
        double off = Math.abs(seam - ValueNoise.floor(seam) - 0.5);
        surface.scale(off > 0.455 ? 0.72 : 1);
        surface.scale(0.94 + 0.12 * ValueNoise.uniform(seed, ValueNoise.floor(seam + 0.5), 0));
        surface.scale(1 + 0.16 * ValueNoise.fractal(seed, x * 0.6, y * 0.6, 1.3, 3));
        if (ridge < 0.12) {
          surface.scale(1.2);
        }
        surface.gloss = 0.03;
        gutter(edge, surface);
      }
      case CORRUGATED -> {
        double wave = p / 0.3;
        double off = Math.abs(wave - ValueNoise.floor(wave) - 0.5);
        surface.scale(0.82 + 0.5 * off);
        int sheet = ValueNoise.floor(p / 1.05);
        surface.scale(0.9 + 0.2 * ValueNoise.uniform(seed, sheet, ValueNoise.floor(q / 2.4)));
        double rust = ValueNoise.fractal(seed, x, y, 1.4, 4) - 0.45;
        surface.mix(new Rgb(0.2, 0.1, 0.06), 0.6 * ValueNoise.step(0, 0.6, rust));
      }
      case BITUMEN -> {
        double sheet = q / 1.0;
        double off = sheet - ValueNoise.floor(sheet);
        surface.scale(0.92 + 0.16 * ValueNoise.uniform(seed, ValueNoise.floor(sheet), 3));
        surface.scale(off < 0.06 ? 0.8 : 1);
        double stain = ValueNoise.fractal(seed, x, y, 4.1, 4);
        surface.scale(1 + 0.3 * stain);
        surface.mix(DUST, 0.35 * ValueNoise.step(0.25, 0.8, -stain));
        surface.scale(1 + 0.1 * ValueNoise.at(seed + 5, x * 16, y * 16));
      }
      case GRAVEL -> {
        surface.scale(1 + 0.16 * ValueNoise.at(seed, x * 11, y * 11));
        surface.scale(1 + 0.2 * ValueNoise.at(seed + 1, x * 23, y * 23));
        surface.scale(1 + 0.14 * ValueNoise.fractal(seed + 2, x, y, 3.3, 3));
        surface.mix(
            MOSS, 0.5 * ValueNoise.step(0.4, 0.9, ValueNoise.fractal(seed + 3, x, y, 2.6, 3)));
      }
      case SEDUM -> {
        double kind = ValueNoise.fractal(seed, x, y, 1.7, 4);
        surface.mix(new Rgb(0.16, 0.09, 0.06), 0.7 * ValueNoise.step(0.1, 0.7, kind));
        surface.mix(new Rgb(0.13, 0.14, 0.05), 0.7 * ValueNoise.step(0.1, 0.7, -kind));
        surface.scale(1 + 0.3 * ValueNoise.at(seed + 4, x * 9, y * 9));
      }
      case SOLAR -> {
        double inP = Math.abs(p / 1.0 - ValueNoise.floor(p / 1.0) - 0.5);
        double inQ = Math.abs(q / 1.62 - ValueNoise.floor(q / 1.62) - 0.5);
        boolean frame = inP > 0.475 || inQ > 0.484 || edge < 0.03;
        double cell = Math.abs(p / 0.166 - ValueNoise.floor(p / 0.166) - 0.5);
        surface.scale(frame ? 7 : cell > 0.44 ? 1.5 : 1);
        surface.gloss = 0.05;
      }
      case GLASS -> {
        double pane = Math.abs(p / 1.2 - ValueNoise.floor(p / 1.2) - 0.5);
        boolean frame = edge < 0.06 || (pane > 0.475 && edge > 0.2);
        if (frame) {
          surface.reflects(new Rgb(0.3, 0.3, 0.29));
        } else {
          surface.gloss = 0.1;
        }
      }
      case BOARDS -> {
        double board = q / 0.145;
        int number = ValueNoise.floor(board);
        surface.scale(0.8 + 0.4 * ValueNoise.uniform(seed, number, ValueNoise.floor(p / 2.4)));
        surface.scale(board - number < 0.1 ? 0.5 : 1);
        surface.scale(1 + 0.15 * ValueNoise.at(seed + 1, p * 3, q * 14));
      }
      case CLOTH -> {
        double fold = Math.abs(Math.abs(p) - Math.abs(q));
        boolean light = Math.abs(p) > Math.abs(q);
        surface.scale(light ? 1 : 0.86);
        surface.scale(fold < 0.05 ? 0.8 : 1);
      }
      case PLAIN -> {
        surface.scale(1 + 0.1 * ValueNoise.fractal(seed, x, y, 0.8, 3));
        surface.scale(edge < 0.05 ? 0.85 : 1);
      }
      case WATER -> {
        surface.scale(1 + 0.15 * ValueNoise.fractal(seed, x, y, 0.9, 3));
        surface.slopes(
            0.05 * ValueNoise.at(seed + 1, x * 3, y * 3),
            0.05 * ValueNoise.at(seed + 2, x * 3, y * 3));
        surface.gloss = 0.03;
      }
      case LOAD -> {
        if (edge > 0.09) {
          surface.reflects(DUST);
          surface.scale(
              0.7
                  + 0.9
                      * ValueNoise.uniform(seed, ValueNoise.floor(x * 5), ValueNoise.floor(y * 5)));
          surface.slopes(
              0.8 * ValueNoise.at(seed + 1, x * 4, y * 4),
              0.8 * ValueNoise.at(seed + 2, x * 4, y * 4));
        }
      }
    }
  }

  private static void gutter(double edge, SurfacePoint surface) {
    if (edge < 0.1) {
      surface.scale(edge < 0.05 ? 0.9 : 0.55);
    }
  }
}
