package dev.rawline.imaging.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.rawline.imaging.chain.Trace;
import dev.rawline.imaging.frame.Border;
import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Frame;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.isp.Gamma;
import dev.rawline.imaging.isp.Malvar2004;
import dev.rawline.imaging.isp.Menon2007;
import dev.rawline.imaging.isp.Rendering;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

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
  void theCompatibilityPresetDiffersInItsStagesAlone() {
    Rendering ours = Isp.of(Camera.DRONE, ViewName.parse("menon-unsharp-median")).rendering();
    Isp theirs = Isp.compatible(Camera.DRONE, ViewName.parse("menon-unsharp-median"));
    assertThat(theirs.rendering())
        .isEqualTo(
            new Rendering(
                new Menon2007(true, Border.MIRROR, Menon2007.Votes.INSIDE_FRAME),
                List.of(
                    ours.colour().get(0),
                    ours.colour().get(1),
                    Compatible.UNSHARP_MASKING,
                    Compatible.MEDIAN),
                ours.gamma()));
    assertThat(Isp.compatible(Camera.DRONE, ViewName.parse("malvar-sharpen-gaussian")).rendering())
        .isEqualTo(
            new Rendering(
                new Malvar2004(Border.SYMMETRIC),
                List.of(
                    ours.colour().get(0),
                    ours.colour().get(1),
                    Compatible.SHARPENING_FILTER,
                    Compatible.GAUSSIAN),
                ours.gamma()));
  }

  /** Applying may take a fast path; the trace is the definition. They are compared as light. */
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

  @Test
  void viewsRenderedTogetherAreTheViewsRenderedAlone() {
    RawImage digital =
        new RawImage(
            23, 17, Cfa.GBRG, RawImage.Unit.DN, waves(23 * 17, 255), Calibration.unknown(8));
    Views views = new Views(Camera.DRONE, ViewName.ALL);
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
    Views views = new Views(Camera.DRONE, List.of(ViewName.parse("malvar-sharpen-gaussian")));
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
