package dev.rawline.imaging.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.frame.Matrix3;
import dev.rawline.imaging.frame.Orientation;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.frame.SiteValues;
import dev.rawline.imaging.frame.SourcedValue;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.isp.Bilinear;
import dev.rawline.imaging.isp.ColourCorrection;
import dev.rawline.imaging.isp.Gamma;
import dev.rawline.imaging.isp.HighlightClip;
import dev.rawline.imaging.isp.Rendering;
import dev.rawline.imaging.isp.WhiteBalance;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HighlightClipTest {

  /** Rows sum to 1, as those of every colour matrix from a raw file do. */
  private static final Matrix3 MATRIX =
      Matrix3.of(1.8, -0.95, 0.15, -0.23, 1.77, -0.54, -0.02, -0.47, 1.49);

  @Test
  void aSaturatedPatchOfThePresetIsNeutral() {
    RawImage saturated = flat(255, known(Optional.empty(), 8));

    View view = rendered(Camera.DRONE, saturated);

    assertNeutral(view);
    assertThat(Camera.DRONE.highlightClip(saturated).level())
        .isCloseTo(1 - 0.0626, within(1e-12)); // green saturates first: gain 1, black 0.0626
  }

  @Test
  void presetSaturatesAtItsWhiteLevel() {
    RawImage saturated = flat(200, known(Optional.of(200.0), 8));

    assertThat(Camera.DRONE.highlightClip(saturated).level())
        .isCloseTo(200 / 255.0 - 0.0626, within(1e-12));
    assertNeutral(rendered(Camera.DRONE, saturated));
  }

  @Test
  void saturatedPatchOfTheFileCameraIsNeutralAtTheSmallestGain() {
    RawImage saturated =
        flat(
            15_000,
            new Calibration(
                14,
                Optional.of(new SourcedValue<>(new SiteValues(2000, 2010, 2020, 2030), "test")),
                Optional.of(new SourcedValue<>(15_000.0, "test")),
                Optional.of(new SourcedValue<>(new Rgb(2.5, 1, 0.9), "test")),
                Optional.of(new SourcedValue<>(MATRIX, "test")),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Orientation.UPRIGHT));
    Camera camera = Camera.of(saturated);

    assertThat(camera.highlightClip(saturated).level()).isCloseTo(0.9, within(1e-12));
    assertNeutral(rendered(camera, saturated));
  }

  @Test
  void aNegativeGainHasNoNeutralLevel() {
    assertThatThrownBy(() -> Camera.MICROSCOPE.highlightClip(flat(255, known(Optional.empty(), 8))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("camera microscope saturates at -0.65")
        .hasMessageContaining("render without highlight clip");
  }

  @Test
  void clipIsDirectlyBeforeTheColourCorrection() {
    Isp isp = Isp.of(Camera.DRONE, ViewName.ALL.getFirst()).with(HighlightClip.DEFAULT);

    assertThat(isp.rendering().colour().get(1)).isEqualTo(HighlightClip.DEFAULT);
    assertThat(isp.rendering().colour().get(2)).isInstanceOf(ColourCorrection.class);
  }

  @Test
  void highlightClipNeedsAColourCorrection() {
    Isp isp =
        new Isp(
            List.of(),
            new Rendering(
                Bilinear.DEFAULT,
                List.of(new WhiteBalance(Camera.DRONE.whiteBalance())),
                Gamma.DEFAULT));

    assertThatThrownBy(() -> isp.with(HighlightClip.DEFAULT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "--highlight-clip requires a colour correction in the chain, which has none: add"
                + " highlight_clip to the chain itself");
  }

  private static View rendered(Camera camera, RawImage raw) {
    return new ViewRenderer(
            camera, List.of(ViewName.ALL.getFirst()), Optional.of(camera.highlightClip(raw)))
        .render(raw)
        .getFirst();
  }

  private static void assertNeutral(View view) {
    float red = view.at(Colour.RED, 4, 4);
    assertThat(red).isGreaterThan(0.8f);
    assertThat(view.at(Colour.GREEN, 4, 4)).isCloseTo(red, within(1e-6f));
    assertThat(view.at(Colour.BLUE, 4, 4)).isCloseTo(red, within(1e-6f));
  }

  private static Calibration known(Optional<Double> white, int bits) {
    return new Calibration(
        bits,
        Optional.empty(),
        white.map(level -> new SourcedValue<>(level, "test")),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Orientation.UPRIGHT);
  }

  private static RawImage flat(float value, Calibration known) {
    float[] samples = new float[64];
    Arrays.fill(samples, value);
    return new RawImage(8, 8, Cfa.RGGB, RawImage.Unit.DN, samples, known);
  }
}
