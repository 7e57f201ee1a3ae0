package dev.rawline.imaging.optics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.chain.Pullback;
import dev.rawline.imaging.frame.Picture;
import dev.rawline.imaging.frame.Radiance;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The laws of a stage whose picture has another size than its scene. */
class ResamplingTest {

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1, 1, 1",
    "3, 5, 3, 5, 1",
    "7, 11, 2, 3, 3.2",
    "17, 23, 5, 7, 3.285714285714286",
    "64, 48, 16, 12, 4",
    "31, 29, 30, 28, 1.001"
  })
  void satisfiesTheStageLaws(int width, int height, int newWidth, int newHeight, double ratio) {
    Random random = new Random(Seeds.next("resampling"));
    Radiance scene = random(random, width, height, 0.01);
    float[] before = scene.samples().clone();
    Resampling stage = new Resampling(newWidth, newHeight, 0.01 * ratio);
    Pullback<Radiance, Radiance> pullback = stage.pull(scene);
    Radiance picture = pullback.value();
    assertThat(picture.width()).isEqualTo(newWidth);
    assertThat(picture.height()).isEqualTo(newHeight);
    assertThat(picture.spacing()).isEqualTo(0.01 * ratio);
    assertThat(scene.samples()).containsExactly(before);
    assertThat(stage.apply(scene).samples()).containsExactly(picture.samples());

    double[] definition = LightDefinition.plain(stage, scene, DoubleBands.of(scene)).samples;
    for (int i = 0; i < definition.length; i++) {
      assertThat((double) picture.samples()[i]).isCloseTo(definition[i], offset(1e-6));
    }

    Radiance cotangent = random(random, newWidth, newHeight, 0.01 * ratio);
    Radiance gradient = pullback.back(cotangent).input();
    assertThat(gradient.spacing()).isEqualTo(0.01);
    DoubleBands x = DoubleBands.of(scene);
    DoubleBands y = DoubleBands.of(cotangent);
    double forward = LightDefinition.plain(stage, scene, x).product(y);
    DoubleBands in = new DoubleBands(width, height);
    stage.back(stage.down(scene), stage.across(scene), y, in);
    assertThat(x.product(in)).isCloseTo(forward, offset(1e-12 * forward));
    assertThat(x.product(DoubleBands.of(gradient))).isCloseTo(forward, offset(1e-5 * forward));

    float[] even = new float[scene.samples().length];
    Arrays.fill(even, 0.4f);
    for (float sample : stage.apply(scene.with(even)).samples()) {
      assertThat(sample).isCloseTo(0.4f, offset(1e-6f));
    }
  }

  private static Radiance random(Random random, int width, int height, double spacing) {
    float[] samples = new float[Picture.CHANNELS * height * width];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = random.nextFloat(0.1f, 1.3f);
    }
    return new Radiance(width, height, spacing, samples);
  }

  @Test
  void theSameSpacingChangesNothing() {
    Radiance scene = random(new Random(1), 9, 7, 0.3);
    assertThat(new Resampling(9, 7, 0.3).apply(scene).samples()).containsExactly(scene.samples());
    // A smaller picture is the middle of the scene.
    assertThat(new Resampling(3, 1, 0.3).apply(scene).samples()[0])
        .isEqualTo(scene.samples()[3 * 9 + 3]);
  }

  @Test
  void fourSamplesBecomeTheirMean() {
    Radiance scene = new Radiance(2, 2, 1, new float[] {1, 2, 3, 6, 0, 0, 0, 4, 1, 1, 1, 1});
    assertThat(new Resampling(1, 1, 2).apply(scene).samples()).containsExactly(3, 1, 1);
  }

  @ParameterizedTest
  @CsvSource({"4, 16", "2.5, 40", "3.2, 20"})
  void lightOfTheWholeSceneIsKept(double ratio, int pixels) {
    int samples = (int) Math.round(ratio * pixels);
    Radiance scene = random(new Random(2), samples, samples, 0.5);
    Radiance picture = new Resampling(pixels, pixels, 0.5 * ratio).apply(scene);
    assertThat(mean(picture)).isCloseTo(mean(scene), offset(1e-6));
  }

  private static double mean(Radiance light) {
    double sum = 0;
    for (float sample : light.samples()) {
      sum += sample;
    }
    return sum / light.samples().length;
  }

  /** The frequency response is sinc(f · spacing), and a fine scene adds nothing to it. */
  @ParameterizedTest
  @CsvSource({"0.1", "0.25", "0.5", "0.9"})
  void frequencyResponseMatchesAPixel(double frequency) {
    int ratio = 20;
    int pixels = 200;
    float[] wave = new float[3 * ratio * pixels * ratio];
    for (int i = 0; i < wave.length; i++) {
      double place = (i % (ratio * pixels) + 0.5) / ratio - pixels / 2.0;
      wave[i] = (float) (2 + Math.cos(2 * Math.PI * frequency * place));
    }
    Radiance seen =
        new Resampling(pixels, 1, ratio).apply(new Radiance(ratio * pixels, ratio, 1, wave));
    double expected = Math.sin(Math.PI * frequency) / (Math.PI * frequency);
    for (int column = 0; column < pixels; column++) {
      double place = column + 0.5 - pixels / 2.0;
      assertThat((double) seen.samples()[column])
          .isCloseTo(2 + expected * Math.cos(2 * Math.PI * frequency * place), offset(0.005));
    }
  }

  @Test
  void wrongParametersAreRejected() {
    Radiance scene = random(new Random(3), 8, 6, 0.5);
    assertRejected(
        "resampling to 0×3 pixels: both sides must be at least 1 pixel",
        () -> new Resampling(0, 3, 1));
    assertRejected(
        "resampling spacing is 0: expected a finite number above 0 (m)",
        () -> new Resampling(3, 3, 0));
    assertRejected(
        "resampling to 0.1 m from a scene sampled every 0.5 m: expected a scene at least as fine;"
            + " sample it at 0.1 m or less",
        () -> new Resampling(3, 3, 0.1).apply(scene));
    assertRejected(
        "resampling to 7 pixels of 0.6 m shows 4.2 m, but the scene is 4.0 m wide: sample more of"
            + " it",
        () -> new Resampling(7, 3, 0.6).apply(scene));
    assertRejected(
        "resampling to 4 pixels of 1.0 m shows 4.0 m, but the scene is 3.0 m high: sample more of"
            + " it",
        () -> new Resampling(4, 4, 1).apply(scene));
    assertRejected(
        "a stage with an output of 2×2 pixels got a gradient of 3×2: expected the same size",
        () -> new Resampling(2, 2, 1).pull(scene).back(random(new Random(4), 3, 2, 1)));
  }

  private static void assertRejected(
      String message, org.assertj.core.api.ThrowableAssert.ThrowingCallable attempt) {
    assertThatThrownBy(attempt).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }
}
