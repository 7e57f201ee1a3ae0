package dev.rawline.scenes.smear;

import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.frame.Grid;
import dev.rawline.imaging.frame.Mask;
import dev.rawline.imaging.frame.Picture;
import dev.rawline.imaging.frame.Radiance;
import dev.rawline.imaging.frame.Scene;
import dev.rawline.imaging.numeric.Parallel;
import dev.rawline.imaging.random.RandomDraws;
import dev.rawline.imaging.random.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One field of view of a stained slide, with a leukocyte near its middle.
 *
 * <p>radiance = lamp · exp(−Σ optical densities), the mean over points at most {@value
 * #POINT_PITCH} µm apart.
 */
final class SmearScene implements Scene {
  private static final double MICROMETRES = 1e6;
  // Half the finest structure, the smallest granules.
  private static final double POINT_PITCH = 0.075;
  private static final int LEAST_POINTS = 2;
  private static final int LEAST_MASK_POINTS = 4;

  /** Half the side of the square that is filled with cells [µm]. */
  private static final double HALF_SIDE = 64;

  /** The gap between a leukocyte and a red cell that indents it [µm]. */
  private static final double GAP = 0.12;

  private final Lamp lamp;
  private final Stain stain;
  private final List<Absorber> absorbers;
  private final List<CellBody> bodies;

  private SmearScene(Lamp lamp, Stain stain, List<Absorber> absorbers) {
    this.lamp = lamp;
    this.stain = stain;
    this.absorbers = List.copyOf(absorbers);
    bodies = bodies(absorbers);
  }

  /** Generates a smear with a type of leukocyte near its middle. */
  static SmearScene draw(LeukocyteType type, Seed seed) {
    RandomDraws light = new RandomDraws(seed.stream("blood-smear light", 0));
    Lamp lamp = Lamp.draw(light);
    Stain stain = Stain.draw(light);
    RandomDraws draws = new RandomDraws(seed.stream("blood-smear cells", 0));
    Disc middle = new Disc(draws.gaussian(0, 0.7), draws.gaussian(0, 0.7), type.radius(draws));
    SlideProperties slide = SlideProperties.draw(draws, type.pressing());
    List<Disc> places = slide.pressing() ? around(draws, middle, type, slide) : new ArrayList<>();
    int pressing = places.size();
    List<Disc> bites =
        places.stream().map(at -> new Disc(at.x(), at.y(), at.radius() + GAP)).toList();
    List<Absorber> leukocyte =
        new LeukocyteGenerator(draws, middle.x(), middle.y(), bites).draw(type, middle.radius());
    CellOutline outline = bodies(leukocyte).getFirst().outline();
    List<Absorber> absorbers = new ArrayList<>();
    absorbers.add(PlasmaFilm.draw(draws));
    for (Disc place : places) {
      absorbers.add(RedCell.draw(draws, place, slide, Optional.empty()));
    }
    strew(draws, slide, outline, places);
    // A smudge cell is not indented: red cells overlap it.
    Optional<CellOutline> giving =
        type == LeukocyteType.SMUDGE_CELL ? Optional.empty() : Optional.of(outline);
    for (Disc place : places.subList(pressing, places.size())) {
      absorbers.add(RedCell.draw(draws, place, slide, giving));
    }
    absorbers.addAll(leukocyte);
    litter(draws, outline, absorbers);
    return new SmearScene(lamp, stain, absorbers);
  }

  /** Generates the red cells that indent a leukocyte. */
  private static List<Disc> around(
      RandomDraws draws, Disc middle, LeukocyteType type, SlideProperties slide) {
    boolean flowing = type == LeukocyteType.ATYPICAL_LYMPHOCYTE;
    int count = flowing ? draws.whole(3, 5) : draws.whole(1, 3);
    double start = draws.angle();
    List<Disc> around = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double angle = start + (i + draws.between(-0.35, 0.35)) * 2 * Math.PI / Math.max(count, 3);
      double size = slide.size() * draws.between(0.9, 1.1);
      double depth = flowing ? draws.between(0.8, 2.4) : draws.between(0.2, 1.1);
      double away = middle.radius() + size - depth;
      around.add(
          new Disc(
              middle.x() + away * StrictMath.cos(angle),
              middle.y() + away * StrictMath.sin(angle),
              size));
    }
    return around;
  }

  /** Adds platelets next to the leukocyte, and dirt anywhere. */
  private static void litter(RandomDraws draws, CellOutline leukocyte, List<Absorber> absorbers) {
    for (int i = draws.whole(0, 14); i > 0; i--) {
      double x = draws.between(-HALF_SIDE, HALF_SIDE);
      double y = draws.between(-HALF_SIDE, HALF_SIDE);
      if (leukocyte.distance(x, y) > 1.5) {
        absorbers.add(Platelet.draw(draws, x, y));
      }
    }
    for (int i = draws.whole(0, 40); i > 0; i--) {
      Disc disc =
          new Disc(
              draws.between(-HALF_SIDE, HALF_SIDE),
              draws.between(-HALF_SIDE, HALF_SIDE),
              draws.between(0.15, 0.4));
      absorbers.add(new Speck(disc, draws.between(0.2, 1.5)));
    }
  }

  private static List<CellBody> bodies(List<Absorber> absorbers) {
    return absorbers.stream().filter(CellBody.class::isInstance).map(CellBody.class::cast).toList();
  }

  /** Adds red cells until the target coverage is reached, or there is no room. */
  private static void strew(
      RandomDraws draws, SlideProperties slide, CellOutline leukocyte, List<Disc> places) {
    double wanted =
        slide.crowding() * 4 * HALF_SIDE * HALF_SIDE / (Math.PI * slide.size() * slide.size());
    int pressing = places.size();
    double heading = 0;
    for (int attempt = 0; attempt < 20 * wanted && places.size() < wanted; attempt++) {
      double size = slide.size() * Math.clamp(draws.gaussian(1, 0.07), 0.75, 1.3);
      double x = draws.between(-HALF_SIDE, HALF_SIDE);
      double y = draws.between(-HALF_SIDE, HALF_SIDE);
      int others = places.size();
      if (others > pressing && draws.chance(slide.stacking())) {
        Disc last = places.getLast();
        double away = size * draws.between(0.9, 1.35);
        heading += draws.gaussian(0, 0.2);
        x = last.x() + away * StrictMath.cos(heading);
        y = last.y() + away * StrictMath.sin(heading);
        others--;
      } else {
        heading = draws.angle();
      }
      boolean free = leukocyte.distance(x, y) > 0.8 * size;
      for (int i = 0; free && i < others; i++) {
        double overlap = i < pressing ? Math.max(slide.overlap(), 0.9) : slide.overlap();
        Disc other = places.get(i);
        // The cells of one stack may overlap.
        boolean stacked = others < places.size() && i > others - 5;
        free =
            stacked
                || Disc.distance(x, y, other.x(), other.y()) > overlap * (size + other.radius());
      }
      if (free) {
        places.add(new Disc(x, y, size));
      }
    }
  }

  @Override
  public Radiance radiance(Grid grid) {
    return radiance(grid, Parallel.CORES);
  }

  Radiance radiance(Grid grid, int threads) {
    float[] samples = new float[Picture.CHANNELS * grid.height() * grid.width()];
    Parallel.forEach(threads, grid.height(), row -> sampleRow(grid, row, samples));
    return new Radiance(grid.width(), grid.height(), grid.spacing(), samples);
  }

  private void sampleRow(Grid grid, int row, float[] samples) {
    double spacing = grid.spacing() * MICROMETRES;
    int points = Math.max(LEAST_POINTS, (int) Math.ceil(spacing / POINT_PITCH));
    DyeAmounts dyes = new DyeAmounts();
    double middleY = grid.y(row) * MICROMETRES;
    List<Absorber> inRow = reaching(absorbers, middleY, spacing);
    Absorber[] here = new Absorber[inRow.size()];
    for (int column = 0; column < grid.width(); column++) {
      double middleX = grid.x(column) * MICROMETRES;
      int count = 0;
      for (Absorber absorber : inRow) {
        if (absorber.bounds().distance(middleX, middleY) < spacing) {
          here[count++] = absorber;
        }
      }
      double red = 0;
      double green = 0;
      double blue = 0;
      for (int i = 0; i < points; i++) {
        double y = middleY + ((i + 0.5) / points - 0.5) * spacing;
        for (int j = 0; j < points; j++) {
          double x = middleX + ((j + 0.5) / points - 0.5) * spacing;
          dyes.clear();
          for (int k = 0; k < count; k++) {
            here[k].add(x, y, dyes);
          }
          double light = lamp.share(x, y);
          red += light * stain.red(dyes);
          green += light * stain.green(dyes);
          blue += light * stain.blue(dyes);
        }
      }
      int pixel = row * grid.width() + column;
      int plane = grid.height() * grid.width();
      int all = points * points;
      samples[Colour.RED.plane() * plane + pixel] = (float) (lamp.peak().red() * red / all);
      samples[Colour.GREEN.plane() * plane + pixel] = (float) (lamp.peak().green() * green / all);
      samples[Colour.BLUE.plane() * plane + pixel] = (float) (lamp.peak().blue() * blue / all);
    }
  }

  private static List<Absorber> reaching(List<Absorber> all, double y, double spacing) {
    List<Absorber> reaching = new ArrayList<>();
    for (Absorber absorber : all) {
      Disc bounds = absorber.bounds();
      if (Math.abs(bounds.y() - y) < bounds.radius() + spacing) {
        reaching.add(absorber);
      }
    }
    return reaching;
  }

  @Override
  public Optional<Mask> mask(Grid grid) {
    byte[] kinds = new byte[grid.height() * grid.width()];
    Parallel.forEach(Parallel.CORES, grid.height(), row -> maskRow(grid, row, kinds));
    return Optional.of(new Mask(grid.width(), grid.height(), kinds));
  }

  private void maskRow(Grid grid, int row, byte[] kinds) {
    double spacing = grid.spacing() * MICROMETRES;
    int points = Math.max(LEAST_MASK_POINTS, (int) Math.ceil(spacing / POINT_PITCH));
    double middleY = grid.y(row) * MICROMETRES;
    for (int column = 0; column < grid.width(); column++) {
      double middleX = grid.x(column) * MICROMETRES;
      int covered = 0;
      for (int i = 0; i < points; i++) {
        double y = middleY + ((i + 0.5) / points - 0.5) * spacing;
        for (int j = 0; j < points; j++) {
          covered += insideBody(middleX + ((j + 0.5) / points - 0.5) * spacing, y) ? 1 : 0;
        }
      }
      kinds[row * grid.width() + column] = (byte) (2 * covered >= points * points ? 1 : 0);
    }
  }

  private boolean insideBody(double x, double y) {
    for (CellBody body : bodies) {
      if (body.bounds().distance(x, y) < 0 && body.distance(x, y) < 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * The film of dried plasma between the cells: a faint, non-uniform tint.
   *
   * @param noise its unevenness
   * @param amount the mean amount of each dye but haemoglobin
   * @param grain the size of its unevenness [µm]
   */
  private record PlasmaFilm(GradientNoise noise, double amount, double grain) implements Absorber {

    static PlasmaFilm draw(RandomDraws draws) {
      return new PlasmaFilm(
          new GradientNoise(draws.seed()), draws.between(0.005, 0.05), draws.between(8, 25));
    }

    @Override
    public Disc bounds() {
      return new Disc(0, 0, Double.POSITIVE_INFINITY);
    }

    @Override
    public void add(double x, double y, DyeAmounts dyes) {
      double here = amount * (1 + 0.6 * noise.at(x / grain, y / grain));
      dyes.eosin += here;
      dyes.azure += 0.6 * here;
    }
  }

  /** A platelet: a pale blue flake with purple granules in its middle. */
  private static final class Platelet implements Absorber {
    private final CellOutline outline;
    private final Granules granules;
    private final double blue;

    private Platelet(CellOutline outline, Granules granules, double blue) {
      this.outline = outline;
      this.granules = granules;
      this.blue = blue;
    }

    static Platelet draw(RandomDraws draws, double x, double y) {
      Disc disc = new Disc(x, y, draws.between(0.7, 1.5));
      return new Platelet(
          CellOutline.draw(draws, disc, draws.between(0, 0.3), draws.between(0, 0.12), 0.15, 0.5),
          Granules.draw("platelet", draws),
          draws.between(0.15, 0.4));
    }

    @Override
    public Disc bounds() {
      return new Disc(outline.disc().x(), outline.disc().y(), outline.reach() + 0.3);
    }

    @Override
    public void add(double x, double y, DyeAmounts dyes) {
      double distance = outline.distance(x, y);
      double covered = SmoothFunctions.inside(distance, 0.2);
      if (covered == 0) {
        return;
      }
      dyes.azure += covered * blue;
      granules.add(x, y, 1 - SmoothFunctions.step(-0.45, 0, distance), dyes);
    }
  }
}
