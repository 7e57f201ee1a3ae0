package dev.rawline.lab.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.imaging.frame.Irradiance;
import dev.rawline.lab.quality.cause.Attribution;
import dev.rawline.lab.quality.cause.Attribution.Conclusion;
import dev.rawline.lab.quality.cause.CameraDrift;
import dev.rawline.lab.quality.cause.DriftCause;
import dev.rawline.lab.quality.cause.DriftParameter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A few drifts of a small camera; the slow tests measure how often they are identified. */
class DriftsNamedTest {
  private static final int SIDE = 128;
  private static final int REFERENCE = 64;
  private static final int IMAGES = 24;
  private static ProofCamera camera;
  private static Irradiance[] incoming;

  @BeforeAll
  static void record() {
    SimulatedDrifts drifts = ProofCamera.streets(SIDE, 11);
    camera = new ProofCamera(drifts, SIDE, REFERENCE, true, 0, false);
    incoming = drifts.lights(10_000, IMAGES);
  }

  private static Recordings drifted(CausedDrift drift) {
    return camera.record(incoming, drift.difference(), drift.toString());
  }

  private static Attribution cause(Recordings batch) {
    return camera.cause().of(batch.table());
  }

  private static void assertNamed(CausedDrift drift) {
    Recordings batch = drifted(drift);
    assertThat(camera.isDrifted(batch)).isTrue();
    assertThat(camera.isPlainlyDrifted(batch)).isFalse();
    Attribution found = cause(batch);
    assertThat(found.conclusion()).isEqualTo(Conclusion.CAMERA);
    assertThat(found.causes()).containsExactly(drift.cause());
    Attribution.Fitted fitted = found.fitted(drift.number()).orElseThrow();
    double half = fitted.estimate().halfWidth();
    assertThat(Math.abs(fitted.estimate().value() - drift.expected())).isLessThan(2 * half);
    assertThat(fitted.isInside()).isFalse();
  }

  @Test
  void anUndriftedCameraHasNoCause() {
    Recordings batch = camera.record(incoming, CameraDrift.NONE, "sound");
    assertThat(camera.isDrifted(batch)).isFalse();
    assertThat(camera.isPlainlyDrifted(batch)).isFalse();
    assertThat(cause(batch).conclusion()).isEqualTo(Conclusion.NOTHING);
  }

  @Test
  void aGainDriftIsIdentifiedAtConstantMeans() {
    assertNamed(new CausedDrift(DriftCause.GAIN, -Math.log(0.88)));
  }

  @Test
  void aReadNoiseDriftIsIdentifiedAtConstantMeans() {
    assertNamed(new CausedDrift(DriftCause.READ_NOISE, 150));
  }

  @Test
  void aBlackLevelDriftIsIdentifiedAtConstantMeans() {
    assertNamed(new CausedDrift(DriftCause.BLACK_LEVEL, 20));
  }

  @Test
  void processingIsAttributedToNoneOfTheCauses() {
    int step = 1 << camera.drifts().sensor().shift();
    for (AfterSensor processing : AfterSensor.values()) {
      Recordings batch =
          camera.record(
              incoming,
              CameraDrift.NONE,
              processing.toString(),
              image -> processing.apply(image, step));
      Attribution found = cause(batch);
      assertThat(found.conclusion()).as(processing.words()).isEqualTo(Conclusion.NONE_OF_THESE);
      assertThat(found.fitted(DriftParameter.GAIN)).isEmpty();
    }
  }
}
