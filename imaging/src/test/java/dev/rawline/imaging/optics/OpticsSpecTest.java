package dev.rawline.imaging.optics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import dev.rawline.imaging.chain.Chain;
import dev.rawline.imaging.chain.ChainPullback;
import dev.rawline.imaging.chain.Gradient;
import dev.rawline.imaging.chain.Stage;
import dev.rawline.imaging.frame.Irradiance;
import dev.rawline.imaging.frame.Radiance;
import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.frame.ValueOrigin;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OpticsSpecTest {

  /** Every value of a preset but its name states its origin. */
  @Test
  void presetValuesHaveOrigins() {
    for (OpticsSpec preset : OpticsSpec.PRESETS) {
      Set<String> numbers = new java.util.TreeSet<>();
      for (var component : OpticsSpec.class.getRecordComponents()) {
        numbers.add(component.getName());
      }
      numbers.removeAll(List.of("name", "origins"));
      assertThat(preset.origins().keySet()).as(preset.name()).isEqualTo(numbers);
      assertThat(OpticsSpec.preset(preset.name())).containsSame(preset);
    }
  }

  @Test
  void changedPointSpreadLosesItsOrigin() {
    OpticsSpec drone = OpticsSpec.DRONE;
    OpticsSpec sharp =
        drone.with(new AiryDisc(drone.wavelengths(), drone.aperture().workingFNumber()));
    assertThat(sharp.origins()).doesNotContainKey("pointSpread").containsKey("aperture");
    assertThat(drone.with(drone.pointSpread())).isEqualTo(drone);
  }

  /** The presets' values match the publications that their origins cite. */
  @Test
  void presetsMatchTheirOrigins() {
    double heightOverFocalLength = 250 / 10.3e-3;
    assertThat(2.4e-6 * heightOverFocalLength).isCloseTo(0.058, offset(0.0005));
    assertThat(OpticsSpec.DRONE.spacing(2.4)).isEqualTo(0.06);
    double fullWidth = 2 * Math.sqrt(2 * Math.log(2));
    assertThat(12.5 / fullWidth / 2.4).isCloseTo(2.21, offset(0.005));
    assertThat(12.5 / 4 / 2.4).isCloseTo(1.30, offset(0.005));
    assertThat(12.5 / 2 / 2.4).isCloseTo(2.60, offset(0.005));
    assertThat(2 * 1.2197 * 0.640 * 8).isCloseTo(12.5, offset(0.05));
    assertThat(0.450 * 40 / fullWidth).isCloseTo(7.64, offset(0.005));
    assertThat(OpticsSpec.MICROSCOPE.aperture().workingFNumber()).isCloseTo(21.05, offset(0.005));
    assertThat(OpticsSpec.MICROSCOPE.spacing(4)).isCloseTo(1e-7, offset(1e-15));
    // The full width of an Airy pattern is 1.029 λN, 0.514 λ/NA.
    assertThat(0.514 * 530 / 0.95).isCloseTo(287, offset(1.0));
  }

  @Test
  void everyProblemIsReported() {
    assertThatThrownBy(
            () ->
                new OpticsSpec(
                    "mine",
                    new Aperture.FNumber(4),
                    0,
                    1.5,
                    new Rgb(0, 530, 460),
                    new AiryDisc(new Rgb(600, 530, 460), 8),
                    /* naturalVignetting= */ true,
                    List.of(Double.NaN),
                    new Rgb(1, 1, 2),
                    OptionalDouble.empty(),
                    Map.of("glass", new ValueOrigin(ValueOrigin.Basis.ASSUMED, "by me"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "optics mine: focalLength is 0: expected a finite number above 0 (mm);"
                + " transmission is 1.5: expected 0 to 1 (no unit);"
                + " wavelengths of red is 0: expected 100 to 20000 (nm);"
                + " pointSpread is that of Rgb[red=600.0, green=530.0, blue=460.0] at f/8.0:"
                + " expected the wavelengths and the working f-number,"
                + " Rgb[red=0.0, green=530.0, blue=460.0] at f/4.0;"
                + " vignetting is NaN: expected a finite number (mm⁻²ⁱ);"
                + " magnifications of blue is 2: expected 0.9 to 1.1 (no unit);"
                + " spacing is missing: expected a finite number above 0 (m);"
                + " origins has the entry glass: expected one of the optics' components (aperture,"
                + " focalLength, transmission, wavelengths, pointSpread, naturalVignetting,"
                + " vignetting, magnifications, spacing)");
  }

  @Test
  void anObjectiveHasNoSpacing() {
    assertThatThrownBy(
            () -> {
              OpticsSpec one = OpticsSpec.MICROSCOPE;
              OpticsSpec _ =
                  new OpticsSpec(
                      "mine",
                      one.aperture(),
                      one.focalLength(),
                      one.transmission(),
                      one.wavelengths(),
                      one.pointSpread(),
                      one.naturalVignetting(),
                      one.vignetting(),
                      one.magnifications(),
                      OptionalDouble.of(1e-7),
                      Map.of());
            })
        .hasMessage(
            "optics mine: spacing is 1.0E-7: expected none (m), since an objective's is the pixel"
                + " pitch over its magnification");
  }

  @Test
  void invalidAperturesAreRejected() {
    assertThat(OpticsSpec.preset("phone")).isEmpty();
    assertThatThrownBy(() -> new Aperture.FNumber(0))
        .hasMessage("aperture fNumber is 0: expected 0.3 to 1000 (f-number)");
    assertThatThrownBy(() -> new Aperture.Objective(2, 40))
        .hasMessage("aperture numericalAperture is 2: expected 0.001 to 1.7 (no unit)");
    assertThatThrownBy(() -> new Aperture.Objective(0.95, 0))
        .hasMessage("aperture magnification is 0: expected 0.1 to 1000 (no unit)");
  }

  @Test
  void chainHasTheStagesInOrder() {
    assertThat(OpticsSpec.DRONE.chain(8, 6, 2.4).stages())
        .extracting(Stage::name)
        .containsExactly("resampling", "lens", "point_spread", "vignetting");
    OpticsSpec microscope = OpticsSpec.MICROSCOPE;
    assertThat(microscope.chain(8, 6, 3.45).stages())
        .extracting(Stage::name)
        .containsExactly("resampling", "lens", "point_spread");
    OpticsSpec coloured =
        new OpticsSpec(
            "coloured",
            microscope.aperture(),
            5,
            1,
            microscope.wavelengths(),
            new AiryDisc(microscope.wavelengths(), microscope.aperture().workingFNumber()),
            /* naturalVignetting= */ false,
            List.of(-0.001),
            new Rgb(1.001, 1, 0.999),
            OptionalDouble.empty(),
            Map.of());
    assertThat(coloured.chain(8, 6, 3.45).stages())
        .extracting(Stage::name)
        .containsExactly(
            "resampling", "lens", "point_spread", "chromatic_aberration", "vignetting");
  }

  /** The light of a uniform scene, in the middle of the picture, is π τ L / (4 N²). */
  @Test
  void uniformSceneGivesTheIrradianceOfTheFormula() {
    float[] even = new float[3 * 64 * 48];
    Arrays.fill(even, 1e18f);
    Radiance scene = new Radiance(64, 48, 0.03, even);
    Chain<Radiance, Irradiance> chain = OpticsSpec.DRONE.chain(31, 23, 2.4);
    Irradiance light = chain.apply(scene);
    assertThat(light.samples()[11 * 31 + 15] / (Math.PI * 0.9 * 1e18 / 256))
        .isCloseTo(1, offset(1e-6));

    ChainPullback<Radiance, Irradiance> pullback = chain.pull(scene);
    Gradient<Radiance> gradient = pullback.back(light);
    assertThat(gradient.input().spacing()).isEqualTo(0.03);
    // f-number, transmission, three σ; the light of a uniform scene does not depend on σ.
    assertThat(gradient.parameters()).hasSize(5);
    double squares = 0;
    for (float sample : light.samples()) {
      squares += (double) sample * sample;
    }
    assertThat(gradient.parameters()[1] / (squares / 0.9)).isCloseTo(1, offset(1e-5));
    assertThat(gradient.parameters()[0] / (-2 * squares / 8)).isCloseTo(1, offset(1e-5));
  }
}
