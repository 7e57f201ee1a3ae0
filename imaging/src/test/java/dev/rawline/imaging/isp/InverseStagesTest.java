package dev.rawline.imaging.isp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.chain.Invertible;
import dev.rawline.imaging.chain.Stage;
import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Frame;
import dev.rawline.imaging.frame.LinearRgb;
import dev.rawline.imaging.frame.Matrix3;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.frame.SiteValues;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.isp.fast.FastDemosaicing;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The laws of inverses: a stage and its inverse, in either order, change nothing. */
class InverseStagesTest {
  private static final int WIDTH = 7;
  private static final int HEIGHT = 5;

  private final Random random = new Random(Seeds.next("InverseStagesTest"));

  @Test
  void gammaRangeIsRestored() {
    for (Gamma gamma : List.of(Gamma.DEFAULT, new Gamma(1, 0), new Gamma(1.8, 0.02))) {
      float floor = (float) gamma.floor();
      LinearRgb light = colours(Math.max(floor, 1e-4f), 1);
      light.samples()[0] = floor;
      light.samples()[1] = 1;
      assertClose(gamma.inverse().apply(gamma.apply(light)), light, 1e-6);
      View view =
          new View(WIDTH, HEIGHT, colours((float) Math.pow(floor, 1 / gamma.gamma()), 1).samples());
      assertClose(gamma.apply(gamma.inverse().apply(view)), view, 1e-6);
    }
  }

  @Test
  void clippedValuesAreRestoredAsTheLimitsOfTheGamma() {
    Gamma gamma = new Gamma(2, 0.25);
    LinearRgb light = new LinearRgb(1, 1, new float[] {-3, 0.1f, 7});
    assertThat(gamma.inverse().apply(gamma.apply(light)).samples())
        .containsExactly(0.25f, 0.25f, 1);
    View beyond = new View(1, 1, new float[] {-0.5f, 0.5f, 1.5f});
    assertThat(gamma.inverse().apply(beyond).samples()).containsExactly(0.25f, 0.25f, 1);
  }

  /** What is stored for one pixel does not change another. */
  @Test
  void gammaActsOnEachSampleSeparately() {
    float[] samples = samples(30_000, -0.1f, 1.1f);
    LinearRgb light = Gamma.DEFAULT.inverse().apply(new View(100, 100, samples));
    for (int i = 0; i < samples.length; i++) {
      double alone = Math.pow(Math.clamp(samples[i], 0, 1), 2.2);
      assertThat((double) light.samples()[i]).isCloseTo(alone, offset(1e-7));
    }
  }

  @Test
  void gainsAndMatricesAreInverted() {
    assertInverted(new WhiteBalance(new Rgb(2.5, 1, -0.7)), colours(-2, 3), 1e-6);
    assertInverted(
        new ColourCorrection(Matrix3.of(1.5, -0.3, -0.2, -0.2, 1.7, -0.5, 0, -0.3, 1.3)),
        colours(-2, 3),
        1e-5);
    assertInverted(
        new ColourCorrection(Matrix3.of(0, 0, 2, -1, 0, 0, 0, 4, 0)), colours(-2, 3), 1e-6);
  }

  @ParameterizedTest
  @EnumSource
  void levelsAndMapsAreInverted(Cfa cfa) {
    RawImage raw = RawImage.normalised(WIDTH, HEIGHT, cfa, samples(WIDTH * HEIGHT, 0, 1));
    assertInverted(new BlackLevel(new SiteValues(0.06, 0.01, 0.02, -0.3)), raw, 1e-6);
    float[] gains = samples(WIDTH * HEIGHT, 0.5f, 2);
    assertInverted(new FlatField(RawImage.normalised(WIDTH, HEIGHT, cfa, gains)), raw, 1e-6);
  }

  /** Odd sizes, and the smallest that can be demosaiced. */
  @ParameterizedTest
  @EnumSource
  void mosaicingInvertsEveryDemosaicing(Cfa cfa) {
    for (Demosaicing demosaicing :
        List.of(
            Bilinear.DEFAULT, Malvar2004.DEFAULT, Menon2007.DEFAULT, Bilinear.DEFAULT.kernels())) {
      for (int[] size : new int[][] {{2, 2}, {3, 2}, {7, 5}, {16, 33}}) {
        RawImage raw =
            RawImage.normalised(size[0], size[1], cfa, samples(size[0] * size[1], -1, 2));
        for (Stage<RawImage, LinearRgb> method :
            List.of(demosaicing, new FastDemosaicing(demosaicing))) {
          RawImage again = new Mosaicing(cfa, Calibration.unknown(16)).apply(method.apply(raw));
          assertThat(again.cfa()).isEqualTo(cfa);
          assertThat(again.unit()).isEqualTo(RawImage.Unit.NORMALISED);
          assertThat(again.samples()).isEqualTo(raw.samples());
        }
      }
    }
  }

  @Test
  void nonInjectiveParametersAreRejected() {
    assertThatThrownBy(() -> new WhiteBalance(new Rgb(1, 0, 1)).inverse())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "white_balance of GREEN is 0.0, which removes this colour: expected an invertible gain"
                + " (not 0, no unit)");
    for (Matrix3 singular :
        List.of(
            Matrix3.of(1, 2, 3, 4, 5, 6, 7, 8, 9),
            Matrix3.of(0, 0, 0, 0, 0, 0, 0, 0, 0),
            Matrix3.of(1, 1, 0, 1, 1 + 1e-6, 0, 0, 0, 1))) {
      assertThatThrownBy(() -> new ColourCorrection(singular).inverse())
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "colour_matrix "
                  + singular.rows()
                  + " maps different colours to one (it is singular, or nearly so): expected an"
                  + " invertible matrix");
    }
  }

  private <F extends Frame> void assertInverted(Invertible<F, F> stage, F frame, double tolerance) {
    assertClose(stage.inverse().apply(stage.apply(frame)), frame, tolerance);
    assertClose(stage.apply(stage.inverse().apply(frame)), frame, tolerance);
  }

  private static void assertClose(Frame found, Frame wanted, double tolerance) {
    for (int i = 0; i < wanted.samples().length; i++) {
      double difference = Math.abs(found.samples()[i] - wanted.samples()[i]);
      assertThat(difference).isLessThan(tolerance * Math.max(1, Math.abs(wanted.samples()[i])));
    }
  }

  private LinearRgb colours(float least, float most) {
    return new LinearRgb(WIDTH, HEIGHT, samples(3 * WIDTH * HEIGHT, least, most));
  }

  private float[] samples(int count, float least, float most) {
    float[] samples = new float[count];
    for (int i = 0; i < count; i++) {
      samples[i] = least + (most - least) * random.nextFloat();
    }
    return samples;
  }
}
