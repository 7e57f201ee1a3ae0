package dev.rawline.imaging.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import dev.rawline.imaging.chain.Trace;
import dev.rawline.imaging.frame.Border;
import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Frame;
import dev.rawline.imaging.frame.LinearRgb;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.isp.AdditiveLayer;
import dev.rawline.imaging.isp.DeadZone;
import dev.rawline.imaging.isp.Gamma;
import dev.rawline.imaging.isp.Malvar2004;
import dev.rawline.imaging.isp.Menon2007;
import dev.rawline.imaging.isp.Rendering;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IspTest {

  @Test
  void theLightPathIsTracedInItsOrder() {
    Isp isp = Isp.of(Camera.DRONE, ViewName.parse("menon-unsharp-median"));
    assertThat(isp.trace(mosaic()).steps().stream().map(Trace.Step::name))
        .containsExactly(
            "input",
            "black_level",
            "menon2007",
            "white_balance",
            "colour_correction",
            "unsharp_masking",
            "median",
            "gamma");
  }

  @Test
  void compatibilityPresetDiffersOnlyInItsStages() {
    Rendering ours = Isp.of(Camera.DRONE, ViewName.parse("menon-unsharp-median")).rendering();
    Isp theirs = Isp.compatible(Camera.DRONE, ViewName.parse("menon-unsharp-median"));
    assertThat(theirs.rendering())
        .isEqualTo(
            new Rendering(
                new Menon2007(true, Border.MIRROR, Menon2007.VoteRegion.INSIDE_FRAME),
                List.of(
                    ours.colour().get(0),
                    ours.colour().get(1),
                    CompatibilityPreset.UNSHARP_MASKING,
                    CompatibilityPreset.MEDIAN),
                ours.gamma()));
    assertThat(Isp.compatible(Camera.DRONE, ViewName.parse("malvar-sharpen-gaussian")).rendering())
        .isEqualTo(
            new Rendering(
                new Malvar2004(Border.SYMMETRIC),
                List.of(
                    ours.colour().get(0),
                    ours.colour().get(1),
                    CompatibilityPreset.SHARPENING_FILTER,
                    CompatibilityPreset.GAUSSIAN),
                ours.gamma()));
  }

  /**
   * Applying may take a fast path; the trace is computed by the definition. They are compared
   * before the gamma.
   */
  @Test
  void aViewIsTheLastStepOfItsTrace() {
    RawImage raw = mosaic();
    for (ViewName name : ViewName.ALL) {
      for (Isp isp : List.of(Isp.of(Camera.DRONE, name), Isp.compatible(Camera.MICROSCOPE, name))) {
        float[] expected = light(isp.trace(raw).steps().getLast().frame());
        assertThat(light(isp.apply(raw))).containsExactly(expected, offset(1e-5f));
      }
    }
  }

  /** For every γ: powers that the fast curve does not support are computed by the definition. */
  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.05, 0.15, 0.2, 0.5, 6, 9, 100})
  void aViewOfAnyGammaIsTheLastStepOfItsTrace(double gamma) {
    RawImage raw = mosaic();
    Isp isp = Isp.of(Camera.DRONE, ViewName.parse("bilinear-sharpen-gaussian"));
    Isp changed = isp.with(isp.theta().with("gamma", gamma));
    float[] expected = changed.trace(raw).steps().getLast().frame().samples().clone();
    float[] view = changed.apply(raw).samples().clone();
    // Near black a large γ is so steep that only what entered it can be compared.
    for (int i = 0; i < view.length && gamma > 1; i++) {
      view[i] = (float) Math.pow(view[i], gamma);
      expected[i] = (float) Math.pow(expected[i], gamma);
    }
    assertThat(view).containsExactly(expected, offset(1e-5f));
  }

  @Test
  void viewsRenderedTogetherEqualViewsRenderedAlone() {
    RawImage digital =
        new RawImage(
            23, 17, Cfa.GBRG, RawImage.Unit.DN, waves(23 * 17, 255), Calibration.unknown(8));
    ViewRenderer views = new ViewRenderer(Camera.DRONE, ViewName.ALL);
    List<View> together = views.render(digital);
    assertThat(together).hasSameSizeAs(ViewName.ALL);
    for (int i = 0; i < together.size(); i++) {
      View alone =
          Isp.of(Camera.DRONE, views.names().get(i)).apply(Camera.DRONE.normalise(digital));
      assertThat(together.get(i).samples()).containsExactly(alone.samples(), offset(1e-6f));
    }
  }

  @Test
  void bandsJoinToTheViews() {
    ViewRenderer views =
        new ViewRenderer(Camera.DRONE, List.of(ViewName.parse("malvar-sharpen-gaussian")));
    RawImage raw = mosaic();
    List<View> bands = new ArrayList<>();
    List<Integer> firstRows = new ArrayList<>();
    views.render(
        raw,
        (rendering, firstRow, band) -> {
          assertThat(rendering).isZero();
          firstRows.add(firstRow);
          bands.add(new View(band.width(), band.height(), band.samples().clone()));
        });
    View whole = views.render(raw).getFirst();
    int area = whole.height() * whole.width();
    for (int i = 0; i < bands.size(); i++) {
      View band = bands.get(i);
      int bandArea = band.height() * band.width();
      for (int channel = 0; channel < 3; channel++) {
        for (int at = 0; at < bandArea; at++) {
          assertThat(band.samples()[channel * bandArea + at])
              .isEqualTo(whole.samples()[channel * area + firstRows.get(i) * whole.width() + at]);
        }
      }
    }
    assertThat(bands.stream().mapToInt(View::height).sum()).isEqualTo(whole.height());
  }

  /** Returns a view's samples before the gamma, which is steep near black. */
  private static float[] light(Frame view) {
    float[] light = view.samples().clone();
    for (int i = 0; i < light.length; i++) {
      light[i] = (float) Math.pow(light[i], Gamma.DEFAULT.gamma());
    }
    return light;
  }

  @Test
  void aLayerIsAddedToWholeViewsAndToBandsAlike() {
    RawImage mosaic = RawImage.normalised(31, 900, Cfa.RGGB, waves(31 * 900, 1));
    AdditiveLayer layer = new AdditiveLayer(new View(31, 900, waves(3 * 31 * 900, 0.3f)));
    Isp plain = Isp.of(Camera.DRONE, ViewName.parse("bilinear-sharpen-gaussian"));
    View view = plain.with(layer).apply(mosaic);
    View without = plain.apply(mosaic);
    float[] joined = new float[view.samples().length];
    plain
        .with(layer)
        .apply(
            mosaic,
            (rendering, row, band) -> {
              for (int channel = 0; channel < 3; channel++) {
                int area = band.height() * band.width();
                int to = (channel * 900 + row) * 31;
                System.arraycopy(band.samples(), channel * area, joined, to, area);
              }
            });
    assertThat(joined).containsExactly(view.samples());
    for (int i = 0; i < joined.length; i++) {
      assertThat(joined[i]).isEqualTo(without.samples()[i] + layer.layer().samples()[i]);
    }
    assertThatThrownBy(() -> plain.with(layer).apply(mosaic(), (rendering, row, band) -> {}))
        .hasMessage(
            "additive_layer has 31×900 pixels, but the image has 31×29: give a layer of its size");
  }

  @Test
  void deadZoneEqualsTheClippedShare() {
    Isp isp = Isp.of(Camera.DRONE, ViewName.parse("bilinear-sharpen-gaussian"));
    View view = isp.apply(mosaic());
    double below = 0;
    double above = 0;
    for (float sample : view.samples()) {
      below += sample == 0 ? 1.0 / view.samples().length : 0;
      above += sample == 1 ? 1.0 / view.samples().length : 0;
    }
    assertThat(below).isPositive();
    assertThat(above).isPositive();
    // The last linear colours are what enters the gamma.
    LinearRgb colours =
        isp.trace(mosaic()).steps().stream()
            .map(Trace.Step::frame)
            .filter(LinearRgb.class::isInstance)
            .map(LinearRgb.class::cast)
            .reduce((_, last) -> last)
            .orElseThrow();
    DeadZone zone = isp.rendering().gamma().deadZone(colours);
    assertThat(zone.below()).isCloseTo(below, offset(1e-9));
    assertThat(zone.above()).isCloseTo(above, offset(1e-9));
  }

  /**
   * The parameters of a chain refer to normalised samples; digital numbers would be rendered white.
   */
  @Test
  void mosaicOfDigitalNumbersIsRejected() {
    Isp isp = Isp.parametrized(Camera.DRONE);
    RawImage digital = mosaic().with(RawImage.Unit.DN, waves(31 * 29, 255));
    List<ThrowingCallable> calls =
        List.of(
            () -> isp.apply(digital),
            () -> isp.apply(digital, (rendering, row, band) -> {}),
            () -> isp.apply(digital, step -> {}),
            () -> isp.trace(digital),
            () -> isp.pull(digital));
    for (ThrowingCallable call : calls) {
      assertThatThrownBy(call)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "RawImage 31×29 RGGB DN has samples in digital numbers [DN]: expected normalised"
                  + " ones; normalise first (Camera.normalise)");
    }
    assertThat(isp.apply(Camera.DRONE.normalise(digital))).isNotNull();
  }

  private static RawImage mosaic() {
    return RawImage.normalised(31, 29, Cfa.RGGB, waves(31 * 29, 1));
  }

  /** Returns samples from 0 to a highest value. */
  private static float[] waves(int length, float highest) {
    float[] samples = new float[length];
    for (int i = 0; i < length; i++) {
      samples[i] =
          highest * (float) (0.5 + 0.3 * Math.sin(0.37 * i) + 0.2 * Math.cos(0.011 * i * i));
    }
    return samples;
  }
}
