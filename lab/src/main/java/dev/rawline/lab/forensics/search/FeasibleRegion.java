package dev.rawline.lab.forensics.search;

import dev.rawline.imaging.random.RandomStream;
import dev.rawline.lab.statistic.Vectors;
import java.util.Arrays;
import org.hipparchus.distribution.continuous.NormalDistribution;

/**
 * What a limit of closeness allows around the default camera: every place is pulled in along its
 * ray, until pictures are close enough.
 *
 * @param objective what measures how close pictures are
 * @param coordinates where
 * @param most the largest closeness
 */
record FeasibleRegion(Objective objective, SearchCoordinates coordinates, double most) {
  /** Nearer to the limit than this share of it no place is brought. */
  private static final double EDGE = 0.97;

  /** From this share of the limit on a place lies on the border: looser than {@link #EDGE}. */
  private static final double BORDER = 0.9;

  /** Quantiles at 0 and 1 are infinite. */
  private static final double MARGIN = 1e-12;

  private static final NormalDistribution NORMAL = new NormalDistribution();
  private static final int TRIES = 16;
  private static final double WIDEST = 1e6;

  /** Returns a place itself where it is close enough, else the last on its ray that is. */
  double[] within(double[] place) {
    double closeness = closeness(place, 1);
    return closeness <= most ? place : times(place, share(place, 0, 1, closeness));
  }

  /**
   * Returns a place on the ray of another whose pictures are about as far as is allowed, or the
   * last one that an instrument can have.
   */
  double[] edge(double[] direction) {
    double inside = 0;
    double farthest = coordinates.farthest(direction);
    double outside =
        Math.min(farthest, Math.sqrt(most) / Math.max(norm(direction), Double.MIN_NORMAL));
    double closeness = closeness(direction, outside);
    while (closeness <= most && outside < farthest && outside * norm(direction) < WIDEST) {
      if (closeness >= EDGE * most) {
        return times(direction, outside);
      }
      inside = outside;
      outside =
          Math.min(farthest, outside * Math.clamp(1.02 * Math.sqrt(most / closeness), 1.02, 4));
      closeness = closeness(direction, outside);
    }
    return times(
        direction, closeness <= most ? outside : share(direction, inside, outside, closeness));
  }

  /**
   * Returns what of a gradient leads along the border of what is allowed, where a place lies there
   * and the gradient leads out; else all of it. Where pictures change by far more than to first
   * order, as behind a steep γ, the border runs near the default camera, and to be pulled back
   * along the ray would undo the whole step.
   */
  double[] along(double[] place, double closeness, double[] gradient) {
    if (closeness < BORDER * most) {
      return gradient;
    }
    double[] outward = coordinates.back(place, objective.ofCloseness(coordinates.at(place)));
    double square = Vectors.dot(outward, outward);
    double out = Vectors.dot(gradient, outward);
    return out > 0 && square > 0 ? plus(gradient, outward, -out / square) : gradient;
  }

  /** Narrows down where a ray leaves what is allowed; closeness grows about as a square. */
  private double share(double[] place, double first, double last, double closenessLast) {
    double inside = first;
    double outside = last;
    double beyond = closenessLast;
    for (int i = 0; i < TRIES; i++) {
      double guess = outside * Math.sqrt(0.985 * most / beyond);
      double share = guess > inside && guess < outside ? guess : (inside + outside) / 2;
      double closeness = closeness(place, share);
      if (closeness <= most) {
        inside = share;
        if (closeness >= EDGE * most) {
          break;
        }
      } else {
        outside = share;
        beyond = closeness;
      }
    }
    return inside;
  }

  /** What makes no picture is infinitely far. */
  private double closeness(double[] place, double share) {
    double closeness = objective.closeness(coordinates.at(times(place, share)));
    return Double.isNaN(closeness) ? Double.POSITIVE_INFINITY : closeness;
  }

  /** Returns a place drawn evenly from all that is allowed, as far as the ball is round. */
  double[] drawn(RandomStream random) {
    double[] edge = edge(direction(coordinates.size(), random));
    return times(edge, Math.pow(random.nextUniform(), 1.0 / coordinates.size()));
  }

  /**
   * Returns the place of a point of a cube, evenly as far as the ball is round: its first numbers
   * are the direction, the last is the share of the volume that lies further in.
   *
   * @param cube one number more than there are coordinates, each from 0 to 1
   */
  double[] at(double[] cube) {
    int size = coordinates.size();
    double[] direction = new double[size];
    Arrays.setAll(
        direction,
        k -> NORMAL.inverseCumulativeProbability(Math.clamp(cube[k], MARGIN, 1 - MARGIN)));
    return times(edge(direction), Math.pow(cube[size], 1.0 / size));
  }

  /** Returns a direction, each as likely, of length 1. */
  static double[] direction(int size, RandomStream random) {
    double[] direction = new double[size];
    Arrays.setAll(direction, _ -> random.nextGaussian());
    return times(direction, 1 / Math.max(norm(direction), Double.MIN_NORMAL));
  }

  static double[] times(double[] place, double factor) {
    double[] product = new double[place.length];
    Arrays.setAll(product, i -> factor * place[i]);
    return product;
  }

  static double norm(double[] place) {
    return Math.sqrt(Vectors.dot(place, place));
  }

  /** Returns a place moved along a direction. */
  static double[] plus(double[] place, double[] direction, double length) {
    double[] moved = new double[place.length];
    Arrays.setAll(moved, k -> place[k] + length * direction[k]);
    return moved;
  }
}
