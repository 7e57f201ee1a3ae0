package dev.rawline.lab.forensics.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.random.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WorstCaseSearchTest {
  private static final long RUN = Seeds.next("WorstCaseSearchTest", 1);
  private static final SearchBudget BUDGET = new SearchBudget(60, 3);
  private static final Seed SEED = new Seed(RUN, "search");
  private static final List<WorstCaseSearch> ALL =
      List.of(new GradientAscent(), new EvolutionStrategy(), new RandomSearch());

  private static PlantedModel model(int size) {
    return new PlantedModel(size, 400, true, RUN);
  }

  private static WorstPoint found(
      WorstCaseSearch search, PlantedModel model, ProximityConstraint restraint) {
    return search.find(model, model.coordinates(), restraint, Optional.empty(), BUDGET, SEED);
  }

  @Test
  void ascentBeatsAsManyRandomDrawsByFivePoints() {
    for (int size : new int[] {8, 30, 100}) {
      double most = PlantedModel.ALL_WRONG;
      WorstPoint uphill =
          found(new GradientAscent(), model(size), new ProximityConstraint.Limit(most));
      WorstPoint drawn =
          found(new RandomSearch(), model(size), new ProximityConstraint.Limit(most));
      assertThat(uphill.value().metric()).as("%d numbers, seed %d", size, RUN).isLessThan(0.05);
      assertThat(drawn.value().metric() - uphill.value().metric())
          .as("%d numbers, seed %d", size, RUN)
          .isGreaterThan(0.05);
    }
  }

  @Test
  void evolutionBeatsAsManyRandomDrawsWithoutAGradient() {
    double most = PlantedModel.ALL_WRONG;
    SearchBudget budget = new SearchBudget(300, 1);
    PlantedModel model = new PlantedModel(8, 400, false, RUN);
    ProximityConstraint limit = new ProximityConstraint.Limit(most);
    SearchCoordinates coordinates = model.coordinates();
    WorstPoint evolved =
        new EvolutionStrategy().find(model, coordinates, limit, Optional.empty(), budget, SEED);
    WorstPoint drawn =
        new RandomSearch().find(model, coordinates, limit, Optional.empty(), budget, SEED);
    assertThat(drawn.value().metric() - evolved.value().metric())
        .as("seed %d", RUN)
        .isGreaterThan(0.05);
  }

  @Test
  void everySearchKeepsItsLimitAndBudget() {
    for (int size : new int[] {1, 2, 9}) {
      for (double most : new double[] {1e-6, 1e-4, 1e-2}) {
        for (WorstCaseSearch search : ALL) {
          PlantedModel model = model(size);
          WorstPoint found = found(search, model, new ProximityConstraint.Limit(most));
          String which = "%s of %d numbers within %s".formatted(search.word(), size, most);
          assertThat(found.value().closeness()).as(which).isLessThanOrEqualTo(most * (1 + 1e-6));
          assertThat(found.evaluations()).as(which).isEqualTo(BUDGET.evaluations());
          assertThat(model.evaluations()).as(which).isEqualTo(BUDGET.evaluations());
          assertThat(model.at(found.numbers())).as(which).isEqualTo(found.value());
        }
      }
    }
  }

  @Test
  void aSearchStartsFromAndNeverLosesTheKnownWorstCase() {
    for (ProximityConstraint restraint :
        List.of(
            new ProximityConstraint.Limit(0.3 * PlantedModel.ALL_WRONG),
            new ProximityConstraint.Penalty(60))) {
      PlantedModel model = model(30);
      // A long search of ten of the thirty parameters, against a short search of all of them.
      SearchCoordinates part = model.coordinates(IntStream.range(0, 10).boxed().toList());
      WorstPoint known =
          new GradientAscent()
              .find(model, part, restraint, Optional.empty(), new SearchBudget(300, 3), SEED);
      SearchBudget few = new SearchBudget(6, 3);
      for (WorstCaseSearch search : ALL) {
        WorstPoint found =
            search.find(
                model, model.coordinates(), restraint, Optional.of(known.numbers()), few, SEED);
        assertThat(restraint.isWorse(known.value(), found.value()))
            .as("%s, %s, seed %d", search.word(), restraint.words(), RUN)
            .isFalse();
        assertThat(found.evaluations()).isEqualTo(few.evaluations());
      }
      WorstPoint beyond =
          new GradientAscent()
              .find(
                  model,
                  model.coordinates(),
                  restraint,
                  Optional.of(known.numbers()),
                  new SearchBudget(20, 1),
                  SEED);
      assertThat(restraint.isWorse(beyond.value(), known.value())).isTrue();
    }
  }

  @Test
  void inOneDimensionAllMethodsAgree() {
    ProximityConstraint limit = new ProximityConstraint.Limit(PlantedModel.ALL_WRONG);
    double uphill = found(new GradientAscent(), model(1), limit).value().loss();
    for (WorstCaseSearch search : ALL) {
      assertThat(found(search, model(1), limit).value().loss())
          .as(search.word())
          .isCloseTo(uphill, within(0.05 * uphill));
    }
  }

  /** Returns coordinates of numbers each of which is a sample of the picture. */
  private static SearchCoordinates coordinates(int size) {
    return WhitenedCoordinates.measured(
        numbers -> {
          float[] pictures = new float[size];
          for (int i = 0; i < size; i++) {
            pictures[i] = (float) numbers[i];
          }
          return pictures;
        },
        new double[size],
        IntStream.range(0, size).boxed().toList(),
        PlantedModel.unbounded(size));
  }

  /** Returns what an ascent finds within a radius. */
  private static WorstPoint ascent(Objective objective, double radius) {
    return new GradientAscent()
        .find(
            objective,
            coordinates(objective.size()),
            new ProximityConstraint.Limit(radius * radius),
            Optional.empty(),
            BUDGET,
            SEED);
  }

  /**
   * A model that gets a little worse along the first number, and breaks in a pit on the other side,
   * at 0.7 of the radius that the limit allows.
   */
  private record Pit(int size) implements Objective {
    private static final double RADIUS = 0.1;
    private static final double CENTRE = -0.7 * RADIUS;
    private static final double WIDTH = 0.35 * RADIUS;
    private static final double TILT = 0.1 / RADIUS;

    @Override
    public boolean hasSlope() {
      return true;
    }

    @Override
    public double closeness(double[] numbers) {
      return Arrays.stream(numbers).map(number -> number * number).sum();
    }

    @Override
    public double[] ofCloseness(double[] numbers) {
      return Arrays.stream(numbers).map(number -> 2 * number).toArray();
    }

    private double depth(double[] numbers) {
      double away = closeness(numbers) - Math.pow(numbers[0], 2) + Math.pow(numbers[0] - CENTRE, 2);
      return Math.exp(-away / (2 * WIDTH * WIDTH));
    }

    @Override
    public Value at(double[] numbers) {
      double loss = TILT * numbers[0] + depth(numbers);
      return new Value(1 - loss, loss, closeness(numbers));
    }

    @Override
    public Slope slope(double[] numbers, Criterion aim, double factor) {
      double[] slope = new double[size];
      double depth = depth(numbers);
      Arrays.setAll(
          slope,
          i ->
              (i == 0 ? TILT : 0) - depth * (numbers[i] - (i == 0 ? CENTRE : 0)) / (WIDTH * WIDTH));
      Value value = at(numbers);
      return new Slope(value, value.loss(), slope);
    }
  }

  @Test
  void inFewDimensionsAPitAgainstTheGradientIsFound() {
    for (int size = 1; size <= 4; size++) {
      Pit pit = new Pit(size);
      WorstPoint found = ascent(pit, Pit.RADIUS);
      assertThat(found.value().loss()).as("%d numbers, seed %d", size, RUN).isGreaterThan(0.85);
    }
  }

  /**
   * A model that loses most along its first number, which changes pictures twenty times as much as
   * coordinates know: 10 θ₀ + Σ θᵢ / √(n − 1) within 400 θ₀² + Σ θᵢ² ≤ RADIUS² is at most √(100 /
   * 400 + 1) RADIUS.
   */
  private record Ridge(int size) implements Objective {
    private static final double RADIUS = 0.1;
    private static final double STEEP = 400;
    private static final double TILT = 10;
    private static final double MOST = Math.sqrt(TILT * TILT / STEEP + 1) * RADIUS;

    private double tilt(int i) {
      return i == 0 ? TILT : 1 / Math.sqrt(size - 1);
    }

    @Override
    public boolean hasSlope() {
      return true;
    }

    @Override
    public double closeness(double[] numbers) {
      double sum = (STEEP - 1) * numbers[0] * numbers[0];
      for (double number : numbers) {
        sum += number * number;
      }
      return sum;
    }

    @Override
    public double[] ofCloseness(double[] numbers) {
      double[] ofCloseness = new double[size];
      Arrays.setAll(ofCloseness, i -> 2 * (i == 0 ? STEEP : 1) * numbers[i]);
      return ofCloseness;
    }

    @Override
    public Value at(double[] numbers) {
      double loss = 0;
      for (int i = 0; i < size; i++) {
        loss += tilt(i) * numbers[i];
      }
      return new Value(1 - loss, loss, closeness(numbers));
    }

    @Override
    public Slope slope(double[] numbers, Criterion aim, double factor) {
      double[] slope = new double[size];
      Arrays.setAll(slope, this::tilt);
      Value value = at(numbers);
      return new Slope(value, value.loss(), slope);
    }
  }

  @Test
  void ascentFollowsTheBoundaryOfTheConstraint() {
    for (int size : new int[] {5, 10, 40}) {
      Ridge ridge = new Ridge(size);
      WorstPoint found = ascent(ridge, Ridge.RADIUS);
      assertThat(found.value().loss())
          .as("%d numbers, seed %d", size, RUN)
          .isBetween(0.95 * Ridge.MOST, Ridge.MOST);
    }
  }

  @Test
  void gradientsAreProjectedOnlyOnTheBoundary() {
    Ridge ridge = new Ridge(6);
    SearchCoordinates coordinates = coordinates(6);
    FeasibleRegion ball = new FeasibleRegion(ridge, coordinates, Ridge.RADIUS * Ridge.RADIUS);
    double[] border = ball.edge(new double[] {1, 4, -3, 2, 5, 1});
    double closeness = ridge.closeness(coordinates.at(border));
    double[] outward = coordinates.back(border, ridge.ofCloseness(coordinates.at(border)));
    double[] gradient = FeasibleRegion.plus(new double[] {3, 1, -2, 3, 0.5, 1}, outward, 2);

    double[] along = ball.along(border, closeness, gradient);
    assertThat(dot(along, outward) / FeasibleRegion.norm(along) / FeasibleRegion.norm(outward))
        .isCloseTo(0, within(1e-9));
    assertThat(dot(along, gradient)).isPositive();
    double[] inward = FeasibleRegion.times(outward, -1);
    assertThat(ball.along(border, closeness, inward)).isEqualTo(inward);
    assertThat(ball.along(FeasibleRegion.times(border, 0.5), 0.25 * closeness, gradient))
        .isEqualTo(gradient);
  }

  private static double dot(double[] one, double[] other) {
    return IntStream.range(0, one.length).mapToDouble(i -> one[i] * other[i]).sum();
  }

  @Test
  void aWiderLimitIsNoBetterForTheModel() {
    double last = 1;
    for (double most = 1e-5; most < 0.1; most *= 4) {
      double metric =
          found(new GradientAscent(), model(20), new ProximityConstraint.Limit(most))
              .value()
              .metric();
      assertThat(metric).as("within %s", most).isLessThanOrEqualTo(last);
      last = metric;
    }
    assertThat(last).isZero();
  }

  @Test
  void aPenaltyStopsWhereItOutweighsTheGradient() {
    double lastCloseness = 0;
    for (double factor : new double[] {6.3e4, 6.3e3, 6.3e2, 63, 6.3}) {
      ProximityConstraint penalty = new ProximityConstraint.Penalty(factor);
      WorstPoint uphill = found(new GradientAscent(), model(30), penalty);
      WorstPoint drawn = found(new RandomSearch(), model(30), penalty);
      assertThat(penalty.score(uphill.value()))
          .as("factor %s, seed %d", factor, RUN)
          .isGreaterThan(penalty.score(drawn.value()));
      assertThat(uphill.value().closeness()).as("factor %s", factor).isGreaterThan(lastCloseness);
      lastCloseness = uphill.value().closeness();
    }
  }

  @Test
  void theSameSeedFindsTheSame() {
    for (WorstCaseSearch search : ALL) {
      ProximityConstraint limit = new ProximityConstraint.Limit(1e-3);
      assertThat(found(search, model(5), limit).numbers())
          .as(search.word())
          .isEqualTo(found(search, model(5), limit).numbers());
    }
  }

  @Test
  void thePublishedPenaltyIsTheSumOverABatch() {
    assertThat(ProximityConstraint.Penalty.ofSum(1e-2, 32, 256, 256).factor())
        .isCloseTo(6.3e4, within(100.0));
    assertThat(ProximityConstraint.Penalty.ofSum(1e-6, 32, 256, 256).factor())
        .isCloseTo(6.3, within(0.01));
  }

  @Test
  void theBudgetIsSharedAmongStarts() {
    SearchBudget budget = new SearchBudget(11, 3);
    assertThat(List.of(budget.of(0), budget.of(1), budget.of(2))).containsExactly(4, 4, 3);
    assertThatThrownBy(() -> new SearchBudget(5, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("5 evaluations from 3 starts");
    assertThatThrownBy(() -> new ProximityConstraint.Limit(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("above 0");
  }
}
