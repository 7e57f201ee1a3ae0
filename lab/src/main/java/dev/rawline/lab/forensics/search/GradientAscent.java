package dev.rawline.lab.forensics.search;

import dev.rawline.imaging.random.RandomStream;
import dev.rawline.imaging.random.Seed;
import java.util.Arrays;
import java.util.Optional;

/**
 * Uphill along the gradient, from several starts: the first is the default camera, others are the
 * worst of a few draws, and the last goes on from the worst that is known by then, in shorter
 * steps, where there are many numbers or a bad camera was known before.
 *
 * <p>Within a limit: steps of one length along the gradient with momentum, each pulled back to what
 * is allowed; the length begins with the radius of that, and is halved from the best place whenever
 * steps gain nothing any more (F. Croce and M. Hein, Reliable evaluation of adversarial robustness
 * with an ensemble of diverse parameter-free attacks, 2020). Every second start climbs the loss,
 * the others what stands for the metric: the loss may grow by answers that are wrong already. Under
 * a penalty: Adam (Kingma and Ba, 2015) with a rate that falls like a cosine, from a share of the
 * distance at which the penalty outweighs the slope.
 */
public record GradientAscent() implements Search {
  /** The share of a start's evaluations that are draws. */
  private static final double DRAWN = 0.25;

  /** Of so few numbers draws are worth more than going on: they cover what there is. */
  private static final int FEW = 4;

  /** The first step of the start that goes on, as a share of the radius of what is allowed. */
  private static final double SHORTER = 0.25;

  private static final double MOMENTUM = 0.75;
  private static final double GAINING = 0.6;
  private static final double PERIOD = 0.15;
  private static final double FIRST_MOMENT = 0.9;
  private static final double SECOND_MOMENT = 0.99;
  private static final double LARGEST_RADIUS = 0.5;
  private static final double PROBE = 0.01;

  /** The first step of Adam, as a share of the radius. */
  private static final double LONGEST = 0.5;

  @Override
  public String word() {
    return "ascent";
  }

  @Override
  public Found find(
      Objective objective,
      Coordinates coordinates,
      Restraint restraint,
      Optional<double[]> known,
      Budget budget,
      Seed seed) {
    Trail trail = new Trail(objective, coordinates, restraint);
    known.ifPresent(trail::of);
    double radius = 0;
    for (int start = 0; start < budget.restarts(); start++) {
      boolean goesOn =
          start == budget.restarts() - 1
              && (known.isPresent() || (start > 0 && coordinates.size() > FEW));
      int draws = start == 0 || goesOn ? 0 : Math.max(1, (int) (DRAWN * budget.of(start)));
      double[] from = goesOn ? coordinates.place(trail.worst()) : new double[coordinates.size()];
      Optional<Objective.Value> worst = Optional.empty();
      for (int i = 0; i < draws; i++) {
        double[] drawn =
            RandomSearch.drawn(
                objective, coordinates, restraint, seed.stream("ascent " + start, i));
        Objective.Value value = trail.at(drawn);
        if (worst.isEmpty() || restraint.isWorse(value, worst.get())) {
          worst = Optional.of(value);
          from = drawn;
        }
      }
      int spent = draws + (start == budget.restarts() - 1 && known.isPresent() ? 1 : 0);
      int evaluations = budget.of(start) - spent;
      switch (restraint) {
        case Restraint.Limit(double most) ->
            within(
                new Ball(objective, coordinates, most),
                trail,
                start % 2 == 0 ? Objective.Aim.METRIC : Objective.Aim.LOSS,
                from,
                goesOn ? SHORTER : 1,
                evaluations,
                seed.stream("ascent step", start));
        case Restraint.Penalty(double factor) ->
            radius = penalized(objective, coordinates, factor, trail, from, evaluations, radius);
      }
    }
    return trail.found();
  }

  private static void within(
      Ball ball,
      Trail trail,
      Objective.Aim aim,
      double[] from,
      double share,
      int evaluations,
      RandomStream random) {
    Coordinates coordinates = ball.coordinates();
    int period = Math.max(3, (int) Math.round(PERIOD * evaluations));
    double[] place = from;
    Objective.Slope slope = trail.slope(place, aim, 0);
    double[] best = place;
    Objective.Slope bestSlope = slope;
    double[] momentum = new double[coordinates.size()];
    double length = 0;
    int gains = 0;
    for (int i = 1; i < evaluations; i++) {
      double[] gradient = unit(coordinates.back(place, slope.ofScore()), random);
      if (length == 0) {
        length = share * Ball.norm(ball.edge(gradient));
      }
      double[] last = momentum;
      momentum = new double[last.length];
      for (int k = 0; k < momentum.length; k++) {
        momentum[k] = MOMENTUM * last[k] + gradient[k];
      }
      place = ball.within(plus(place, unit(momentum, random), length));
      double before = slope.aimed();
      slope = trail.slope(place, aim, 0);
      gains += slope.aimed() > before ? 1 : 0;
      if (slope.aimed() > bestSlope.aimed()) {
        best = place;
        bestSlope = slope;
      }
      if (i % period == 0) {
        if (gains < GAINING * period) {
          length /= 2;
          place = best;
          slope = bestSlope;
          momentum = new double[momentum.length];
        }
        gains = 0;
      }
    }
  }

  /** Where there is no slope any direction is as good. */
  private static double[] unit(double[] gradient, RandomStream random) {
    double norm = Ball.norm(gradient);
    return norm > 0 && Double.isFinite(norm)
        ? Ball.times(gradient, 1 / norm)
        : Ball.direction(gradient.length, random);
  }

  private static double[] plus(double[] place, double[] direction, double length) {
    double[] moved = new double[place.length];
    Arrays.setAll(moved, k -> place[k] + length * direction[k]);
    return moved;
  }

  /**
   * Climbs from a start.
   *
   * @param known how far steps may lead; 0 where that is not known yet, and the start is the
   *     default camera, where the closeness has no slope
   * @return how far steps may lead
   */
  private static double penalized(
      Objective objective,
      Coordinates coordinates,
      double factor,
      Trail trail,
      double[] from,
      int evaluations,
      double known) {
    int size = coordinates.size();
    double[] place = from;
    double[] first = new double[size];
    double[] second = new double[size];
    double radius = known;
    for (int i = 1; i <= evaluations; i++) {
      Objective.Slope slope = trail.slope(place, Objective.Aim.LOSS, factor);
      double[] gradient = coordinates.back(place, slope.ofScore());
      if (radius == 0) {
        radius = radius(objective, coordinates, factor, gradient);
      }
      double[] moved = place.clone();
      double rate =
          LONGEST * radius / Math.sqrt(size) * 0.5 * (1 + Math.cos(Math.PI * i / evaluations));
      for (int k = 0; k < size; k++) {
        double along = Double.isFinite(gradient[k]) ? gradient[k] : 0;
        first[k] = FIRST_MOMENT * first[k] + (1 - FIRST_MOMENT) * along;
        second[k] = SECOND_MOMENT * second[k] + (1 - SECOND_MOMENT) * along * along;
        double mean = first[k] / (1 - Math.pow(FIRST_MOMENT, i));
        double deviation = Math.sqrt(second[k] / (1 - Math.pow(SECOND_MOMENT, i)));
        moved[k] += deviation > 0 ? rate * mean / deviation : 0;
      }
      place = moved;
    }
    return radius;
  }

  /** Returns where slope · r − factor · κ r² has its top, of κ as measured along the slope. */
  private static double radius(
      Objective objective, Coordinates coordinates, double factor, double[] ofLoss) {
    double slope = Ball.norm(ofLoss);
    if (!(slope > 0)) {
      return PROBE;
    }
    double closeness = objective.closeness(coordinates.at(Ball.times(ofLoss, PROBE / slope)));
    double curvature = closeness / (PROBE * PROBE);
    double radius = slope / (2 * factor * curvature);
    return Double.isNaN(radius) ? PROBE : Math.clamp(radius, 1e-5, LARGEST_RADIUS);
  }
}
