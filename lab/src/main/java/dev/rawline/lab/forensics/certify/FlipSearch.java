package dev.rawline.lab.forensics.certify;

import dev.rawline.imaging.random.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The nearest camera at which the vote about one sample is for another class: an upper bound of the
 * region in which it stays, beside the certified lower one.
 *
 * <p>Rays lead out in the mean direction of the draws that were decided otherwise, along both ways
 * of every coordinate, and from the nearest camera so far along the slope of the top class's
 * probability, E[1{top} ε] (Stein's identity): the nearest point of a flat boundary lies along it.
 * Votes of all places are counted on the same draws. What is found is confirmed by as many fresh
 * draws, and moved outward until they agree, so that chance in the search makes it no nearer.
 */
final class FlipSearch {
  private static final double FIRST = 0.25;
  private static final double STRIDE = 1.25;
  private static final double NEARER = 0.95;
  private static final int HALVINGS = 4;
  private static final int SLOPES = 3;
  private static final int CONFIRMATIONS = 12;

  private final CameraDecisions decisions;
  private final int top;
  private final SmoothingLaw law;
  private final double reach;
  private final List<CameraDraw> draws;
  private final List<CameraDraw> fresh;

  FlipSearch(
      CameraDecisions decisions, int top, SmoothingLaw law, SmoothingBudget budget, Seed seed) {
    this.decisions = decisions;
    this.top = top;
    this.law = law;
    this.reach = budget.reach();
    int size = decisions.size();
    this.draws = CameraDraw.of(law, size, seed, "search", budget.searchDraws());
    this.fresh = CameraDraw.of(law, size, seed, "confirmation", budget.searchDraws());
  }

  /** A camera at which the vote is another: so far along a direction of length 1. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Flip(double[] direction, double distance, int[] decided) {}

  /**
   * Searches.
   *
   * @param known the draws of the certificate
   * @param decided what was decided behind each
   * @param certified the distance that is certified
   */
  OptionalDouble nearest(List<CameraDraw> known, int[] decided, double certified) {
    Optional<Flip> nearest = Optional.empty();
    for (double[] direction : directions(known, decided)) {
      nearest = nearer(direction, certified, nearest);
    }
    for (int i = 0; i < SLOPES && nearest.isPresent() && decisions.size() > 1; i++) {
      Optional<Flip> next = nearer(downhill(nearest.get().decided), certified, nearest);
      if (next.equals(nearest)) {
        break;
      }
      nearest = next;
    }
    return nearest.map(this::confirmed).orElse(OptionalDouble.empty());
  }

  private List<double[]> directions(List<CameraDraw> known, int[] decided) {
    List<double[]> directions = new ArrayList<>();
    int size = decisions.size();
    if (size > 1) {
      double[] mean = new double[size];
      for (int i = 0; i < decided.length; i++) {
        if (decided[i] != top) {
          add(known.get(i).place(), 1, mean);
        }
      }
      unit(mean).ifPresent(directions::add);
    }
    for (int axis = 0; axis < size; axis++) {
      for (int sign = 1; sign >= (law.hasBothSides() ? -1 : 1); sign -= 2) {
        double[] direction = new double[size];
        direction[axis] = sign;
        directions.add(direction);
      }
    }
    return directions;
  }

  /** Returns the nearest flip of a ray where it is nearer than another, else that one. */
  private Optional<Flip> nearer(double[] direction, double certified, Optional<Flip> before) {
    double inside = 0;
    Optional<Flip> outside;
    if (before.isPresent()) {
      double limit = NEARER * before.get().distance;
      outside = limit > certified ? flip(direction, limit) : Optional.empty();
      if (outside.isEmpty()) {
        return before;
      }
      inside = Math.min(certified, limit);
    } else {
      double distance = Math.min(Math.max(certified, FIRST), reach);
      outside = flip(direction, distance);
      while (outside.isEmpty() && distance < reach) {
        inside = distance;
        distance = Math.min(STRIDE * distance, reach);
        outside = flip(direction, distance);
      }
    }
    for (int i = 0; i < HALVINGS && outside.isPresent(); i++) {
      double middle = (inside + outside.get().distance) / 2;
      Optional<Flip> found = flip(direction, middle);
      if (found.isPresent()) {
        outside = found;
      } else {
        inside = middle;
      }
    }
    return outside;
  }

  private Optional<Flip> flip(double[] direction, double distance) {
    int[] decided = decisions.of(CameraDraw.around(times(direction, distance), draws));
    return CameraDecisions.top(decisions.counted(decided)) == top
        ? Optional.empty()
        : Optional.of(new Flip(direction, distance, decided));
  }

  private OptionalDouble confirmed(Flip flip) {
    double distance = flip.distance;
    for (int i = 0; i < CONFIRMATIONS && distance <= reach; i++) {
      List<CameraDraw> there = CameraDraw.around(times(flip.direction, distance), fresh);
      if (CameraDecisions.top(decisions.votes(there)) != top) {
        return OptionalDouble.of(distance);
      }
      distance /= NEARER;
    }
    return OptionalDouble.empty();
  }

  /** Returns the direction in which the top class loses votes fastest, by the draws of a flip. */
  private double[] downhill(int[] decided) {
    int size = decisions.size();
    double share = 0;
    for (int decision : decided) {
      share += decision == top ? 1.0 / decided.length : 0;
    }
    double[] slope = new double[size];
    for (int i = 0; i < decided.length; i++) {
      add(draws.get(i).place(), share - (decided[i] == top ? 1 : 0), slope);
    }
    return unit(slope).orElseGet(() -> new double[size]);
  }

  private static void add(double[] addend, double factor, double[] sum) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += factor * addend[i];
    }
  }

  private static double[] times(double[] direction, double factor) {
    double[] place = new double[direction.length];
    add(direction, factor, place);
    return place;
  }

  private static Optional<double[]> unit(double[] vector) {
    double square = 0;
    for (double each : vector) {
      square += each * each;
    }
    return square > 0 ? Optional.of(times(vector, 1 / Math.sqrt(square))) : Optional.empty();
  }
}
