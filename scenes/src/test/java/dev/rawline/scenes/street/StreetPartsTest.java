package dev.rawline.scenes.street;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.random.RandomDraws;
import dev.rawline.imaging.random.RandomStream;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The laws of the parts that streets are made of. */
class StreetPartsTest {
  private static final SurfaceFinish GREY =
      new SurfaceFinish(SurfaceFinish.Kind.PLAIN, new Rgb(0.3, 0.3, 0.3), 1);

  @Test
  void noiseIsSmoothAndCentred() {
    double sum = 0;
    double squares = 0;
    int count = 200_000;
    RandomDraws draws = new RandomDraws(new RandomStream(3));
    for (int i = 0; i < count; i++) {
      double value = ValueNoise.at(7, draws.between(-1e4, 1e4), draws.between(-1e4, 1e4));
      assertThat(value).isBetween(-1.0, 1.0);
      sum += value;
      squares += value * value;
    }
    assertThat(sum / count).isCloseTo(0, within(0.01));
    // Corners are uniform in [−1, 1]; ∫ ease² = 181/462, so each axis keeps 2 · 181/462 of 1/3.
    double kept = 2 * 181 / 462.0;
    assertThat(squares / count).isCloseTo(kept * kept / 3, within(0.005));
    for (double x = -3; x < 3; x += 0.01) {
      assertThat(ValueNoise.at(7, x + 1e-6, 0.3)).isCloseTo(ValueNoise.at(7, x, 0.3), within(1e-5));
    }
  }

  @Test
  void placementIsOrthogonalAndInvertible() {
    Pose place = Pose.of(3, -2, 0.7).shifted(1.5, -0.5, 0.4);
    double x = place.worldX(2.5, -1.25);
    double y = place.worldY(2.5, -1.25);
    assertThat(place.p(x, y)).isCloseTo(2.5, within(1e-12));
    assertThat(place.q(x, y)).isCloseTo(-1.25, within(1e-12));
    // Where p points to the right, q points down.
    assertThat(Pose.of(0, 0, 0).worldY(0, 1)).isEqualTo(1);
  }

  @Test
  void streetCoordinatesAreInvertible() {
    RandomDraws draws =
        new RandomDraws(new RandomStream(Seeds.next("streetCoordinatesAreInvertible")));
    for (int i = 0; i < 50; i++) {
      StreetNetwork network = new StreetNetwork(draws);
      double u = draws.between(-900, 900);
      double v = draws.between(-900, 900);
      for (Pose place : List.of(network.byAvenue(u, v, 1), network.bySide(u, v, 1))) {
        assertThat(network.u(place.x(), place.y())).isCloseTo(u, within(1e-4));
        assertThat(network.v(place.x(), place.y())).isCloseTo(v, within(1e-4));
      }
    }
  }

  @Test
  void everyPointLiesInOneBlock() {
    RandomDraws draws = new RandomDraws(new RandomStream(Seeds.next("everyPointLiesInOneBlock")));
    for (int town = 0; town < 20; town++) {
      StreetNetwork network = new StreetNetwork(draws);
      BoundingBox view = new BoundingBox(-70, -40, 90, 60);
      List<CityBlock> blocks = network.blocks(view);
      for (int i = 0; i < 200; i++) {
        double x = draws.between(-70, 90);
        double y = draws.between(-40, 60);
        double u = network.u(x, y);
        double v = network.v(x, y);
        assertThat(blocks.stream().filter(block -> block.contains(u, v))).hasSize(1);
      }
    }
  }

  /** A ray is blocked exactly where small steps along it reach the body. */
  @Test
  void bodyBlocksRaysThroughIt() {
    RandomDraws draws = new RandomDraws(new RandomStream(Seeds.next("bodyBlocksRaysThroughIt")));
    int blocked = 0;
    for (int i = 0; i < 4000; i++) {
      Solid solid = body(draws);
      double x = draws.between(-8, 8);
      double y = draws.between(-8, 8);
      double z = draws.between(0, 3);
      double dx = draws.between(-1.5, 1.5);
      double dy = draws.between(-1.5, 1.5);
      boolean inside = false;
      double depth = Double.POSITIVE_INFINITY;
      for (double t = 0; z + t < 12; t += 0.004) {
        double p = solid.place().p(x + t * dx, y + t * dy);
        double q = solid.place().q(x + t * dx, y + t * dy);
        double wall = Math.max(Math.abs(p) - solid.halfP(), Math.abs(q) - solid.halfQ());
        double floor = solid.base() - z - t;
        double roof = z + t - solid.topAt(p, q);
        double off = Math.max(wall, Math.max(floor, roof));
        inside |= off < 0;
        depth = Math.min(depth, off);
      }
      // Rays that graze the body are left open.
      if (Math.abs(depth) > 0.02) {
        assertThat(solid.blocks(x, y, z, false, dx, dy)).isEqualTo(inside ? 1 : 0);
        blocked += inside ? 1 : 0;
      }
    }
    assertThat(blocked).isBetween(200, 3500);
  }

  @Test
  void treeShadowFallsAwayFromTheSun() {
    Illumination light = Illumination.of(0, Math.PI / 4, 0);
    RandomDraws draws = new RandomDraws(new RandomStream(11));
    LeafClusters puffs = LeafClusters.broadleaf(0, 0, 2, 6, 0, draws);
    TreeCrown crown =
        new TreeCrown(
            puffs, new Rgb(0.05, 0.1, 0.03), new Rgb(0.1, 0.1, 0.1), light, puffs.bounds());
    // The sun is at +x, 45° high: the crown, about 4.5 m up, darkens what lies 4.5 m at −x.
    assertThat(crown.blocks(-4.5, 0, 0, false, light.alongX(), light.alongY())).isGreaterThan(0.6);
    assertThat(crown.blocks(4.5, 0, 0, false, light.alongX(), light.alongY())).isZero();
    assertThat(crown.blocks(-4.5, 4.5, 0, false, light.alongX(), light.alongY())).isZero();
    // Nothing shades what lies above it.
    assertThat(crown.blocks(-0.5, 0, 8, false, light.alongX(), light.alongY())).isZero();
  }

  @Test
  void sunIsWarmerThanTheSkyAndDimmedByClouds() {
    Illumination clear = Illumination.of(1, 0.7, 0);
    Illumination low = Illumination.of(1, 0.45, 0);
    Illumination cloudy = Illumination.of(1, 0.7, 0.95);
    assertThat(clear.x() * clear.x() + clear.y() * clear.y() + clear.z() * clear.z())
        .isCloseTo(1, within(1e-12));
    assertThat(clear.sun().red() / clear.sun().blue())
        .isGreaterThan(clear.sky().red() / clear.sky().blue())
        .isLessThan(low.sun().red() / low.sun().blue());
    assertThat(cloudy.sun().green()).isCloseTo(0.05 * clear.sun().green(), within(1e15));
    assertThat(cloudy.sky().green()).isGreaterThan(clear.sky().green());
    // Together they are weaker on the ground than sunlight outside the atmosphere.
    for (Illumination light : List.of(clear, low, cloudy)) {
      assertThat(light.z() * light.sun().green() + light.sky().green())
          .isLessThan(light.z() * 5.1e20);
    }
  }

  @Test
  void carsHaveTheSizesOfCars() {
    RandomDraws draws = new RandomDraws(new RandomStream(17));
    List<CarShape> shapes = Stream.generate(() -> CarShape.drawn(draws)).limit(2000).toList();
    for (CarShape shape : shapes) {
      assertThat(shape.length()).isBetween(3.5, 5.7);
      assertThat(shape.width()).isBetween(1.6, 2.1);
      assertThat(shape.height()).isBetween(1.4, 2.3);
      assertThat(shape.bonnet()).isLessThan(shape.roofFront());
      assertThat(shape.roofFront()).isLessThan(shape.roofRear());
      assertThat(shape.roofRear()).isLessThan(shape.boot());
      assertThat(shape.boot()).isLessThan(shape.length());
    }
    assertThat(shapes.stream().mapToDouble(CarShape::length).average().orElseThrow())
        .isBetween(4.2, 4.6);
  }

  @Test
  void threeQuartersOfTheCarsAreAchromatic() {
    RandomDraws draws = new RandomDraws(new RandomStream(18));
    int grey = 0;
    int dark = 0;
    for (int i = 0; i < 4000; i++) {
      Rgb paint = CarPaint.drawn(draws);
      double most = Math.max(paint.red(), Math.max(paint.green(), paint.blue()));
      double least = Math.min(paint.red(), Math.min(paint.green(), paint.blue()));
      assertThat(most).isBetween(0.01, 0.85);
      grey += most - least < 0.25 * most ? 1 : 0;
      dark += most < 0.06 ? 1 : 0;
    }
    assertThat(grey / 4000.0).isBetween(0.72, 0.86);
    assertThat(dark / 4000.0).isBetween(0.17, 0.25);
  }

  /** The outline fills most of its rectangle, and the cabin is the highest part of it. */
  @Test
  void carIsLowInFrontAndHighInTheMiddle() {
    RandomDraws draws = new RandomDraws(new RandomStream(19));
    for (int trim = 0; trim < 50; trim++) {
      CarShape shape = CarShape.drawn(draws);
      Car car = Car.of(Pose.of(0, 0, 0), shape, new Rgb(0.5, 0.5, 0.5), trim);
      int covered = 0;
      for (int i = 0; i < 100; i++) {
        for (int j = 0; j < 100; j++) {
          double x = (i - 49.5) / 100 * shape.length();
          double y = (j - 49.5) / 100 * shape.width();
          covered += car.covers(x, y) ? 1 : 0;
        }
      }
      assertThat(covered / 10_000.0).isBetween(0.88, 0.99);
      double middle = fromFront(shape, (shape.roofFront() + shape.roofRear()) / 2);
      assertThat(height(car, middle)).isCloseTo(shape.height(), within(0.08));
      assertThat(height(car, fromFront(shape, 0.5 * shape.bonnet()))).isLessThan(shape.belt());
    }
  }

  /** No car overlaps another, and hardly any in a house. */
  @Test
  void carsKeepApart() {
    int cars = 0;
    int colliding = 0;
    for (int town = 0; town < 12; town++) {
      RandomDraws draws = new RandomDraws(new RandomStream(1000 + town));
      StreetNetwork network = new StreetNetwork(draws);
      List<Car> all =
          TownSection.cars(network, Illumination.of(1, 0.8, 0), new BoundingBox(-70, -70, 70, 70));
      for (int i = 0; i < all.size(); i++) {
        cars++;
        for (int j = 0; j < i; j++) {
          if (all.get(i).bounds().meets(all.get(j).bounds()) && overlap(all.get(i), all.get(j))) {
            colliding++;
          }
        }
      }
    }
    System.out.println("colliding cars: " + colliding + " of " + cars);
    assertThat(cars).isGreaterThan(300);
    assertThat((double) colliding / cars).isLessThan(0.02);
  }

  private static boolean overlap(Car one, Car other) {
    for (int i = 0; i < 20; i++) {
      for (int j = 0; j < 10; j++) {
        double p = (i - 9.5) / 20 * one.shape().length();
        double q = (j - 4.5) / 10 * one.shape().width();
        if (other.covers(one.place().worldX(p, q), one.place().worldY(p, q))) {
          return true;
        }
      }
    }
    return false;
  }

  private static double fromFront(CarShape shape, double distance) {
    return shape.length() / 2 - distance;
  }

  private static double height(Car car, double p) {
    SurfacePoint surface = new SurfacePoint();
    surface.moveTo(p, 0);
    car.cover(surface);
    return surface.z;
  }

  private static Solid body(RandomDraws draws) {
    double eaves = draws.between(1, 4);
    double slopeP = draws.chance(0.5) ? 0 : draws.between(0.2, 1.5);
    double slopeQ = draws.chance(0.5) ? 0 : draws.between(0.2, 1.5);
    return new Solid(
        Pose.of(draws.between(-2, 2), draws.between(-2, 2), draws.between(0, 7)),
        draws.between(0.5, 5),
        draws.between(0.5, 5),
        draws.chance(0.5) ? 0 : draws.between(0, 0.9),
        eaves,
        slopeP,
        slopeQ,
        eaves + draws.between(0.3, 4),
        GREY,
        List.of());
  }
}
