package dev.rawline.lab.forensics.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.chain.Theta;
import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.random.RandomStream;
import dev.rawline.imaging.random.Seed;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SearchCoordinatesTest {
  private static final long SEED = Seeds.next("SearchCoordinatesTest", 1);

  @Test
  void closenessIsTheSquareOfTheDistance() {
    for (int size : new int[] {1, 4, 30}) {
      PlantedModel model = new PlantedModel(size, 100, true, SEED);
      SearchCoordinates coordinates = model.coordinates();
      assertThat(coordinates.size()).isEqualTo(size);
      for (int draw = 0; draw < 5; draw++) {
        double[] place =
            FeasibleRegion.times(
                FeasibleRegion.direction(size, new Seed(SEED, "place").stream("draw", draw)), 0.03);
        assertThat(model.closeness(coordinates.at(place)))
            .as("size %d, seed %d, draw %d", size, SEED, draw)
            .isCloseTo(9e-4, within(5e-5));
      }
    }
  }

  @Test
  void gradientsMatchFiniteDifferences() {
    PlantedModel model = new PlantedModel(6, 50, true, SEED);
    SearchCoordinates coordinates = model.coordinates();
    double[] place =
        FeasibleRegion.times(
            FeasibleRegion.direction(6, new Seed(SEED, "place").stream("draw", 0)), 0.05);
    double[] gradient =
        coordinates.back(
            place, model.slope(coordinates.at(place), Objective.Criterion.LOSS, 3).ofScore());
    for (int k = 0; k < 6; k++) {
      double[] up = place.clone();
      double[] down = place.clone();
      up[k] += 1e-5;
      down[k] -= 1e-5;
      double difference = (score(model, coordinates.at(up)) - score(model, coordinates.at(down)));
      assertThat(gradient[k]).as("place %d", k).isCloseTo(difference / 2e-5, within(1e-4));
    }
  }

  private static double score(Objective model, double[] numbers) {
    return new ProximityConstraint.Penalty(3).score(model.at(numbers));
  }

  @Test
  void parametersWithTheSameEffectCountOnce() {
    Isp isp = Isp.parametrized(Camera.preset("drone").orElseThrow());
    Theta theta = isp.theta();
    RandomStream random = new Seed(SEED, "mosaic").stream("samples", 0);
    float[] samples = new float[24 * 24];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) (0.1 + 0.1 * random.nextUniform());
    }
    RawImage mosaic =
        new RawImage(24, 24, Cfa.RGGB, RawImage.Unit.NORMALISED, samples, Calibration.unknown(16));
    ThetaGroup group = ThetaGroup.of(theta, ThetaGroup.ALL, Set.of()).getFirst();
    SearchCoordinates coordinates =
        WhitenedCoordinates.measured(
            numbers -> isp.with(theta.with(numbers)).apply(mosaic).samples(),
            theta.vector(),
            group.places(),
            ParameterBounds.of(theta));
    // Gains, rows of the matrix, and the sums of kernels have the same effect.
    assertThat(coordinates.size()).isLessThan(group.places().size());
    assertThat(coordinates.at(new double[coordinates.size()])).isEqualTo(theta.vector());
    double[] place = FeasibleRegion.times(FeasibleRegion.direction(coordinates.size(), random), 3);
    double[] far = coordinates.at(place);
    assertThat(far[77]).isBetween(0.01, 100.0);
    assertThat(far[78]).isEqualTo(theta.vector()[78]);
  }

  @Test
  void camerasHaveCoordinates() {
    PlantedModel model = new PlantedModel(12, 400, true, 1);
    SearchCoordinates coordinates = model.coordinates();
    double[] place = {0.1, 0, -0.2, 0.3, 0, 0, 0.05, 0, 0, 0, 0, -0.01};
    double[] again = coordinates.place(coordinates.at(place));
    for (int k = 0; k < place.length; k++) {
      assertThat(again[k]).as("%d", k).isCloseTo(place[k], within(1e-9));
    }
  }

  @Test
  void aLayersDistanceIsItsRootMeanSquare() {
    double[] origin = {5, 0, 0, 0, 0};
    EqualCoordinates coordinates =
        new EqualCoordinates(
            origin, IntStream.range(1, 5).boxed().toList(), PlantedModel.unbounded(5));
    double[] numbers = coordinates.at(new double[] {0.1, 0, 0, 0});
    assertThat(numbers[0]).isEqualTo(5);
    assertThat(Math.sqrt((numbers[1] * numbers[1]) / 4)).isCloseTo(0.1, within(1e-12));
    assertThat(coordinates.place(numbers)).containsExactly(0.1, 0, 0, 0);
    assertThat(coordinates.back(new double[4], new double[] {9, 1, 2, 3, 4}))
        .containsExactly(2, 4, 6, 8);
  }

  @Test
  void groupsWithoutAnEffectOnImagesAreRefused() {
    assertThatThrownBy(
            () ->
                WhitenedCoordinates.measured(
                    _ -> new float[10],
                    new double[2],
                    IntStream.range(0, 2).boxed().toList(),
                    PlantedModel.unbounded(2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("leave the group out");
  }
}
