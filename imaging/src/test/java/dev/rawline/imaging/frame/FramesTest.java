package dev.rawline.imaging.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Sizes, places and units of the frames. */
class FramesTest {

  @Test
  void samplesMustFillTheFrame() {
    assertThatThrownBy(() -> RawImage.normalised(3, 2, Cfa.RGGB, new float[5]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("RawImage of 3×2 pixels needs 6 samples (1 per pixel), got 5");
    assertThatThrownBy(() -> new LinearRgb(3, 2, new float[6]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("LinearRgb of 3×2 pixels needs 18 samples (3 per pixel), got 6");
  }

  @Test
  void aFrameHasPixels() {
    assertThatThrownBy(() -> new View(0, 2, new float[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("View is 0×2 pixels: both sides must be at least 1 pixel");
  }

  @Test
  void aSizeBeyondIntDoesNotWrapAround() {
    assertThatThrownBy(() -> new View(1 << 16, 1 << 16, new float[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("View of 65536×65536 pixels needs 12884901888 samples (3 per pixel), got 0");
  }

  @Test
  void planesAreInTheOrderRedGreenBlue() {
    LinearRgb rgb = new LinearRgb(2, 1, new float[] {1, 2, 3, 4, 5, 6});
    assertThat(rgb.at(Colour.RED, 0, 1)).isEqualTo(2);
    assertThat(rgb.at(Colour.GREEN, 0, 0)).isEqualTo(3);
    assertThat(rgb.at(Colour.BLUE, 0, 1)).isEqualTo(6);
  }

  @Test
  void aCropKeepsSamplesAndColours() {
    RawImage raw = RawImage.normalised(3, 3, Cfa.RGGB, new float[] {0, 1, 2, 3, 4, 5, 6, 7, 8});
    RawImage crop = raw.crop(1, 0, 2, 2);
    assertThat(crop.samples()).containsExactly(3, 4, 6, 7);
    assertThat(crop.cfa()).isEqualTo(Cfa.GBRG);
    assertThat(crop.calibration()).isEqualTo(raw.calibration());
  }

  @Test
  void aCropStaysInside() {
    RawImage raw = RawImage.normalised(3, 3, Cfa.RGGB, new float[9]);
    assertThatThrownBy(() -> raw.crop(2, 0, 2, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a crop of 3×2 pixels at row 2, column 0 leaves the mosaic of 3×3 pixels");
  }

  @Test
  void containersHoldEightToSixteenBits() {
    assertThat(Calibration.unknown(12).fullScale()).isEqualTo(4095);
    assertThatThrownBy(() -> Calibration.unknown(17))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("containerBits is 17: expected 8 to 16 bits");
  }

  @Test
  void lightAndChargeFillTheirFrames() {
    assertThatThrownBy(() -> new Irradiance(2, 2, new float[4]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Irradiance of 2×2 pixels needs 12 samples (3 per pixel), got 4");
    assertThatThrownBy(() -> new Radiance(2, 2, 0.06, new float[4]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Radiance of 2×2 pixels needs 12 samples (3 per pixel), got 4");
    assertThatThrownBy(() -> new Electrons(2, 2, Cfa.RGGB, new float[12]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Electrons of 2×2 pixels needs 4 samples (1 per pixel), got 12");
  }

  @Test
  void samplesOfASceneHaveASpacing() {
    for (double spacing : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> new Radiance(1, 1, spacing, new float[3]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "Radiance has a spacing of %s m: expected a finite distance above 0 (m)", spacing);
    }
  }

  @Test
  void otherSamplesKeepTheCalibration() {
    Radiance scene = new Radiance(1, 1, 0.06, new float[3]).with(new float[] {1, 2, 3});
    Electrons charge = new Electrons(2, 1, Cfa.GBRG, new float[2]).with(new float[] {4, 5});
    assertThat(scene.spacing()).isEqualTo(0.06);
    assertThat(scene.at(Colour.BLUE, 0, 0)).isEqualTo(3);
    assertThat(charge.cfa()).isEqualTo(Cfa.GBRG);
    assertThat(charge.at(0, 1)).isEqualTo(5);
  }

  @Test
  void maskDistinguishesKinds() {
    Mask mask = new Mask(2, 2, new byte[] {0, 1, (byte) 255, 0});
    assertThat(mask.at(0, 1)).isEqualTo(1);
    assertThat(mask.at(1, 0)).isEqualTo(255);
    assertThat(mask.coverage()).isEqualTo(0.5);
    assertThatThrownBy(() -> new Mask(2, 2, new byte[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a mask of 2×2 pixels got 3 bytes: both sides must be at least 1 pixel, one byte each");
  }
}
