package dev.rawline.lab.quality.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.lab.DocumentedKind;
import dev.rawline.lab.evaluation.CameraParameter;
import dev.rawline.lab.evaluation.RecaptureSettings;
import dev.rawline.lab.quality.cause.Attribution.Fitted;
import dev.rawline.lab.quality.cause.DriftParameter;
import dev.rawline.lab.quality.reference.ExampleReferences;
import dev.rawline.lab.quality.verdict.Verdict;
import dev.rawline.lab.tolerance.SpecifiedParameter;
import dev.rawline.lab.tolerance.ToleranceBound;
import dev.rawline.lab.tolerance.ToleranceInterval;
import dev.rawline.lab.tolerance.ToleranceSpecification;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Drifts of a camera, as parameters of the chain that a model tolerates. */
class ToleranceAssessmentTest {
  private static final JudgeBatch.EquivalentParameters EQUIVALENTS =
      new JudgeBatch.EquivalentParameters(ExampleReferences.FRAME, 2);

  private static ToleranceSpecification example() throws IOException {
    return ToleranceSpecification.FILE.read(
        DocumentedKind.PROJECT.resolve("examples/tolerance.yaml"));
  }

  private static Fitted fitted(DriftParameter number, double value, double reach) {
    return new Fitted(number, new Estimate(value, value - reach, value + reach));
  }

  private static ToleranceAssessment only(Fitted fitted) throws IOException {
    List<ToleranceAssessment> lines = EQUIVALENTS.lines(example(), List.of(fitted));
    assertThat(lines).hasSize(1);
    return lines.getFirst();
  }

  /**
   * The drone's chain is scaled by full scale, 4095 DN: a level 40.95 DN higher is stated 0.01 low.
   */
  @Test
  void aRaisedLevelIsABlackLevelStatedTooLow() throws IOException {
    ToleranceAssessment line = only(fitted(DriftParameter.BLACK_LEVEL, 40.95, 4.095));
    assertThat(line.name()).isEqualTo("black_level");
    assertThat(line.equivalent().value()).isCloseTo(0.06255 - 0.01, within(1e-12));
    assertThat(line.equivalent().low()).isCloseTo(0.06255 - 0.011, within(1e-12));
    assertThat(line.equivalent().high()).isCloseTo(0.06255 - 0.009, within(1e-12));
    // The bound lies at 0.051, somewhere from 0.049 to 0.053.
    assertThat(line.verdict()).isEqualTo(Verdict.WARN);
    assertThat(only(fitted(DriftParameter.BLACK_LEVEL, 10, 4)).verdict()).isEqualTo(Verdict.PASS);
    assertThat(only(fitted(DriftParameter.BLACK_LEVEL, 80, 4)).verdict()).isEqualTo(Verdict.FAIL);
    assertThat(only(fitted(DriftParameter.BLACK_LEVEL, -80, 4)).verdict()).isEqualTo(Verdict.FAIL);
  }

  @Test
  void moreRedIsAHigherGain() throws IOException {
    ToleranceAssessment line = only(fitted(DriftParameter.RED, 1.1, 0.02));
    assertThat(line.name()).isEqualTo("white_balance[0]");
    assertThat(line.equivalent().value()).isCloseTo(1.1 * 2.86653646, within(1e-9));
    assertThat(line.verdict()).isEqualTo(Verdict.PASS);
    assertThat(only(fitted(DriftParameter.RED, 1.6, 0.02)).verdict()).isEqualTo(Verdict.FAIL);
  }

  /**
   * More light than usual was not searched: the interval of an undrifted camera crosses 1, and
   * passes.
   */
  @Test
  void intervalsThatReachAnOpenBoundAreTolerated() throws IOException {
    assertThat(only(fitted(DriftParameter.EXPOSURE, 1, 0.02)).verdict()).isEqualTo(Verdict.PASS);
    assertThat(only(fitted(DriftParameter.EXPOSURE, 1.01, 0.02)).verdict()).isEqualTo(Verdict.PASS);
    assertThat(only(fitted(DriftParameter.EXPOSURE, 1.1, 0.02)).verdict()).isEqualTo(Verdict.WARN);
    assertThat(only(fitted(DriftParameter.EXPOSURE, 0.5, 0.02)).verdict()).isEqualTo(Verdict.PASS);
    assertThat(only(fitted(DriftParameter.EXPOSURE, 0.12, 0.02)).verdict()).isEqualTo(Verdict.WARN);
    assertThat(only(fitted(DriftParameter.EXPOSURE, 0.05, 0.02)).verdict()).isEqualTo(Verdict.FAIL);
  }

  @Test
  void unspecifiedParametersAreNotAssessed() throws IOException {
    assertThat(
            EQUIVALENTS.lines(
                example(),
                List.of(
                    fitted(DriftParameter.BLUE, 1, 0.1),
                    fitted(DriftParameter.GAIN, 1, 0.1),
                    fitted(DriftParameter.BLUR, 1, 0.1),
                    fitted(DriftParameter.READ_NOISE, 1, 0.1))))
        .isEmpty();
  }

  private static ToleranceInterval interval(String name, double usual, double low, double high) {
    return new ToleranceInterval(
        new CameraParameter(name, "unit", usual, 0, 100, CameraParameter.Scale.LINEAR),
        new ToleranceBound(low, low == 0, low, low),
        new ToleranceBound(high, false, high, high));
  }

  private static ToleranceAssessment physical(String name, double usual, double high, Fitted fitted)
      throws IOException {
    ToleranceSpecification example = example();
    ToleranceSpecification changed =
        new ToleranceSpecification(
            example.name(),
            example.model(),
            example.data(),
            example.samples(),
            example.metric(),
            example.delta(),
            example.baseline(),
            example.level(),
            example.isp(),
            example.camera(),
            example.sensor(),
            List.of(SpecifiedParameter.of(interval(name, usual, 0, high))),
            Optional.empty(),
            example.worstCases(),
            example.search());
    List<ToleranceAssessment> lines = EQUIVALENTS.lines(changed, List.of(fitted));
    assertThat(lines).hasSize(1);
    return lines.getFirst();
  }

  /** 8 DN at 2 DN/e⁻ are 4 e⁻, with the usual 3 e⁻ together 5 e⁻. */
  @Test
  void addedNoiseAddsToTheUsualNoise() throws IOException {
    ToleranceAssessment line =
        physical(RecaptureSettings.READ_NOISE, 3, 4, fitted(DriftParameter.READ_NOISE, 8, 0.1));
    assertThat(line.equivalent().value()).isCloseTo(5, within(1e-12));
    assertThat(line.verdict()).isEqualTo(Verdict.FAIL);
    ToleranceAssessment less =
        physical(
            RecaptureSettings.READ_NOISE,
            3,
            4,
            new Fitted(DriftParameter.READ_NOISE, new Estimate(0, -9, 1)));
    assertThat(less.equivalent().low()).as("noise is never negative").isZero();
    assertThat(less.verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void aSharperLensIsNoBlur() throws IOException {
    ToleranceAssessment line =
        physical(
            RecaptureSettings.BLUR,
            0,
            1,
            new Fitted(DriftParameter.BLUR, new Estimate(-1, -2, 0.5)));
    assertThat(line.equivalent().value()).isZero();
    assertThat(line.equivalent().high()).isEqualTo(0.5);
    assertThat(line.verdict()).isEqualTo(Verdict.PASS);
  }
}
