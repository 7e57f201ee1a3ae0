package dev.rawline.scenes.street;

import dev.rawline.imaging.frame.Scene;
import dev.rawline.imaging.random.RandomDraws;
import dev.rawline.imaging.random.Seed;
import dev.rawline.scenes.SceneKind;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Streets seen straight down from a drone, each scene a view of a different town.
 *
 * <p>A scene is unlimited: a grid of any size shows consistent streets, plots, houses, trees and
 * cars. Lines of sight are parallel, as in an orthophoto. Intended sample spacings are 1 cm to 0.25
 * m.
 *
 * <p>{@code car}: a car is within {@value #CAR_WITHIN} m of the middle along x and along y, at
 * least half of it visible. {@code background}: no car within {@value #QUIET_WITHIN} m of the
 * middle, in most scenes at a position where there would be one.
 *
 * <p>The mask is 1 for pixels of which at least half of the samples show a car from above, mirrors
 * included; parts under a crown or a roof do not count, nor does a car's shadow. Cars are cars and
 * vans; buses, lorries and trailers are background.
 */
public final class AerialStreet implements SceneKind {
  /** The label of scenes with a car. */
  public static final String CAR = "car";

  /** The label of scenes without a car. */
  public static final String BACKGROUND = "background";

  /** The largest distance of a car's middle from the scene's, along x and along y [m]. */
  public static final double CAR_WITHIN = 4.5;

  /** The radius around the middle of a background without cars [m]. */
  public static final double QUIET_WITHIN = 12;

  private static final double SURVEY = 28;

  /**
   * One place in 400 has no car around it: a second attempt is rarely needed, a twentieth never.
   */
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

  /** Generates a scene at the first suitable one of several places. */
  Scene draw(String label, Seed seed, int places) {
    for (int place = 0; place < places; place++) {
      RandomDraws draws = new RandomDraws(seed.stream(name(), place));
      StreetNetwork network = new StreetNetwork(draws);
      Illumination light = Illumination.drawn(draws);
      double x = draws.between(-400, 400);
      double y = draws.between(-400, 400);
      boolean anywhere = label.equals(BACKGROUND) && draws.chance(0.35);
      double quiet = label.equals(BACKGROUND) ? QUIET_WITHIN : 0;
      if (anywhere) {
        return new StreetScene(network, light, x, y, quiet);
      }
      Optional<Car> car = nearest(network, light, x, y);
      if (car.isPresent()) {
        double offX = draws.between(-CAR_WITHIN, CAR_WITHIN);
        double offY = draws.between(-CAR_WITHIN, CAR_WITHIN);
        Pose at = car.get().place();
        return new StreetScene(network, light, at.x() + offX, at.y() + offY, quiet);
      }
    }
    throw new IllegalStateException(
        "aerial-street searched %d positions for sample '%s' of seed %d and found no car: expected one near most positions; use another seed"
            .formatted(places, seed.sample(), seed.run()));
  }

  /** Returns the visible car nearest to a point, if there is one around. */
  private static Optional<Car> nearest(
      StreetNetwork network, Illumination light, double x, double y) {
    BoundingBox survey = new BoundingBox(x, y, x, y).grown(SURVEY);
    return TownSection.cars(network, light, survey).stream()
        .sorted(
            Comparator.comparingDouble(car -> Math.hypot(car.place().x() - x, car.place().y() - y)))
        .limit(6)
        .filter(car -> isVisible(car, network, light))
        .findFirst();
  }

  private static boolean isVisible(Car car, StreetNetwork network, Illumination light) {
    TownSection around = TownSection.of(network, light, car.bounds().grown(0.2), _ -> true);
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
