package dev.rawline.lab.forensics.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.imaging.random.Seed;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SearchTest {
  private static final long RUN = Long.getLong("rawline.seed", 1);
  private static final Budget BUDGET = new Budget(60, 3);
  private static final Seed SEED = new Seed(RUN, "search");
  private static final List<Search> ALL =
      List.of(new GradientAscent(), new EvolutionStrategy(), new RandomSearch());

  private static PlantedModel model(int size) {
    return new PlantedModel(size, 400, true, RUN);
  }

  private static Found found(Search search, PlantedModel model, Restraint restraint) {
    return search.find(model, model.coordinates(), restraint, Optional.empty(), BUDGET, SEED);
  }

  @Test
  void ascentBeatsAsManyDrawsByFivePointsWhereThereIsRoomToSearch() {
    for (int size : new int[] {8, 30, 100}) {
      double most = PlantedModel.ALL_WRONG;
      Found uphill = found(new GradientAscent(), model(size), new Restraint.Limit(most));
      Found drawn = found(new RandomSearch(), model(size), new Restraint.Limit(most));
      assertThat(uphill.value().metric()).as("%d numbers, seed %d", size, RUN).isLessThan(0.05);
      assertThat(drawn.value().metric() - uphill.value().metric())
          .as("%d numbers, seed %d", size, RUN)
          .isGreaterThan(0.05);
    }
  }

  @Test
  void evolutionBeatsAsManyDrawsWithoutAGradient() {
    double most = PlantedModel.ALL_WRONG;
    Budget budget = new Budget(300, 1);
    PlantedModel model = new PlantedModel(8, 400, false, RUN);
    Restraint limit = new Restraint.Limit(most);
    Coordinates coordinates = model.coordinates();
    Found evolved =
        new EvolutionStrategy().find(model, coordinates, limit, Optional.empty(), budget, SEED);
    Found drawn =
        new RandomSearch().find(model, coordinates, limit, Optional.empty(), budget, SEED);
    assertThat(drawn.value().metric() - evolved.value().metric())
        .as("seed %d", RUN)
        .isGreaterThan(0.05);
  }

  @Test
  void everySearchKeepsItsLimitAndItsBudget() {
    for (int size : new int[] {1, 2, 9}) {
      for (double most : new double[] {1e-6, 1e-4, 1e-2}) {
        for (Search search : ALL) {
          PlantedModel model = model(size);
          Found found = found(search, model, new Restraint.Limit(most));
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
  void endsNoBetterForTheModelThanWhatWasKnownAndGoesOnFromThere() {
    for (Restraint restraint :
        List.of(new Restraint.Limit(0.3 * PlantedModel.ALL_WRONG), new Restraint.Penalty(60))) {
      PlantedModel model = model(30);
      // Ten of the thirty numbers, searched for long, against a short search of all of them.
      Coordinates part = model.coordinates(IntStream.range(0, 10).boxed().toList());
      Found known =
          new GradientAscent()
              .find(model, part, restraint, Optional.empty(), new Budget(300, 3), SEED);
      Budget few = new Budget(6, 3);
      for (Search search : ALL) {
        Found found =
            search.find(
                model, model.coordinates(), restraint, Optional.of(known.numbers()), few, SEED);
        assertThat(restraint.isWorse(known.value(), found.value()))
            .as("%s, %s, seed %d", search.word(), restraint.words(), RUN)
            .isFalse();
        assertThat(found.evaluations()).isEqualTo(few.evaluations());
      }
      Found beyond =
          new GradientAscent()
              .find(
                  model,
                  model.coordinates(),
                  restraint,
                  Optional.of(known.numbers()),
                  new Budget(20, 1),
                  SEED);
      assertThat(restraint.isWorse(beyond.value(), known.value())).isTrue();
    }
  }

  @Test
  void ofOneNumberAllFindTheSame() {
    Restraint limit = new Restraint.Limit(PlantedModel.ALL_WRONG);
    double uphill = found(new GradientAscent(), model(1), limit).value().loss();
    for (Search search : ALL) {
      assertThat(found(search, model(1), limit).value().loss())
          .as(search.word())
          .isCloseTo(uphill, within(0.05 * uphill));
    }
  }

  @Test
  void aWiderLimitIsNoBetterForTheModel() {
    double last = 1;
    for (double most = 1e-5; most < 0.1; most *= 4) {
      double metric =
          found(new GradientAscent(), model(20), new Restraint.Limit(most)).value().metric();
      assertThat(metric).as("within %s", most).isLessThanOrEqualTo(last);
      last = metric;
    }
    assertThat(last).isZero();
  }

  @Test
  void aPenaltyStopsWhereItOutweighsTheSlope() {
    double lastCloseness = 0;
    for (double factor : new double[] {6.3e4, 6.3e3, 6.3e2, 63, 6.3}) {
      Restraint penalty = new Restraint.Penalty(factor);
      Found uphill = found(new GradientAscent(), model(30), penalty);
      Found drawn = found(new RandomSearch(), model(30), penalty);
      assertThat(penalty.score(uphill.value()))
          .as("factor %s, seed %d", factor, RUN)
          .isGreaterThan(penalty.score(drawn.value()));
      assertThat(uphill.value().closeness()).as("factor %s", factor).isGreaterThan(lastCloseness);
      lastCloseness = uphill.value().closeness();
    }
  }

  @Test
  void theSameSeedFindsTheSame() {
    for (Search search : ALL) {
      Restraint limit = new Restraint.Limit(1e-3);
      assertThat(found(search, model(5), limit).numbers())
          .as(search.word())
          .isEqualTo(found(search, model(5), limit).numbers());
    }
  }

  @Test
  void aPublishedPenaltyCountsTheSumOfABatch() {
    assertThat(Restraint.Penalty.ofSum(1e-2, 32, 256, 256).factor())
        .isCloseTo(6.3e4, within(100.0));
    assertThat(Restraint.Penalty.ofSum(1e-6, 32, 256, 256).factor()).isCloseTo(6.3, within(0.01));
  }

  @Test
  void sharesTheBudgetAmongStarts() {
    Budget budget = new Budget(11, 3);
    assertThat(List.of(budget.of(0), budget.of(1), budget.of(2))).containsExactly(4, 4, 3);
    assertThatThrownBy(() -> new Budget(5, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("5 evaluations from 3 starts");
    assertThatThrownBy(() -> new Restraint.Limit(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("above 0");
  }
}
