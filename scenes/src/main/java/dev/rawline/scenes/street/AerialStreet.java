package dev.rawline.scenes.street;

import dev.rawline.imaging.frame.Scene;
import dev.rawline.imaging.random.RandomDraws;
import dev.rawline.imaging.random.Seed;
import dev.rawline.scenes.SceneKind;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Streets seen straight down from a drone, each scene a view of a town of its own.
 *
 * <p>A scene has no end: a grid of any size shows streets, plots, houses, trees and cars that go
 * together. Lines of sight are parallel, as in an orthophoto. Made for distances between samples of
 * 1 cm to 0.25 m.
 *
 * <p>{@code car}: a car stands within {@value #CAR_WITHIN} m of the middle along x and along y, at
 * least half of it in sight. {@code background}: no car within {@value #QUIET_WITHIN} m of the
 * middle, in most scenes of a place where one would stand otherwise.
 *
 * <p>The mask holds 1 for pixels of which at least half of the samples see a car, from above,
 * mirrors included; what lies under a crown or a roof is not seen, and a car's shadow is not the
 * car. Cars are cars and vans; buses, lorries and trailers are background.
 */
public final class AerialStreet implements SceneKind {
  /** The name of scenes with a car. */
  public static final String CAR = "car";

  /** The name of scenes without one. */
  public static final String BACKGROUND = "background";

  /** How far the middle of a car may lie from the scene's, along x and along y [m]. */
  public static final double CAR_WITHIN = 4.5;

  /** How far around the middle of a background there is no car [m]. */
  public static final double QUIET_WITHIN = 12;

  private static final double SURVEY = 28;

  /** One place in 400 has no car around it: a second is needed rarely, a twentieth never. */
  private static final int PLACES = 20;

  @Override
  public String name() {
    return "aerial-street";
  }

  @Override
  public List<String> labels() {
    return List.of(CAR, BACKGROUND);
  }

  @Override
  public Scene draw(String label, Seed seed) {
    if (!labels().contains(label)) {
      throw new IllegalArgumentException(
          "aerial-street has no class '%s': expected one of %s".formatted(label, labels()));
    }
    return draw(label, seed, PLACES);
  }

  /** Draws a scene of the first of some places that fits. */
  Scene draw(String label, Seed seed, int places) {
    for (int place = 0; place < places; place++) {
      RandomDraws dice = new RandomDraws(seed.stream(name(), place));
      StreetNetwork network = new StreetNetwork(dice);
      Illumination light = Illumination.drawn(dice);
      double x = dice.between(-400, 400);
      double y = dice.between(-400, 400);
      boolean anywhere = label.equals(BACKGROUND) && dice.chance(0.35);
      double quiet = label.equals(BACKGROUND) ? QUIET_WITHIN : 0;
      if (anywhere) {
        return new StreetScene(label, network, light, x, y, quiet);
      }
      Optional<Car> car = nearest(network, light, x, y);
      if (car.isPresent()) {
        double offX = dice.between(-CAR_WITHIN, CAR_WITHIN);
        double offY = dice.between(-CAR_WITHIN, CAR_WITHIN);
        Pose at = car.get().place();
        return new StreetScene(label, network, light, at.x() + offX, at.y() + offY, quiet);
      }
    }
    throw new IllegalStateException(
        "aerial-street looked at %d places for sample '%s' of seed %d and saw no car: expected one around most places; draw from another seed"
            .formatted(places, seed.sample(), seed.run()));
  }

  /** Returns the car in sight that is nearest to a point, if there is one around. */
  private static Optional<Car> nearest(
      StreetNetwork network, Illumination light, double x, double y) {
    BoundingBox survey = new BoundingBox(x, y, x, y).grown(SURVEY);
    return TownSection.cars(network, light, survey).stream()
        .sorted(
            Comparator.comparingDouble(car -> Math.hypot(car.place().x() - x, car.place().y() - y)))
        .limit(6)
        .filter(car -> inSight(car, network, light))
        .findFirst();
  }

  private static boolean inSight(Car car, StreetNetwork network, Illumination light) {
    TownSection around = TownSection.of(network, light, car.bounds().grown(0.2), 0, 0, 0);
    PointSampler sampler = new PointSampler(around);
    int all = 0;
    int seen = 0;
    for (double p = -0.9; p < 1; p += 0.15) {
      for (double q = -0.8; q < 1; q += 0.2) {
        double x = car.place().worldX(p * car.shape().length() / 2, q * car.shape().width() / 2);
        double y = car.place().worldY(p * car.shape().length() / 2, q * car.shape().width() / 2);
        all++;
        seen += sampler.topmost(x, y) instanceof Car ? 1 : 0;
      }
    }
    return 2 * seen > all;
  }
}
