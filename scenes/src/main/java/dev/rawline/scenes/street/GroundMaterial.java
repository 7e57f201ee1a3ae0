package dev.rawline.scenes.street;

import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.random.RandomDraws;

/**
 * The material of the ground.
 *
 * @param kind the material
 * @param colour its mean reflectance for each band, 0 to 1
 * @param seed the seed of its irregularities
 */
record GroundMaterial(Kind kind, Rgb colour, int seed) {
  static final Rgb ASPHALT = new Rgb(0.105, 0.104, 0.101);
  static final Rgb CONCRETE = new Rgb(0.27, 0.26, 0.24);
  static final Rgb SLABS = new Rgb(0.23, 0.22, 0.205);
  static final Rgb LIME = new Rgb(0.33, 0.3, 0.25);
  static final Rgb BRICK = new Rgb(0.21, 0.125, 0.095);
  static final Rgb EARTH = new Rgb(0.14, 0.105, 0.075);
  static final Rgb GRASS = new Rgb(0.058, 0.098, 0.032);
  static final Rgb STRAW = new Rgb(0.19, 0.17, 0.085);
  static final Rgb MARKING = new Rgb(0.56, 0.56, 0.54);
  private static final Rgb OIL = new Rgb(0.035, 0.034, 0.033);

  /** A material. */
  enum Kind {
    /** Cut grass, more or less dry. */
    LAWN,
    /** High grass and weeds. */
    MEADOW,
    /** Bare soil. */
    SOIL,
    /** A bed of flowers and small shrubs. */
    BED,
    /** Slabs or bricks in rows. */
    PAVING,
    /** Poured concrete in fields. */
    CONCRETE,
    /** Loose stones. */
    GRAVEL,
    /** Asphalt without markings. */
    TARMAC,
    /** Asphalt with bays for cars on both sides of an aisle along p. */
    BAYS,
    /** Asphalt with one row of bays along p. */
    ROW_OF_BAYS,
    /** Water in a basin with a rim. */
    POOL;

    /** Returns ground of this material. */
    GroundMaterial of(Rgb colour, RandomDraws draws) {
      return new GroundMaterial(this, colour, draws.seed());
    }
  }

  /** The width of a bay in a car park [m]. */
  static final double BAY = 2.5;

  /** The depth of a bay in a car park [m]. */
  static final double BAY_DEPTH = 5;

  /** Returns a lawn of some dryness. */
  static GroundMaterial lawn(double dry, int seed) {
    return new GroundMaterial(
        Kind.LAWN,
        new Rgb(
            ValueNoise.lerp(GRASS.red(), STRAW.red(), dry),
            ValueNoise.lerp(GRASS.green(), STRAW.green(), dry),
            ValueNoise.lerp(GRASS.blue(), STRAW.blue(), dry)),
        seed);
  }

  /**
   * Writes the colour of a point.
   *
   * @param p the point along the patch [m]
   * @param q the point across the patch [m]
   * @param edge the distance to the patch's edge [m]
   * @param halfP half the patch's length along p [m]
   * @param halfQ half the patch's length along q [m]
   * @param x the point in world coordinates [m]
   * @param y the point in world coordinates [m]
   */
  void paint(
      double p,
      double q,
      double edge,
      double halfP,
      double halfQ,
      double x,
      double y,
      SurfacePoint surface) {
    surface.flat();
    surface.gloss = 0;
    surface.reflects(colour);
    switch (kind) {
      case LAWN -> {
        double dry = ValueNoise.fractal(seed, x, y, 3 + (seed & 7), 4);
        surface.mix(STRAW, 0.45 * ValueNoise.step(0.1, 1.1, dry));
        surface.scale(1 + 0.2 * ValueNoise.fractal(seed + 1, x, y, 1.1, 3));
        blades(x, y, 0.3, surface);
        if ((seed & 3) == 0) {
          double bare = ValueNoise.fractal(seed + 2, x, y, 2.9, 3);
          surface.mix(EARTH, 0.7 * ValueNoise.step(0.5, 1, bare));
        }
      }
      case MEADOW -> {
        double tuft = ValueNoise.fractal(seed, x, y, 1.6, 5);
        surface.mix(STRAW, 0.6 * ValueNoise.step(-0.2, 0.9, tuft));
        surface.mix(
            EARTH, 0.7 * ValueNoise.step(0.3, 0.9, ValueNoise.fractal(seed + 1, x, y, 3.7, 3)));
        surface.scale(1 + 0.35 * ValueNoise.fractal(seed + 2, x, y, 0.5, 2));
        blades(x, y, 0.4, surface);
      }
      case SOIL -> {
        surface.scale(1 + 0.3 * ValueNoise.fractal(seed, x, y, 1.9, 5));
        surface.mix(
            GRASS, 0.6 * ValueNoise.step(0.35, 0.9, ValueNoise.fractal(seed + 1, x, y, 2.3, 4)));
        surface.scale(1 + 0.25 * ValueNoise.at(seed + 2, x * 13, y * 13));
      }
      case BED -> {
        surface.reflects(EARTH);
        double plant =
            ValueNoise.at(seed, x * 2.6, y * 2.6) + 0.4 * ValueNoise.at(seed + 1, x * 8, y * 8);
        surface.mix(GRASS, ValueNoise.step(-0.2, 0.15, plant));
        boolean flower =
            ValueNoise.uniform(seed + 2, ValueNoise.floor(x * 7), ValueNoise.floor(y * 7)) < 0.16;
        surface.mix(colour, flower && plant > 0 ? 0.8 : 0);
        surface.scale(1 + 0.4 * ValueNoise.at(seed + 3, x * 11, y * 11));
      }
      case PAVING -> paving(p, q, 0.4, x, y, surface);
      case CONCRETE -> {
        surface.scale(1 + 0.13 * ValueNoise.fractal(seed, x, y, 2.6, 4));
        double joint = Math.min(toLine(p, 3.1), toLine(q, 3.1));
        surface.scale(joint < 0.025 ? 0.55 : 1);
        stains(x, y, surface);
        surface.scale(1 + 0.08 * ValueNoise.at(seed + 4, x * 14, y * 14));
      }
      case GRAVEL -> {
        surface.scale(1 + 0.16 * ValueNoise.fractal(seed, x, y, 2.2, 4));
        surface.scale(1 + 0.2 * ValueNoise.at(seed + 1, x * 12, y * 12));
        surface.scale(1 + 0.2 * ValueNoise.at(seed + 2, x * 24, y * 24));
        surface.mix(
            GRASS, 0.5 * ValueNoise.step(0.45, 0.9, ValueNoise.fractal(seed + 3, x, y, 1.7, 3)));
      }
      case TARMAC -> tarmac(x, y, surface);
      case BAYS -> {
        tarmac(x, y, surface);
        bays(p, Math.abs(q) - (halfQ - BAY_DEPTH), halfP, x, y, surface);
        kerb(edge, surface);
      }
      case ROW_OF_BAYS -> {
        tarmac(x, y, surface);
        bays(p, q + halfQ - 0.2, halfP, x, y, surface);
        kerb(edge, surface);
      }
      case POOL -> {
        if (edge < 0.35) {
          surface.reflects(LIME);
          surface.scale(1 + 0.1 * ValueNoise.at(seed, x * 3, y * 3));
        } else {
          surface.scale(1 + 0.2 * ValueNoise.fractal(seed, x, y, 0.8, 3));
          surface.gloss = 0.02;
        }
      }
    }
  }

  /** Paints slabs: shifted rows with joints, some darker than others. */
  void paving(double p, double q, double size, double x, double y, SurfacePoint surface) {
    double row = q / size;
    int r = ValueNoise.floor(row);
    double column = p / (1.5 * size) + 0.5 * (r & 1);
    int c = ValueNoise.floor(column);
    surface.scale(0.9 + 0.2 * ValueNoise.uniform(seed, r, c));
    double joint = Math.min(toLine(q, size), 1.5 * size * Math.min(column - c, c + 1 - column));
    surface.scale(joint < 0.015 ? 0.6 : 1);
    surface.scale(1 + 0.16 * ValueNoise.fractal(seed + 1, x, y, 3.1, 4));
    stains(x, y, surface);
  }

  private void tarmac(double x, double y, SurfacePoint surface) {
    asphalt(seed, x, y, surface);
    stains(x, y, surface);
  }

  /** Paints the texture of asphalt: a mottled tone, grains, and some cracks. */
  static void asphalt(int seed, double x, double y, SurfacePoint surface) {
    double broad = ValueNoise.fractal(seed, x, y, 7.3, 3);
    surface.scale(1 + 0.14 * broad);
    surface.scale(1 + 0.1 * ValueNoise.at(seed + 4, x * 8.3, y * 8.3));
    surface.scale(1 + 0.14 * ValueNoise.at(seed + 5, x * 21, y * 21));
    double where = ValueNoise.at(seed + 6, x / 6.1, y / 6.1);
    if (where > 0.12) {
      double crack = Math.abs(ValueNoise.fractal(seed + 7, x, y, 2.7, 3));
      double thin = 0.012 + 0.02 * (where - 0.12);
      if (crack < thin) {
        surface.scale(ValueNoise.lerp(0.5, 1, crack / thin));
      }
    }
  }

  private void stains(double x, double y, SurfacePoint surface) {
    double stain = ValueNoise.fractal(seed + 8, x, y, 1.5, 4);
    surface.scale(1 - 0.35 * ValueNoise.step(0.35, 1, stain));
  }

  private void bays(
      double p, double depth, double halfP, double x, double y, SurfacePoint surface) {
    if (depth < -0.05 || depth > BAY_DEPTH) {
      return;
    }
    double fromEnd = p + halfP;
    double line = toLine(fromEnd, BAY);
    if (line < 0.05 && depth > 0) {
      marking(x, y, surface);
      return;
    }
    // Oil stains below engines.
    int bay = ValueNoise.floor(fromEnd / BAY);
    double side = fromEnd / BAY - bay - 0.5 + 0.2 * (ValueNoise.uniform(seed + 20, bay, 0) - 0.5);
    double along = depth - 1.2 - 2.6 * ValueNoise.uniform(seed + 21, bay, depth > 0 ? 1 : 0);
    double spot =
        (side * side * 6.25 + along * along) * (2 + 6 * ValueNoise.uniform(seed + 22, bay, 2));
    surface.mix(OIL, 0.55 * Math.max(0, 1 - spot) * ValueNoise.uniform(seed + 23, bay, 3));
  }

  private static void kerb(double edge, SurfacePoint surface) {
    if (edge < 0.13) {
      surface.reflects(CONCRETE);
    }
  }

  /** Paints a road marking, partly worn. */
  void marking(double x, double y, SurfacePoint surface) {
    double worn =
        ValueNoise.fractal(seed + 9, x, y, 1.3, 3) + 0.5 * ValueNoise.at(seed + 10, x * 9, y * 9);
    surface.mix(MARKING, 0.9 - 0.75 * ValueNoise.step(0.15, 0.9, worn));
  }

  private void blades(double x, double y, double amount, SurfacePoint surface) {
    surface.scale(1 + amount * ValueNoise.at(seed + 3, x * 7.1, y * 7.1));
    surface.scale(1 + amount * ValueNoise.at(seed + 4, x * 17, y * 17));
  }

  /** Returns the distance to the nearest of equidistant lines. */
  static double toLine(double place, double distance) {
    double share = place / distance;
    double off = share - ValueNoise.floor(share);
    return distance * Math.min(off, 1 - off);
  }
}
