package dev.rawline.imaging.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.isp.Bilinear;
import dev.rawline.imaging.isp.ColourCorrection;
import dev.rawline.imaging.isp.Gamma;
import dev.rawline.imaging.isp.HighlightClip;
import dev.rawline.imaging.isp.Rendering;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExposureCompensationTest {
  private static final int WIDTH = 60;
  private static final int HEIGHT = 40;

  /** A ramp from black to a share of white. */
  private static RawImage ramp(double brightest) {
    float[] samples = new float[WIDTH * HEIGHT];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) (brightest * i / samples.length);
    }
    return new RawImage(
        WIDTH, HEIGHT, Cfa.RGGB, RawImage.Unit.NORMALISED, samples, Calibration.unknown(16));
  }

  private static Isp grey(double gamma) {
    return new Isp(List.of(), new Rendering(Bilinear.DEFAULT, List.of(), new Gamma(gamma, 0)));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, 0.5, 2})
  void aStopDoublesTheLinearPicture(double ev) {
    RawImage raw = ramp(0.2);
    float[] plain = grey(1).apply(raw).samples();
    float[] brighter = grey(1).brightened(Math.pow(2, ev)).apply(raw).samples();
    for (int i = 0; i < plain.length; i++) {
      assertThat((double) brighter[i]).isCloseTo(plain[i] * Math.pow(2, ev), offset(1e-6));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.1, 0.5})
  void automaticExposureBringsThe99thPercentileToWhite(double brightest) {
    RawImage raw = ramp(brightest);
    double ev = new ExposureCompensation.Automatic().ev(grey(2.2), Camera.DRONE, raw);
    assertThat(ev).isCloseTo(-Math.log(0.99 * brightest) / Math.log(2), offset(0.02));
    View view = grey(1).brightened(Math.pow(2, ev)).apply(raw);
    double[] largest = new double[WIDTH * HEIGHT];
    for (int i = 0; i < largest.length; i++) {
      largest[i] =
          Math.max(
              view.samples()[i],
              Math.max(view.samples()[largest.length + i], view.samples()[2 * largest.length + i]));
    }
    Arrays.sort(largest);
    assertThat(largest[(int) (0.985 * largest.length)]).isBetween(0.97, 0.9999);
    assertThat(largest[(int) (0.995 * largest.length)]).isEqualTo(1);
  }

  @Test
  void whereMoreThanOnePercentIsWhiteAutomaticExposureKeepsIt() {
    assertThat(new ExposureCompensation.Automatic().ev(grey(2.2), Camera.DRONE, ramp(3))).isZero();
  }

  @Test
  void aBlackPictureHasNoAutomaticExposure() {
    assertThatThrownBy(
            () -> new ExposureCompensation.Automatic().ev(grey(2.2), Camera.DRONE, ramp(0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("give --exposure a number of stops [EV]");
  }

  @Test
  void theGainIsInTheLastColourCorrectionAndNoGainChangesNothing() {
    Isp isp = Isp.of(Camera.DRONE, ViewName.USUAL).with(HighlightClip.DEFAULT);
    assertThat(isp.brightened(1)).isSameAs(isp);
    Isp brighter = isp.brightened(2);
    assertThat(brighter.rendering().colour()).hasSameSizeAs(isp.rendering().colour());
    assertThat(((ColourCorrection) brighter.rendering().colour().get(2)).matrix().at(1, 1))
        .isEqualTo(2 * Camera.DRONE.colourMatrix().at(1, 1));
    assertThat(brighter.rendering().colour().get(1)).isEqualTo(HighlightClip.DEFAULT);
  }

  @Test
  void wordsAreAutoOrANumber() {
    assertThat(ExposureCompensation.of("auto")).isEqualTo(new ExposureCompensation.Automatic());
    assertThat(ExposureCompensation.of("-1.5")).isEqualTo(new ExposureCompensation.Fixed(-1.5));
    assertThat(ExposureCompensation.of("0").value()).isEmpty();
    for (String word : List.of("bright", "NaN", "21", "-20.5", "")) {
      assertThatThrownBy(() -> ExposureCompensation.of(word))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("exposure is ");
    }
  }
}
