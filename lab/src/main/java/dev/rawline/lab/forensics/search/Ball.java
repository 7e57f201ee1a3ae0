package dev.rawline.lab.forensics.search;

import dev.rawline.imaging.random.RandomStream;
import java.util.Arrays;

/**
 * What a limit of closeness allows around the default camera: every place is pulled in along its
 * ray, until pictures are close enough.
 *
 * @param objective what says how close pictures are
 * @param coordinates where
 * @param most the largest closeness
 */
record Ball(Objective objective, Coordinates coordinates, double most) {
  /** Nearer to the limit than this share of it no place is brought. */
  private static final double EDGE = 0.97;

  private static final int TRIES = 16;
  private static final double WIDEST = 1e6;

  /** Returns a place itself where it is close enough, else the last on its ray that is. */
  double[] within(double[] place) {
    double closeness = closeness(place, 1);
    return closeness <= most ? place : times(place, share(place, 0, 1, closeness));
  }

  /** Returns a place on the ray of another whose pictures are about as far as is allowed. */
  double[] edge(double[] direction) {
    double inside = 0;
    double outside = Math.sqrt(most) / Math.max(norm(direction), Double.MIN_NORMAL);
    double closeness = closeness(direction, outside);
    while (closeness <= most && outside * norm(direction) < WIDEST) {
      if (closeness >= EDGE * most) {
        return times(direction, outside);
      }
      inside = outside;
      outside *= Math.clamp(1.02 * Math.sqrt(most / closeness), 1.02, 4);
      closeness = closeness(direction, outside);
    }
    return times(
        direction, closeness <= most ? outside : share(direction, inside, outside, closeness));
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
    double sum = 0;
    for (double each : place) {
      sum += each * each;
    }
    return Math.sqrt(sum);
  }
}
