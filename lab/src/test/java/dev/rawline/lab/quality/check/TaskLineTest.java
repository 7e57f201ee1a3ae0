package dev.rawline.lab.quality.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.lab.DocumentedKind;
import dev.rawline.lab.quality.cause.Attribution.Fitted;
import dev.rawline.lab.quality.cause.CameraNumber;
import dev.rawline.lab.quality.reference.References;
import dev.rawline.lab.report.Judgement;
import dev.rawline.lab.subject.Physical;
import dev.rawline.lab.tolerance.CameraParameter;
import dev.rawline.lab.tolerance.SpecifiedParameter;
import dev.rawline.lab.tolerance.ToleranceBound;
import dev.rawline.lab.tolerance.ToleranceFiles;
import dev.rawline.lab.tolerance.ToleranceInterval;
import dev.rawline.lab.tolerance.ToleranceSpecification;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What happened to a camera, as numbers of the chain that a model tolerates. */
class TaskLineTest {
  private static final TaskEquivalents EQUIVALENTS = new TaskEquivalents(References.FRAME, 2);

  private static ToleranceSpecification example() throws IOException {
    return ToleranceFiles.read(DocumentedKind.PROJECT.resolve("examples/tolerance.yaml"));
  }

  private static Fitted fitted(CameraNumber number, double value, double reach) {
    return new Fitted(number, value, value - reach, value + reach);
  }

  private static TaskLine only(Fitted fitted) throws IOException {
    List<TaskLine> lines = EQUIVALENTS.lines(example(), List.of(fitted));
    assertThat(lines).hasSize(1);
    return lines.getFirst();
  }

  /**
   * The drone's chain is scaled by full scale, 4095 DN: a level 40.95 DN higher is stated 0.01 low.
   */
  @Test
  void aRisenLevelIsABlackLevelThatIsStatedTooLow() throws IOException {
    TaskLine line = only(fitted(CameraNumber.BLACK_LEVEL, 40.95, 4.095));
    assertThat(line.name()).isEqualTo("black_level");
    assertThat(line.value()).isCloseTo(0.06255 - 0.01, within(1e-12));
    assertThat(line.low()).isCloseTo(0.06255 - 0.011, within(1e-12));
    assertThat(line.high()).isCloseTo(0.06255 - 0.009, within(1e-12));
    // The bound lies at 0.051, somewhere from 0.049 to 0.053.
    assertThat(line.verdict()).isEqualTo(Judgement.WARN);
    assertThat(only(fitted(CameraNumber.BLACK_LEVEL, 10, 4)).verdict()).isEqualTo(Judgement.PASS);
    assertThat(only(fitted(CameraNumber.BLACK_LEVEL, 80, 4)).verdict()).isEqualTo(Judgement.FAIL);
    assertThat(only(fitted(CameraNumber.BLACK_LEVEL, -80, 4)).verdict()).isEqualTo(Judgement.FAIL);
  }

  @Test
  void aStrongerRedIsAHigherGain() throws IOException {
    TaskLine line = only(fitted(CameraNumber.RED, 1.1, 0.02));
    assertThat(line.name()).isEqualTo("white_balance[0]");
    assertThat(line.value()).isCloseTo(1.1 * 2.86653646, within(1e-9));
    assertThat(line.verdict()).isEqualTo(Judgement.PASS);
    assertThat(only(fitted(CameraNumber.RED, 1.6, 0.02)).verdict()).isEqualTo(Judgement.FAIL);
  }

  /** Nobody looked at more light than usual: a sound camera's interval crosses 1, and passes. */
  @Test
  void anOpenEndIsCrossedByIntervalsThatMayLieBeforeIt() throws IOException {
    assertThat(only(fitted(CameraNumber.EXPOSURE, 1, 0.02)).verdict()).isEqualTo(Judgement.PASS);
    assertThat(only(fitted(CameraNumber.EXPOSURE, 1.01, 0.02)).verdict()).isEqualTo(Judgement.PASS);
    assertThat(only(fitted(CameraNumber.EXPOSURE, 1.1, 0.02)).verdict()).isEqualTo(Judgement.WARN);
    assertThat(only(fitted(CameraNumber.EXPOSURE, 0.5, 0.02)).verdict()).isEqualTo(Judgement.PASS);
    assertThat(only(fitted(CameraNumber.EXPOSURE, 0.12, 0.02)).verdict()).isEqualTo(Judgement.WARN);
    assertThat(only(fitted(CameraNumber.EXPOSURE, 0.05, 0.02)).verdict()).isEqualTo(Judgement.FAIL);
  }

  @Test
  void whatTheSpecificationDoesNotNameIsNotJudged() throws IOException {
    assertThat(
            EQUIVALENTS.lines(
                example(),
                List.of(
                    fitted(CameraNumber.BLUE, 1, 0.1),
                    fitted(CameraNumber.GAIN, 1, 0.1),
                    fitted(CameraNumber.BLUR, 1, 0.1),
                    fitted(CameraNumber.READ_NOISE, 1, 0.1))))
        .isEmpty();
  }

  private static ToleranceInterval interval(String name, double usual, double low, double high) {
    return new ToleranceInterval(
        new CameraParameter(name, "unit", usual, 0, 100, CameraParameter.Scale.LINEAR),
        new ToleranceBound(low, low == 0, low, low),
        new ToleranceBound(high, false, high, high));
  }

  private static TaskLine physical(String name, double usual, double high, Fitted fitted)
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
    List<TaskLine> lines = EQUIVALENTS.lines(changed, List.of(fitted));
    assertThat(lines).hasSize(1);
    return lines.getFirst();
  }

  /** 8 DN at 2 DN/e⁻ are 4 e⁻, with the usual 3 e⁻ together 5 e⁻. */
  @Test
  void noiseThatIsAddedAddsToTheUsual() throws IOException {
    TaskLine line = physical(Physical.READ_NOISE, 3, 4, fitted(CameraNumber.READ_NOISE, 8, 0.1));
    assertThat(line.value()).isCloseTo(5, within(1e-12));
    assertThat(line.verdict()).isEqualTo(Judgement.FAIL);
    TaskLine less =
        physical(Physical.READ_NOISE, 3, 4, new Fitted(CameraNumber.READ_NOISE, 0, -9, 1));
    assertThat(less.low()).as("no noise is below none").isZero();
    assertThat(less.verdict()).isEqualTo(Judgement.PASS);
  }

  @Test
  void aSharperLensIsNoBlur() throws IOException {
    TaskLine line = physical(Physical.BLUR, 0, 1, new Fitted(CameraNumber.BLUR, -1, -2, 0.5));
    assertThat(line.value()).isZero();
    assertThat(line.high()).isEqualTo(0.5);
    assertThat(line.verdict()).isEqualTo(Judgement.PASS);
  }
}
