package dev.rawline.lab.forensics.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.imaging.random.Seed;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhysicalCoordinatesTest {
  /** A blur, which only grows and has no slope at 0, and an offset with little effect. */
  private static final List<PhysicalCoordinate> NUMBERS =
      List.of(
          new PhysicalCoordinate("blur", "px", 0, 0, 6),
          new PhysicalCoordinate("offset", "DN", 1, -1, 4));

  private static final double LIMIT = 1e-3;

  private final Instrument instrument = new Instrument();

  /** Pictures change by 0.1 (blur / 6)² and 0.001 (offset − 1) / 3. */
  private static float[] pictures(double[] numbers) {
    return new float[] {
      (float) (0.1 * Math.pow(numbers[0] / 6, 2)), (float) (0.001 * (numbers[1] - 1) / 3)
    };
  }

  /** The model loses with the blur, and with the offset as well. */
  private static final class Instrument implements Objective {
    private int looks;

    @Override
    public int size() {
      return 2;
    }

    @Override
    public boolean hasSlope() {
      return true;
    }

    @Override
    public double closeness(double[] numbers) {
      looks++;
      float[] pictures = pictures(numbers);
      return ((double) pictures[0] * pictures[0] + (double) pictures[1] * pictures[1]) / 2;
    }

    @Override
    public double[] ofCloseness(double[] numbers) {
      float[] pictures = pictures(numbers);
      return new double[] {pictures[0] * 0.2 * numbers[0] / 36, pictures[1] * 0.001 / 3};
    }

    @Override
    public Value at(double[] numbers) {
      double lost = numbers[0] / 20 + (numbers[1] - 1) / 30;
      return new Value(1 - lost, lost, closeness(numbers));
    }

    @Override
    public Slope slope(double[] numbers, Criterion aim, double factor) {
      Value value = at(numbers);
      return new Slope(value, value.loss(), new double[] {1.0 / 20, 1.0 / 30});
    }
  }

  private static SearchCoordinates coordinates() {
    return PhysicalCoordinates.measured(PhysicalCoordinatesTest::pictures, NUMBERS);
  }

  @Test
  void theUnitIsTheChangeOfPicturesAtTheEndOfTheRange() {
    SearchCoordinates coordinates = coordinates();
    double end = 0.1 / Math.sqrt(2);
    assertThat(coordinates.at(new double[] {end, 0}))
        .containsExactly(new double[] {6, 1}, within(1e-6));
    assertThat(coordinates.at(new double[] {-end / 2, 0})[0]).isCloseTo(3, within(1e-6));
    assertThat(coordinates.place(new double[] {3, 1})[0]).isCloseTo(end / 2, within(1e-9));
    double slope = 6 / end;
    assertThat(coordinates.back(new double[] {-end / 2, 0}, new double[] {1, 0})[0])
        .isCloseTo(-slope, within(1e-4));
    assertThat(coordinates.back(new double[] {2 * end, 0}, new double[] {1, 0})[0]).isZero();
  }

  @Test
  void aRayEndsWithTheRange() {
    SearchCoordinates coordinates = coordinates();
    double[] edge = new FeasibleRegion(instrument, coordinates, LIMIT).edge(new double[] {0, 1});
    assertThat(coordinates.at(edge)[1]).isCloseTo(4, within(1e-9));
    edge = new FeasibleRegion(instrument, coordinates, LIMIT).edge(new double[] {0, -1});
    assertThat(coordinates.at(edge)[1]).isCloseTo(-1, within(1e-9));
    // From one rendering to a range that ends within the limit are a few, not hundreds.
    assertThat(instrument.looks).isLessThan(40);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void theWorstInstrumentLiesWithinTheRangeAndTheLimit(long seed) {
    for (WorstCaseSearch search : List.of(new GradientAscent(), new EvolutionStrategy())) {
      WorstPoint worst =
          search.find(
              instrument,
              coordinates(),
              new ProximityConstraint.Limit(LIMIT),
              Optional.empty(),
              new SearchBudget(60, 3),
              new Seed(seed, "instrument"));
      assertThat(worst.numbers()[0]).isBetween(0.0, 6.0);
      assertThat(worst.numbers()[1]).isBetween(-1.0, 4.0);
      assertThat(worst.value().closeness()).isLessThanOrEqualTo(LIMIT * (1 + 1e-6));
      // The blur of the limit, 6 √(√0.002 / 0.1) = 4.01 px, and the largest offset: 0.699.
      assertThat(worst.value().metric())
          .as("%s, seed %d", search.word(), seed)
          .isBetween(0.69, 0.73);
    }
  }

  @Test
  void aListIsSearchedInFullWithinTheLimit() {
    Objective list =
        new Objective() {
          @Override
          public int size() {
            return 1;
          }

          @Override
          public boolean hasSlope() {
            return false;
          }

          @Override
          public double closeness(double[] numbers) {
            return numbers[0] > 70 ? 1 : 0;
          }

          @Override
          public double[] ofCloseness(double[] numbers) {
            throw new UnsupportedOperationException();
          }

          @Override
          public Value at(double[] numbers) {
            return new Value(1 - numbers[0] / 100, 0, closeness(numbers));
          }

          @Override
          public Slope slope(double[] numbers, Criterion aim, double factor) {
            throw new UnsupportedOperationException();
          }
        };
    WorstPoint worst =
        new ChoiceSearch()
            .find(
                list,
                ChoiceSearch.coordinates(new FirmwareChoices(false)),
                new ProximityConstraint.Limit(LIMIT),
                Optional.empty(),
                new SearchBudget(100, 3),
                new Seed(1, "list"));
    assertThat(worst.numbers()).containsExactly(70);
    assertThat(worst.evaluations()).isEqualTo(71);
  }

  @Test
  void numbersWithoutEffectAreRefused() {
    assertThatThrownBy(() -> PhysicalCoordinates.measured(_ -> new float[2], NUMBERS))
        .hasMessageContaining("leave the group out");
  }
}
