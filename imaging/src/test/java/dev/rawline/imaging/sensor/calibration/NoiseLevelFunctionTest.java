package dev.rawline.imaging.sensor.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.imaging.SharedData;
import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.SiteValues;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Gain and dark noise from pictures with known truth, and from real ones. */
class NoiseLevelFunctionTest {
  private static final double GAIN = 0.5;
  private static final double DARK_NOISE = 4;
  private static final double BLACK = 64;
  private static final int SIDE = 512;

  /**
   * Returns a picture of 8×8 tiles of many brightnesses with shading across each. A third of them
   * is smooth; a third has waves, a third a grain that differs from pixel to pixel like noise.
   *
   * @param waves the amplitude of the waves, relative
   * @param grain the standard deviation of the grain, relative
   */
  private static RawImage scene(long seed, double waves, double grain) {
    Random random = new Random(seed * 0x9e3779b97f4a7c15L);
    double[] brightness = random.doubles(64).map(u -> Math.pow(10, 2 + 1.8 * u)).toArray();
    float[] samples = new float[SIDE * SIDE];
    for (int i = 0; i < samples.length; i++) {
      int row = i / SIDE;
      int column = i % SIDE;
      int tile = row * 8 / SIDE * 8 + column * 8 / SIDE;
      double light = brightness[tile] * (1 + 0.3 * column / SIDE);
      if (tile % 3 == 0) {
        light *= 1 + grain * random.nextGaussian();
      } else if (tile % 3 == 1) {
        light *= 1 + waves * Math.sin(row * 0.35) * Math.sin(column * 0.3);
      }
      double signal = GAIN * light;
      double noise = Math.sqrt(Math.max(0, GAIN * signal) + DARK_NOISE * DARK_NOISE);
      samples[i] =
          (float) Math.clamp(Math.rint(BLACK + signal + noise * random.nextGaussian()), 0, 4095);
    }
    return raw(SIDE, SIDE, samples, BLACK, 4095);
  }

  private static RawImage raw(int width, int height, float[] samples, double black, double white) {
    Calibration calibration = Calibration.ofLevels(16, SiteValues.uniform(black), white, "test");
    return new RawImage(width, height, Cfa.RGGB, RawImage.Unit.DN, samples, calibration);
  }

  /**
   * The mean of twelve pictures of four channels each, and how often their intervals cover the
   * truth.
   */
  private record Outcome(double gain, double darkNoise, int gainCovered, int darkNoiseCovered) {
    static Outcome of(double waves, double grain) {
      double gain = 0;
      double darkNoise = 0;
      int gainCovered = 0;
      int darkNoiseCovered = 0;
      for (int seed = 1; seed <= 12; seed++) {
        for (NoiseLevelFunction function :
            NoiseLevelFunction.of(List.of(scene(seed, waves, grain)))) {
          gain += function.gain().value() / 48;
          darkNoise += function.darkNoise().value() / 48;
          gainCovered += function.gain().covers(GAIN) ? 1 : 0;
          darkNoiseCovered +=
              function.darkNoise().covers(Math.sqrt(DARK_NOISE * DARK_NOISE + 1 / 12.0)) ? 1 : 0;
        }
      }
      Outcome outcome = new Outcome(gain, darkNoise, gainCovered, darkNoiseCovered);
      System.out.printf("waves %s, grain %s: %s of 48%n", waves, grain, outcome);
      return outcome;
    }
  }

  @Test
  void smoothPicturesDetermineGainAndDarkNoise() {
    Outcome outcome = Outcome.of(0, 0);
    assertThat(outcome.gain).isCloseTo(GAIN, within(0.01 * GAIN));
    assertThat(outcome.darkNoise).isCloseTo(DARK_NOISE, within(0.05 * DARK_NOISE));
    assertThat(outcome.gainCovered).isGreaterThanOrEqualTo(45);
    assertThat(outcome.darkNoiseCovered).isGreaterThanOrEqualTo(45);
  }

  @Test
  void wavyTextureIsExcluded() {
    Outcome outcome = Outcome.of(0.2, 0);
    assertThat(outcome.gain).isCloseTo(GAIN, within(0.03 * GAIN));
    assertThat(outcome.darkNoise).isCloseTo(DARK_NOISE, within(0.15 * DARK_NOISE));
    assertThat(outcome.gainCovered).isGreaterThanOrEqualTo(43);
    assertThat(outcome.darkNoiseCovered).isGreaterThanOrEqualTo(43);
  }

  /**
   * Grain in a third of the picture is partly mistaken for noise: the bias is stated, the interval.
   */
  @Test
  void grainBiasesTheGainByATenth() {
    for (double grain : new double[] {0.02, 0.1}) {
      Outcome outcome = Outcome.of(0.2, grain);
      assertThat(outcome.gain).isCloseTo(GAIN, within(0.2 * GAIN));
      assertThat(outcome.gainCovered).isGreaterThanOrEqualTo(40);
    }
  }

  /**
   * A real picture of 14 bits: no gain of that camera was published, but its four channels have one
   * amplifier, so that their intervals must agree.
   */
  @Test
  void theChannelsOfARealPictureAgree() throws IOException {
    ByteBuffer bytes =
        ByteBuffer.wrap(
                Files.readAllBytes(
                    SharedData.require("data/raw/nikon_dsc1339_768x512_rggb_14bit_le16.raw")))
            .order(ByteOrder.LITTLE_ENDIAN);
    float[] samples = new float[768 * 512];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = bytes.getShort(2 * i) & 0xffff;
    }
    List<NoiseLevelFunction> functions =
        NoiseLevelFunction.of(List.of(raw(768, 512, samples, 600, 15520)));
    double lowest =
        functions.stream().mapToDouble(function -> function.gain().high()).min().orElseThrow();
    double highest =
        functions.stream().mapToDouble(function -> function.gain().low()).max().orElseThrow();
    assertThat(highest).isLessThan(lowest);
    assertThat(functions)
        .allSatisfy(
            function -> {
              assertThat(function.gain().value()).isBetween(0.3, 0.6);
              assertThat(function.darkNoise().high()).isLessThan(5);
            });
  }

  @Test
  void uninformativePicturesAreRejected() {
    assertThatThrownBy(() -> NoiseLevelFunction.of(List.of()))
        .isInstanceOf(UnsuitableFramesException.class)
        .hasMessage(
            "the sensor cannot be calibrated: there are no images: expected at least one; give raw"
                + " images of one camera");
    RawImage scene = scene(1, 0, 0);
    RawImage blind =
        new RawImage(
            SIDE, SIDE, Cfa.RGGB, RawImage.Unit.DN, scene.samples(), Calibration.unknown(12));
    RawImage clipped = raw(SIDE, SIDE, scene.samples(), BLACK, 100);
    assertThatThrownBy(
            () ->
                NoiseLevelFunction.of(
                    List.of(scene.with(RawImage.Unit.NORMALISED, scene.samples()), blind, clipped)))
        .isInstanceOf(UnsuitableFramesException.class)
        .hasMessageMatching(
            "the sensor cannot be calibrated: image 1 has normalised samples: expected digital"
                + " numbers as stored \\(DN\\); give the raw file; image 2 states no black level:"
                + " expected one \\(DN\\); give a sidecar that states it; image 3 holds \\d+ % of"
                + " samples at 0 or at the white level \\(100 DN\\): expected at most 25 %; give an"
                + " image that is not clipped");
    assertThatThrownBy(() -> NoiseLevelFunction.of(List.of(scene.crop(0, 0, 64, 64))))
        .isInstanceOf(UnsuitableFramesException.class)
        .hasMessageStartingWith(
            "the sensor cannot be calibrated: red: 0 patches of 8×8 pixels are smooth: expected at"
                + " least 100; give more images, or some with less texture; green 1: 0 patches");
    float[] even = new float[SIDE * SIDE];
    Random random = new Random(5);
    for (int i = 0; i < even.length; i++) {
      even[i] = (float) Math.rint(1000 + 20 * random.nextGaussian());
    }
    assertThatThrownBy(() -> NoiseLevelFunction.of(List.of(raw(SIDE, SIDE, even, BLACK, 4095))))
        .isInstanceOf(UnsuitableFramesException.class)
        .hasMessageMatching(
            "the sensor cannot be calibrated: red: the smooth patches are between 9\\d\\d and"
                + " 9\\d\\d DN above black: expected the brightest to be 3 times the darkest; give"
                + " images with more contrast; .*");
  }
}
