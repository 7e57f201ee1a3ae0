package dev.rawline.imaging.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Matrix3;
import dev.rawline.imaging.frame.Orientation;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.frame.SiteValues;
import dev.rawline.imaging.frame.SourcedValue;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CameraTest {
  private static final SiteValues BLACK = new SiteValues(100, 200, 300, 400);

  @Test
  void presetsAreFoundByName() {
    assertThat(Camera.preset("drone")).contains(Camera.DRONE);
    assertThat(Camera.preset("microscope")).contains(Camera.MICROSCOPE);
    assertThat(Camera.preset("phone")).isEmpty();
  }

  @Test
  void aPresetScalesByTheContainer() {
    RawImage raw = mosaic(Calibration.unknown(8), 0, 51, 255, 102);
    assertThat(Camera.DRONE.normalise(raw).samples()).containsExactly(0, 0.2f, 1, 0.4f);
    assertThat(Camera.DRONE.normalise(raw).unit()).isEqualTo(RawImage.Unit.NORMALISED);
  }

  @Test
  void cameraOfAFileScalesFromBlackToWhite() {
    RawImage raw = mosaic(complete(1000), 100, 600, 1000, 1000);
    RawImage normalised = Camera.of(raw).normalise(raw);
    assertThat(normalised.samples()).containsExactly(0, 0.5f, 1, 1);
  }

  @Test
  void cameraOfARawFileUsesItsMetadata() {
    Camera camera = Camera.of(mosaic(complete(1000), 0, 0, 0, 0));
    assertThat(camera)
        .isEqualTo(
            new Camera(
                "Maker Model",
                Camera.Scale.BLACK_TO_WHITE,
                SiteValues.uniform(0),
                new Rgb(2, 1, 1.5),
                Matrix3.IDENTITY));
  }

  @Test
  void everyNonFiniteValueIsReported() {
    assertThatThrownBy(
            () ->
                new Camera(
                    "mine",
                    Camera.Scale.FULL_SCALE,
                    new SiteValues(0, 0, Double.NaN, 0),
                    new Rgb(1, Double.POSITIVE_INFINITY, 1),
                    Matrix3.IDENTITY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "camera mine: black level of GREEN_IN_BLUE_ROW is NaN (normalised), white balance of"
                + " GREEN is Infinity (gain, no unit): expected finite numbers");
  }

  @Test
  void aNormalisedMosaicPasses() {
    RawImage raw = RawImage.normalised(1, 1, Cfa.RGGB, new float[] {0.3f});
    assertThat(Camera.DRONE.normalise(raw)).isSameAs(raw);
  }

  @Test
  void allMissingMetadataIsReportedTogether() {
    RawImage raw = mosaic(Calibration.unknown(16), 0, 0, 0, 0);
    assertThatThrownBy(() -> Camera.of(raw))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the raw file's own metadata lacks black level [DN], white level [DN], white balance,"
                + " colour matrix: give them in a sidecar next to the file, or name a camera");
  }

  @Test
  void aScaleNeedsItsLevels() {
    Camera camera =
        new Camera(
            "mine",
            Camera.Scale.BLACK_TO_WHITE,
            SiteValues.uniform(0),
            new Rgb(1, 1, 1),
            Matrix3.IDENTITY);
    assertThatThrownBy(() -> camera.normalise(mosaic(Calibration.unknown(16), 0, 0, 0, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "camera mine scales from black to white level, but the raw file states no black level"
                + " [DN]: give it in a sidecar next to the file");
  }

  @Test
  void whiteMustBeAboveBlack() {
    RawImage raw = mosaic(complete(300), 0, 0, 0, 0);
    assertThatThrownBy(() -> Camera.of(raw).normalise(raw))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "white level 300.0 DN is not above the black level 300.0 DN: correct the levels");
  }

  private static RawImage mosaic(Calibration calibration, float... samples) {
    return new RawImage(2, 2, Cfa.RGGB, RawImage.Unit.DN, samples, calibration);
  }

  private static Calibration complete(double white) {
    return new Calibration(
        12,
        Optional.of(new SourcedValue<>(BLACK, "test")),
        Optional.of(new SourcedValue<>(white, "test")),
        Optional.of(new SourcedValue<>(new Rgb(2, 1, 1.5), "test")),
        Optional.of(new SourcedValue<>(Matrix3.IDENTITY, "test")),
        Optional.of(new SourcedValue<>("Maker Model", "test")),
        Optional.empty(),
        Optional.empty(),
        Orientation.UPRIGHT);
  }
}
