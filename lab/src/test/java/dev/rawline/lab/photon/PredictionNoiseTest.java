package dev.rawline.lab.photon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Frame;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.SiteValues;
import dev.rawline.imaging.random.Seed;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.imaging.sensor.recapture.RecordingNoise;
import dev.rawline.lab.statistic.CovarianceMatrix;
import dev.rawline.lab.statistic.OrthantProbability;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Laws of linear predictions, whose noise is known in closed form. */
class PredictionNoiseTest {
  private static final SensorSpec SENSOR = SensorSpec.DRONE;
  private static final int SIDE = 16;
  private static final double SLOPE = 1.0 / 65535;

  private final Random random = new Random(7);
  private final RawImage raw = raw();
  private final List<Frame> gradients = List.of(gradient(), gradient(), gradient());

  private RawImage raw() {
    float[] samples = new float[SIDE * SIDE];
    for (int i = 0; i < samples.length; i++) {
      double electrons = 200 + 3000 * random.nextDouble();
      samples[i] = Math.round(SENSOR.storedOffset() + SENSOR.storedGain() * electrons);
    }
    return new RawImage(
        SIDE,
        SIDE,
        Cfa.RGGB,
        RawImage.Unit.DN,
        samples,
        Calibration.unknown(SENSOR.containerBits()));
  }

  private Frame gradient() {
    float[] samples = new float[SIDE * SIDE];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) random.nextGaussian();
    }
    return RawImage.normalised(SIDE, SIDE, Cfa.RGGB, samples);
  }

  private PredictionNoise noise(List<Double> values, List<Frame> of) {
    return PredictionNoise.of(values, of, raw, SiteValues.uniform(SLOPE), SENSOR);
  }

  private List<Double> linear(RawImage other) {
    List<Double> values = new ArrayList<>();
    for (Frame gradient : gradients) {
      double sum = 0;
      for (int i = 0; i < other.samples().length; i++) {
        sum += gradient.samples()[i] * SLOPE * (other.samples()[i] - raw.samples()[i]);
      }
      values.add(sum);
    }
    return values;
  }

  /** 4000 recordings estimate a covariance of three numbers to about 3 %. */
  @ParameterizedTest
  @ValueSource(doubles = {4, 1, 0.1})
  void predictedNoiseOfALinearModelAgreesWithRecordings(double light) {
    PredictionNoise noise = noise(List.of(0.0, 0.0, 0.0), gradients);
    SampleNoise sample =
        SampleNoise.of(
            "s", "", List.of("a", "b", "c"), noise, new AgreementCriterion.LargestWins(), 0.95);
    List<List<Double>> again = new ArrayList<>();
    List<Double> firstOrder = new ArrayList<>();
    for (int i = 0; i < 4000; i++) {
      RawImage other = new RecordingNoise(SENSOR, light).again(raw, new Seed(3, "draw " + i));
      again.add(linear(other));
      firstOrder.add(sample.along(again.getLast()));
    }
    RedrawnPredictions redrawn = RedrawnPredictions.of(sample, light, again, firstOrder);
    RedrawCheck check = RedrawCheck.of(List.of(redrawn));
    assertThat(check.agrees()).isTrue();
    assertThat(check.deviationRatio()).isCloseTo(1, within(0.05));
    assertThat(check.covarianceError()).isLessThan(0.05);
    assertThat(check.curved()).isLessThan(1e-9);
    assertThat(check.shift()).isLessThan(0.08);
  }

  /** A column of J over one row alone: photons and read noise by pixel, row noise by their sum. */
  @Test
  void everyTermFollowsItsFormula() {
    float[] ones = new float[SIDE * SIDE];
    Arrays.fill(ones, 0, SIDE, 1);
    Frame firstRow = RawImage.normalised(SIDE, SIDE, Cfa.RGGB, ones);
    PredictionNoise noise = noise(List.of(0.0), List.of(firstRow));
    RecordingNoise recording = new RecordingNoise(SENSOR, 1);
    double photons = 0;
    for (int i = 0; i < SIDE; i++) {
      photons += recording.photons(raw.samples()[i]);
    }
    double readOut = SIDE * recording.readOut(raw.samples()[0]) + SIDE * SIDE * recording.rows();
    assertThat(noise.photons().at(0, 0) / SLOPE / SLOPE).isCloseTo(photons, within(1e-6 * photons));
    assertThat(noise.readOut().at(0, 0) / SLOPE / SLOPE).isCloseTo(readOut, within(1e-6 * readOut));
    double quarter = noise.covariance(0.25).at(0, 0);
    assertThat(quarter)
        .isCloseTo(
            4 * noise.photons().at(0, 0) + 16 * noise.readOut().at(0, 0), within(1e-12 * quarter));
    assertThat(noise.saturated()).isZero();
    assertThat(noise.electrons()).isBetween(200.0, 3200.0);
  }

  /** The mean of another recording differs by its curvature bias minus that of this one. */
  @Test
  void curvatureBiasesTheMeanByTheLight() {
    PredictionNoise noise =
        noise(List.of(1.0, 2.0, 3.0), gradients)
            .bent(
                new CurvatureBias(
                    List.of(1.0, 0.1), List.of(List.of(0.1, 0.0, 0.0), List.of(1.0, 0.2, 0.0))));
    assertThat(noise.mean(1)).containsExactly(1.0, 2.0, 3.0);
    // Of a move that goes as 1/s every share is exact.
    assertThat(noise.mean(0.5).get(0)).isCloseTo(1.1, within(1e-12));
    assertThat(noise.mean(4).get(0)).isCloseTo(0.925, within(1e-12));
    assertThat(noise.mean(0.1).get(1)).isCloseTo(2.2, within(1e-12));
    assertThat(noise.mean(0.001).get(1)).isCloseTo(2.2, within(1e-12));
    assertThat(noise.mean(Math.sqrt(0.1)).get(1))
        .isCloseTo(2 + 0.5 * 0.1 * 0.2 / Math.sqrt(0.1), within(1e-12));
  }

  /** m / √(A/s + B/s²) is the normal quantile of the confidence where two classes compete. */
  @Test
  void theLeastLightOfTwoClassesSolvesItsEquation() {
    List<Frame> two = gradients.subList(0, 2);
    double deviation = Math.sqrt(noise(List.of(0.0, 0.0), two).covariance(1).ofDifference(0, 1));
    PredictionNoise noise = noise(List.of(9 * deviation, 0.0), two);
    PhotonBudget budget = PhotonBudget.of(noise, new AgreementCriterion.LargestWins(), 0.95);
    assertThat(budget.end()).isEqualTo(PhotonBudget.End.FOUND);
    double there = Math.sqrt(noise.covariance(budget.light()).ofDifference(0, 1));
    assertThat(9 * deviation / there).isCloseTo(1.6448536269514722, within(2e-3));
    assertThat(budget.light()).isLessThan(0.1);
  }

  @Test
  void photonBudgetsCanBeOpenEnded() {
    PredictionNoise sure = noise(List.of(1e6, 0.0, 0.0), gradients);
    assertThat(PhotonBudget.of(sure, new AgreementCriterion.LargestWins(), 0.95).end())
        .isEqualTo(PhotonBudget.End.LESS);
    PredictionNoise edge = noise(List.of(1.0, 1.0, 0.0), gradients);
    assertThat(PhotonBudget.of(edge, new AgreementCriterion.LargestWins(), 0.95).end())
        .isEqualTo(PhotonBudget.End.MORE);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PhotonBudget.of(edge, new AgreementCriterion.LargestWins(), 0.3))
        .withMessageContaining("expected above 0.5 and below 1");
  }

  /**
   * A prediction leaves ± within with probability 2 Φ(−within / σ), and more often if its mean
   * moved.
   */
  @Test
  void regressionsLeaveTheirToleranceByTheNormalTail() {
    AgreementCriterion stays = new AgreementCriterion.StaysWithin(2);
    CovarianceMatrix one = CovarianceMatrix.zero(1);
    one.add(new double[] {1}, 1);
    assertThat(stays.probability(List.of(5.0), List.of(5.0), one))
        .isCloseTo(0.0455002638963584, within(1e-12));
    assertThat(stays.probability(List.of(5.0), List.of(7.0), one))
        .isCloseTo(0.5 + OrthantProbability.phi(-4), within(1e-12));
    assertThat(stays.changes(List.of(5.0), List.of(7.1))).isTrue();
    assertThat(stays.changes(List.of(5.0), List.of(3.1))).isFalse();
  }

  @Test
  void theRivalHasTheFewestStandardDeviations() {
    CovarianceMatrix covariance = CovarianceMatrix.zero(3);
    covariance.add(new double[] {0, 1, 0}, 0.01);
    covariance.add(new double[] {0, 0, 1}, 4);
    List<Double> values = List.of(3.0, 2.0, 1.0);
    assertThat(new AgreementCriterion.LargestWins().contrast(values, covariance))
        .containsExactly(1.0, 0.0, -1.0);
  }
}
