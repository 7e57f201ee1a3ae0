package dev.rawline.scenes.street;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rawline.imaging.frame.Grid;
import dev.rawline.imaging.frame.Mask;
import dev.rawline.imaging.frame.Radiance;
import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.random.Seed;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The laws of aerial streets. The seeds are fixed: the numbers hold for these scenes. */
class AerialStreetTest {
  private static final AerialStreet KIND = new AerialStreet();

  private static StreetScene scene(String label, long seed) {
    return (StreetScene) KIND.draw(label, new Seed(seed, "street"));
  }

  @Test
  void isNamedAndLabelled() {
    assertThat(KIND.name()).isEqualTo("aerial-street");
    assertThat(KIND.labels()).containsExactly("car", "background");
    assertThat(KIND.counts()).containsExactly(1, 1);
  }

  @Test
  void otherLabelsAreRejected() {
    assertThatThrownBy(() -> KIND.draw("bus", new Seed(1, "a")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("aerial-street has no class 'bus': expected one of [car, background]");
  }

  @Test
  void stopsAfterSomePlacesWithoutACar() {
    assertThatThrownBy(() -> KIND.draw("car", new Seed(1, "a"), 0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "aerial-street searched 0 positions for sample 'a' of seed 1 and found no car: expected"
                + " one near most positions; use another seed");
  }

  @Test
  void skipsAPlaceWithoutACar() {
    Seed bare = new Seed(16, "places");
    assertThatThrownBy(() -> KIND.draw("car", bare, 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith(
            "aerial-street searched 1 positions for sample 'places' of seed 16");
    Mask mask = ((StreetScene) KIND.draw("car", bare)).mask(new Grid(100, 100, 0.2), 1);
    int seen = 0;
    for (byte kind : mask.kinds()) {
      seen += kind;
    }
    assertThat(seen).isPositive();
  }

  @Test
  void theSameSeedGivesTheSameBitsOnOneThreadAndOnTwo() {
    Grid grid = new Grid(67, 53, 0.11);
    for (String label : KIND.labels()) {
      Radiance one = scene(label, 5).radiance(grid, 1);
      assertThat(scene(label, 5).radiance(grid, 2).samples()).containsExactly(one.samples());
      Mask mask = scene(label, 5).mask(grid, 1);
      assertThat(scene(label, 5).mask(grid, 2).kinds()).containsExactly(mask.kinds());
      assertThat(one.spacing()).isEqualTo(0.11);
    }
  }

  @Test
  void largerGridShowsTheSameMiddle() {
    StreetScene scene = scene("car", 6);
    Radiance small = scene.radiance(new Grid(41, 31, 0.06), 2);
    Radiance big = scene.radiance(new Grid(141, 91, 0.06), 2);
    for (int channel = 0; channel < 3; channel++) {
      for (int row = 0; row < 31; row++) {
        for (int column = 0; column < 41; column++) {
          float expected = small.samples()[(channel * 31 + row) * 41 + column];
          float actual = big.samples()[(channel * 91 + row + 30) * 141 + column + 50];
          assertThat(actual)
              .isCloseTo(expected, org.assertj.core.data.Percentage.withPercentage(1e-3));
        }
      }
    }
  }

  @Test
  void seedsAndSamplesShowOtherPlaces() {
    Grid grid = new Grid(24, 24, 0.5);
    List<float[]> seen = new ArrayList<>();
    for (long seed = 0; seed < 12; seed++) {
      float[] view = scene("car", seed).radiance(grid, 2).samples();
      for (float[] other : seen) {
        assertThat(Math.abs(correlation(view, other))).isLessThan(0.75);
      }
      seen.add(view);
    }
  }

  @Test
  void lightIsPositiveAndFiniteAndNoBrighterThanAGlint() {
    for (long seed = 20; seed < 24; seed++) {
      StreetScene scene = scene(KIND.labels().get((int) seed % 2), seed);
      double white = scene.light().sun().green() / Math.PI;
      for (float sample : scene.radiance(new Grid(100, 100, 0.15), 2).samples()) {
        assertThat(sample).isBetween((float) (1e-6 * white), (float) (12 * white));
      }
    }
  }

  /** Samples of 2 cm, averaged over 6 cm, equal samples of 6 cm. */
  @Test
  void lightDoesNotDependOnTheResolution() {
    for (long seed = 30; seed < 33; seed++) {
      StreetScene scene = scene("car", seed);
      int side = 96;
      float[] coarse = scene.radiance(new Grid(side, side, 0.06), 2).samples();
      float[] fine = scene.radiance(new Grid(3 * side, 3 * side, 0.02), 2).samples();
      double off = 0;
      double sum = 0;
      for (int i = 0; i < coarse.length; i++) {
        int channel = i / (side * side);
        int row = i / side % side;
        int column = i % side;
        double mean = 0;
        for (int k = 0; k < 9; k++) {
          mean +=
              fine[(channel * 3 * side + 3 * row + k / 3) * 3 * side + 3 * column + k % 3] / 9.0;
        }
        off += Math.abs(mean - coarse[i]);
        sum += mean;
      }
      assertThat(off / sum).as("seed %d", seed).isLessThan(0.03);
    }
  }

  /** A pixel is masked where the 1 cm mask covers at least half of it. */
  @Test
  void maskIsTheMajorityOfAFinerMask() {
    for (long seed = 40; seed < 43; seed++) {
      StreetScene scene = scene("car", seed);
      int side = 160;
      Mask coarse = scene.mask(new Grid(side, side, 0.06), 2);
      Mask fine = scene.mask(new Grid(6 * side, 6 * side, 0.01), 2);
      int cars = 0;
      int unsure = 0;
      for (int row = 0; row < side; row++) {
        for (int column = 0; column < side; column++) {
          int covered = 0;
          for (int k = 0; k < 36; k++) {
            covered += fine.at(6 * row + k / 6, 6 * column + k % 6);
          }
          cars += coarse.at(row, column);
          if (covered >= 24) {
            assertThat(coarse.at(row, column)).isEqualTo(1);
          } else if (covered <= 12) {
            assertThat(coarse.at(row, column)).isZero();
          } else if (coarse.at(row, column) != (covered >= 18 ? 1 : 0)) {
            unsure++;
          }
        }
      }
      assertThat(cars).isGreaterThan(500);
      assertThat((double) unsure / cars).isLessThan(0.02);
    }
  }

  private static Car repainted(Car car) {
    Rgb paint = new Rgb(0.9 - car.paint().red(), 0.5, 0.9 - car.paint().blue());
    return new Car(car.place(), car.shape(), paint, car.seed(), car.shadow());
  }

  /** Other paint on all cars changes only pixels with a sample on a car. */
  @Test
  void theMaskCoversTheCarsAndNothingElse() {
    for (long seed = 50; seed < 52; seed++) {
      StreetScene scene = scene("car", seed);
      Grid grid = new Grid(200, 200, 0.06);
      TownSection place = scene.place(grid);
      float[] before = scene.radiance(place, grid, 2).samples();
      place.contents().objects().replaceAll(o -> o instanceof Car car ? repainted(car) : o);
      BoundingBox view =
          new BoundingBox(scene.x() - 7, scene.y() - 7, scene.x() + 7, scene.y() + 7);
      SpatialIndex cells = SpatialIndex.of(view, place.contents(), place.light());
      TownSection repainted =
          new TownSection(place.network(), place.blocks(), place.contents(), cells, place.light());
      float[] after = scene.radiance(repainted, grid, 2).samples();
      Mask mask = scene.mask(grid, 2);
      PointSampler sampler = new PointSampler(scene.place(grid));
      int masked = 0;
      int changedInside = 0;
      for (int row = 0; row < 200; row++) {
        for (int column = 0; column < 200; column++) {
          int pixel = row * 200 + column;
          boolean changed = before[pixel] != after[pixel];
          int cars = scene.cars(grid, row, column, 3, sampler);
          assertThat(mask.at(row, column)).isEqualTo(cars >= 5 ? 1 : 0);
          if (cars == 0) {
            assertThat(changed).isFalse();
          } else if (cars >= 5) {
            masked++;
            changedInside += changed ? 1 : 0;
          }
        }
      }
      // Glass, tyres and lamps keep their colour.
      assertThat((double) changedInside / masked).isBetween(0.5, 0.97);
    }
  }

  @Test
  void everyCarSceneHasACarInTheMiddleAndNoBackgroundHas() {
    Grid tile = new Grid(256, 256, 0.06);
    int hidden = 0;
    for (long seed = 60; seed < 76; seed++) {
      Mask car = scene("car", seed).mask(tile, 2);
      assertThat(car.coverage()).as("seed %d", seed).isBetween(0.005, 0.6);
      hidden += car.coverage() < 0.02 ? 1 : 0;
      assertThat(scene("background", seed).mask(tile, 2).coverage()).isZero();
    }
    assertThat(hidden).isLessThan(5);
  }

  @Test
  void backgroundsHaveCarsOnlyBeyondTwelveMetres() {
    Grid grid = new Grid(200, 200, 0.4);
    int withCars = 0;
    for (long seed = 90; seed < 96; seed++) {
      Mask mask = scene("background", seed).mask(grid, 2);
      for (int row = 0; row < 200; row++) {
        for (int column = 0; column < 200; column++) {
          double x = grid.x(column);
          double y = grid.y(row);
          if (x * x + y * y < 12 * 12) {
            assertThat(mask.at(row, column)).isZero();
          }
        }
      }
      withCars += mask.coverage() > 0 ? 1 : 0;
    }
    assertThat(withCars).isGreaterThan(3);
  }

  /** Some of each car park is under crowns, most is not. */
  @Test
  void crownsHideSomeOfTheCars() {
    int all = 0;
    int seen = 0;
    int partly = 0;
    for (long seed = 100; seed < 112; seed++) {
      StreetScene scene = scene("car", seed);
      TownSection place = scene.place(new Grid(400, 400, 0.1));
      PointSampler sampler = new PointSampler(place);
      for (SceneObject object : place.contents().objects()) {
        if (object instanceof Car car
            && Math.abs(car.place().x() - scene.x()) < 17
            && Math.abs(car.place().y() - scene.y()) < 17) {
          int visible = 0;
          for (int i = 0; i < 10; i++) {
            for (int j = 0; j < 10; j++) {
              double p = (i - 4.5) / 10 * 0.9 * car.shape().length();
              double q = (j - 4.5) / 10 * 0.9 * car.shape().width();
              double x = car.place().worldX(p, q);
              double y = car.place().worldY(p, q);
              visible += sampler.topmost(x, y) instanceof Car ? 1 : 0;
            }
          }
          all += 100;
          seen += visible;
          partly += visible > 5 && visible < 90 ? 1 : 0;
        }
      }
    }
    System.out.println(
        "cars in sight: " + seen + " of " + all + " points; partly hidden: " + partly);
    assertThat((double) seen / all).isBetween(0.75, 0.98);
    assertThat(partly).isGreaterThan(3);
  }

  /** Next to a car the ground is darker away from the sun than towards it. */
  @Test
  void shadowsFallAwayFromTheSun() {
    int darker = 0;
    int brighter = 0;
    int pairs = 0;
    for (long seed = 120; seed < 140; seed++) {
      StreetScene scene = scene("car", seed);
      Illumination light = scene.light();
      if (light.sun().green() < 2 * light.sky().green()) {
        continue;
      }
      TownSection place = scene.place(new Grid(300, 300, 0.1));
      PointSampler sampler = new PointSampler(place);
      double length = Math.sqrt(light.x() * light.x() + light.y() * light.y());
      for (SceneObject object : place.contents().objects()) {
        if (object instanceof Car car
            && Math.abs(car.place().x() - scene.x()) < 11
            && Math.abs(car.place().y() - scene.y()) < 11) {
          double reach = outside(car, light.x() / length, light.y() / length) + 0.25;
          double x = reach * light.x() / length;
          double y = reach * light.y() / length;
          double towards = ground(sampler, car.place().x() + x, car.place().y() + y);
          double away = ground(sampler, car.place().x() - x, car.place().y() - y);
          if (towards > 0 && away > 0) {
            pairs++;
            darker += away < 0.75 * towards ? 1 : 0;
            brighter += towards < 0.75 * away ? 1 : 0;
          }
        }
      }
    }
    System.out.println(
        "darker away from the sun: " + darker + " of " + pairs + ", brighter: " + brighter);
    assertThat(pairs).isGreaterThan(30);
    // Some cars are in the shadow of something else on both sides.
    assertThat((double) darker / pairs).isGreaterThan(0.55);
    assertThat((double) brighter / pairs).isLessThan(0.12);
  }

  @Test
  void townDoesNotRepeat() {
    StreetScene scene = scene("car", 150);
    int side = 150;
    float[] view = scene.radiance(new Grid(side, side, 1), 2).samples();
    double highest = 0;
    for (int dy = 0; dy <= 60; dy += 1) {
      for (int dx = -60; dx <= 60; dx += 1) {
        if (dx * dx + dy * dy > 12 * 12) {
          highest = Math.max(highest, shifted(view, side, dx, dy));
        }
      }
    }
    System.out.println("highest autocorrelation beyond 12 m: " + highest);
    assertThat(highest).isLessThan(0.5);
  }

  private static double outside(Car car, double dx, double dy) {
    double reach = 0;
    while (car.covers(car.place().x() + reach * dx, car.place().y() + reach * dy)) {
      reach += 0.02;
    }
    return reach;
  }

  /** Returns the light of bare ground, or 0 where an object covers it. */
  private static double ground(PointSampler sampler, double x, double y) {
    double sum = 0;
    for (int i = -1; i <= 1; i++) {
      for (int j = -1; j <= 1; j++) {
        double px = x + 0.05 * i;
        double py = y + 0.05 * j;
        if (sampler.topmost(px, py) != null) {
          return 0;
        }
        sampler.look(px, py, 0, 0);
        sum += sampler.green;
      }
    }
    return sum;
  }

  private static double correlation(float[] one, float[] other) {
    double mean = 0;
    double otherMean = 0;
    for (int i = 0; i < one.length; i++) {
      mean += one[i] / one.length;
      otherMean += other[i] / (double) one.length;
    }
    double product = 0;
    double square = 0;
    double otherSquare = 0;
    for (int i = 0; i < one.length; i++) {
      product += (one[i] - mean) * (other[i] - otherMean);
      square += (one[i] - mean) * (one[i] - mean);
      otherSquare += (other[i] - otherMean) * (other[i] - otherMean);
    }
    return product / Math.sqrt(square * otherSquare);
  }

  /** Returns the correlation of the green light with itself, shifted. */
  private static double shifted(float[] view, int side, int dx, int dy) {
    int width = side - Math.abs(dx);
    int height = side - dy;
    float[] one = new float[width * height];
    float[] other = new float[width * height];
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        int x = column + Math.max(0, -dx);
        one[row * width + column] = view[side * side + row * side + x];
        other[row * width + column] = view[side * side + (row + dy) * side + x + dx];
      }
    }
    return correlation(one, other);
  }
}
