package dev.rawline.imaging.corruption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.random.RandomStream;
import dev.rawline.imaging.random.Seed;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

/** What blurs and distortions preserve, and how they scale with the picture. */
class SeparableBlurLawsTest {
  private static final StageSeed RANDOM = new StageSeed(new Seed(3, "laws"), "laws");

  @ParameterizedTest
  @EnumSource(
      value = CorruptionKind.class,
      names = {
        "GAUSSIAN_BLUR",
        "DEFOCUS_BLUR",
        "ZOOM_BLUR",
        "GLASS_BLUR",
        "MOTION_BLUR",
        "ELASTIC_TRANSFORM",
        "CONTRAST",
        "PIXELATE"
      },
      mode = Mode.INCLUDE)
  void uniformPictureStaysUniform(CorruptionKind kind) {
    View flat = Pictures.flat(37, 29, 0.3);
    for (CorruptionConstants constants : CorruptionConstants.values()) {
      for (int severity = 1; severity <= 5; severity++) {
        View corrupted = kind.at(severity, constants).draw(new Seed(2, "flat")).apply(flat);
        // The weights of the two largest discs sum to a little more than 1, as published.
        float level = kind == CorruptionKind.DEFOCUS_BLUR ? corrupted.samples()[0] : 0.3f;
        assertThat(level).isCloseTo(0.3f, offset(0.004f));
        for (float sample : corrupted.samples()) {
          assertThat(sample).isCloseTo(level, offset(1e-6f));
        }
      }
    }
  }

  /** The variance of the image of a point grows with the square of the scale. */
  @ParameterizedTest
  @ValueSource(doubles = {0.5, 1, 1.7})
  void blurWidthFollowsTheScale(double scale) {
    DoubleImage point = point(121);
    DoubleImage blurred = new GaussianBlur(4).corrupt(point, scale, RANDOM);
    assertThat(variance(blurred)).isCloseTo(16 * scale * scale, offset(0.03 * scale * scale));

    DoubleImage moved = new MotionKernel(15, 5).times(scale).of(point, 0);
    double half = 2 * 5 * scale / Math.sqrt(2 * Math.PI);
    // Half a Gaussian from 0 on: its middle is σ √(2/π) away.
    assertThat(-mean(moved)).isCloseTo(half, offset(0.6));
  }

  /**
   * A disc of another size has the same weight, and the pixels of disc and picture add variance.
   */
  @ParameterizedTest
  @CsvSource({"3, 0.25", "3, 0.5", "6, 0.3", "10, 0.29", "10, 1.3", "4, 2.5"})
  void discDiameterFollowsTheScale(double radius, double scale) {
    DoubleImage disc = new DefocusBlur(radius, 0.5).disc();
    DoubleImage resampled = DefocusBlur.resampled(disc, scale);
    assertThat(sum(resampled)).isCloseTo(sum(disc), offset(1e-9));
    double expected = scale * scale * variance(disc);
    assertThat(variance(resampled))
        .isBetween(expected * 0.75 - 0.1, expected + scale * scale / 12 + 1.0 / 6);
    assertThat(DefocusBlur.resampled(disc, 1)).isSameAs(disc);
  }

  @ParameterizedTest
  @CsvSource({"3, 2.2, 40, 23", "10, 2.1, 150, 131", "8, 3, 7, 200"})
  void spectraEqualTheSum(double radius, double scale, int width, int height) {
    DoubleImage picture = new DoubleImage(2, height, width);
    RandomStream random = new Seed(Seeds.next("spectra"), "picture").stream("samples", 0);
    for (int i = 0; i < picture.samples.length; i++) {
      picture.samples[i] = random.nextUniform();
    }
    DoubleImage weights = DefocusBlur.resampled(new DefocusBlur(radius, 0.5).disc(), scale);
    // A kernel that is not symmetric shows its orientation.
    weights.samples[3] += 0.2;

    double[] expected = DefocusBlur.summed(picture, weights).samples;
    double[] found = DefocusBlur.bySpectra(picture, weights).samples;

    for (int i = 0; i < expected.length; i++) {
      assertThat(found[i]).isCloseTo(expected[i], offset(1e-12));
    }
  }

  /** White noise that is blurred over a shorter reach is weakened accordingly. */
  @ParameterizedTest
  @CsvSource({"1, 0.08", "2, 0.06", "3, 0.05"})
  void spatterCoversTheSameShareAtEverySize(int severity, double within) {
    double small =
        covered(CorruptionKind.SPATTER.definition(severity, CorruptionConstants.SCALED), 96);
    double large =
        covered(CorruptionKind.SPATTER.definition(severity, CorruptionConstants.SCALED), 448);
    assertThat(small).isCloseTo(large, offset(within * 0.5 + 0.3 * large));
  }

  private static double covered(Definition definition, int side) {
    Spatter spatter = (Spatter) definition;
    int draws = 400_000 / (side * side) + 1;
    double sum = 0;
    for (int draw = 0; draw < draws; draw++) {
      StageSeed random = new StageSeed(new Seed(draw, "liquid"), "spatter");
      DoubleImage layer =
          spatter.layer(side, side, CorruptionConstants.SCALED.scale(side, side), random);
      for (double sample : layer.samples) {
        sum += sample > 0 ? 1.0 / (side * side) : 0;
      }
    }
    return sum / draws;
  }

  /** The displacement of an elastic distortion is a length. */
  @ParameterizedTest
  @ValueSource(ints = {3, 4, 5})
  void elasticDistortionScalesWithThePicture(int severity) {
    ElasticTransform bend =
        (ElasticTransform)
            CorruptionKind.ELASTIC_TRANSFORM.definition(severity, CorruptionConstants.SCALED);
    double atOne = deviation(bend, 1);
    assertThat(deviation(bend, 0.5)).isCloseTo(0.5 * atOne, offset(0.04 * atOne));
    assertThat(deviation(bend, 2)).isCloseTo(2 * atOne, offset(0.12 * atOne));
  }

  private static double deviation(ElasticTransform bend, double scale) {
    DoubleImage field = bend.displacement(260, 260, scale, RANDOM, 0);
    double squares = 0;
    for (double sample : field.samples) {
      squares += sample * sample;
    }
    return Math.sqrt(squares / field.samples.length);
  }

  /** A plane of one bright pixel in the middle. */
  private static DoubleImage point(int side) {
    DoubleImage point = new DoubleImage(1, side, side);
    point.samples[side * side / 2] = 1;
    return point;
  }

  private static double sum(DoubleImage planes) {
    double sum = 0;
    for (double sample : planes.samples) {
      sum += sample;
    }
    return sum;
  }

  /** The mean column, from the middle. */
  private static double mean(DoubleImage plane) {
    double sum = 0;
    for (int i = 0; i < plane.samples.length; i++) {
      sum += plane.samples[i] * (i % plane.width - plane.width / 2);
    }
    return sum;
  }

  /** The variance along a row, about the middle. */
  private static double variance(DoubleImage plane) {
    double sum = 0;
    for (int i = 0; i < plane.samples.length; i++) {
      double away = i % plane.width - plane.width / 2;
      sum += plane.samples[i] * away * away;
    }
    return sum;
  }
}
