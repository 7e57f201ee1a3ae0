package dev.rawline.lab.forensics.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.imaging.chain.Theta;
import dev.rawline.imaging.frame.Matrix3;
import dev.rawline.imaging.random.RandomStream;
import dev.rawline.imaging.random.Seed;
import dev.rawline.imaging.sensor.SensorSpec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hipparchus.analysis.differentiation.Gradient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Golden numbers are those of {@code physical_cameras.py}, next to them among the resources. */
class PhysicalParametersTest {
  private static final double MEGA = 1e6;

  private static Isp isp(Camera camera) {
    return Isp.of(camera, ViewName.of("bilinear-sharpen-gaussian").orElseThrow()).withKernels();
  }

  private static PhysicalParameters parameters(PhysicalGroup group, Camera camera) {
    return PhysicalParameters.of(
        group, group.chain(isp(camera)).theta(), SensorSpec.preset(camera.name()).orElseThrow());
  }

  private static Map<String, double[]> golden() throws IOException {
    Map<String, double[]> golden = new HashMap<>();
    try (InputStream in =
        PhysicalParametersTest.class.getResourceAsStream("physical-cameras.csv")) {
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .skip(1)
          .map(line -> List.of(line.split(",", -1)))
          .forEach(
              line ->
                  golden.put(
                      line.getFirst(),
                      line.stream().skip(1).mapToDouble(Double::parseDouble).toArray()));
    }
    return golden;
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "FIRMWARE")
  void theUsualNumbersAreTheDefaultCameraBitForBit(PhysicalGroup group) {
    for (Camera camera : Camera.PRESETS) {
      PhysicalParameters parameters = parameters(group, camera);
      double[] usual =
          parameters.coordinates().stream().mapToDouble(PhysicalCoordinate::usual).toArray();
      assertThat(parameters.theta(usual))
          .as("%s of the %s", group, camera.name())
          .containsExactly(group.chain(isp(camera)).theta().vector());
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "FIRMWARE")
  void gradientsMatchFiniteDifferences(PhysicalGroup group) {
    RandomStream random = new Seed(7, "physical").stream(group.toString(), 0);
    for (Camera camera : Camera.PRESETS) {
      PhysicalParameters parameters = parameters(group, camera);
      List<PhysicalCoordinate> coordinates = parameters.coordinates();
      double[] numbers = new double[coordinates.size()];
      Arrays.setAll(
          numbers,
          k ->
              coordinates.get(k).lowest()
                  + (0.1 + 0.8 * random.nextUniform())
                      * (coordinates.get(k).highest() - coordinates.get(k).lowest()));
      double[] ofTheta = new double[parameters.theta(numbers).length];
      Arrays.setAll(ofTheta, _ -> random.nextGaussian());
      double[] back = parameters.back(numbers, ofTheta);
      for (int k = 0; k < numbers.length; k++) {
        double step = 1e-5 * (coordinates.get(k).highest() - coordinates.get(k).lowest());
        double difference =
            (product(parameters, numbers, k, step, ofTheta)
                    - product(parameters, numbers, k, -step, ofTheta))
                / (2 * step);
        assertThat(back[k])
            .as("%s of the %s", coordinates.get(k).name(), camera.name())
            .isCloseTo(difference, within(1e-5 * Math.abs(difference) + 1e-7));
      }
    }
  }

  private static double product(
      PhysicalParameters parameters, double[] numbers, int k, double step, double[] ofTheta) {
    double[] moved = numbers.clone();
    moved[k] += step;
    double[] theta = parameters.theta(moved);
    return IntStream.range(0, theta.length).mapToDouble(i -> theta[i] * ofTheta[i]).sum();
  }

  @Test
  void kernelsAreThoseOfAnIndependentImplementation() throws IOException {
    Map<String, double[]> golden = golden();
    requireKernel(golden.get("defocus 2.3"), PhysicalGroup.DEFOCUS, 1e-8, 2.3);
    requireKernel(golden.get("defocus 5.1"), PhysicalGroup.DEFOCUS, 1e-8, 5.1);
    requireKernel(golden.get("gaussian 0.8"), PhysicalGroup.GAUSSIAN_BLUR, 1e-8, 0.8);
    // Four million points on the path: shares to about one point.
    requireKernel(golden.get("motion 3.2 -1.7"), PhysicalGroup.MOTION, 2e-6, 3.2, -1.7);
    // Pixels of 2.4 µm, 550 nm.
    requireKernel(golden.get("diffraction 1.2"), PhysicalGroup.DIFFRACTION, 1e-8, 1.2 * 2.4 / 0.55);
  }

  private static void requireKernel(
      double[] golden, PhysicalGroup group, double tolerance, double... numbers) {
    PhysicalParameters parameters = parameters(group, Camera.DRONE);
    Theta theta = group.chain(isp(Camera.DRONE)).theta();
    double[] kernel = theta.with(parameters.theta(numbers)).get(PhysicalGroup.POINT_SPREAD);
    assertThat(kernel).as("%s", group).containsExactly(golden, within(tolerance));
  }

  @Test
  void gainsAndMatricesAreThoseOfAnIndependentImplementation() throws IOException {
    Map<String, double[]> golden = golden();
    requireColours(golden.get("daylight 4100"), PhysicalGroup.DAYLIGHT, 4100);
    requireColours(golden.get("daylight 12000"), PhysicalGroup.DAYLIGHT, 12_000);
    requireColours(golden.get("led 3000"), PhysicalGroup.LED, 3000);
  }

  private static void requireColours(double[] golden, PhysicalGroup group, double kelvin) {
    PhysicalParameters parameters = parameters(group, Camera.DRONE);
    Theta theta = isp(Camera.DRONE).theta().with(parameters.theta(MEGA / kelvin));
    double[] found =
        Stream.of("white_balance", "colour_matrix")
            .flatMapToDouble(name -> Arrays.stream(theta.get(name)))
            .toArray();
    assertThat(found).containsExactly(golden, within(1e-7));
  }

  @Test
  void standardDaylightHasTheChromaticityOfTheCie() {
    // CIE 15:2018, table 11 (D65, D50: 5003 K) and D75 (7504 K).
    requireChromaticity(Illuminants::daylight, Illuminants.D65, 0.31272, 0.32903);
    requireChromaticity(Illuminants::daylight, 5003, 0.34567, 0.35851);
    requireChromaticity(Illuminants::daylight, 7504, 0.29903, 0.31488);
  }

  /** Planck's radiator of 3000 and 5000 K: x, y by the same observer. */
  @Test
  void ledsLieOnThePlanckianLocus() {
    requireChromaticity(Illuminants::led, 3000, 0.43694, 0.40408);
    requireChromaticity(Illuminants::led, 5000, 0.34512, 0.35164);
  }

  private static void requireChromaticity(
      Function<Gradient, Gradient[]> spectrum, double kelvin, double x, double y) {
    Gradient[] light = spectrum.apply(Gradient.constant(1, MEGA / kelvin));
    double[] stimulus = new double[3];
    for (int c = 0; c < 3; c++) {
      double[] observer = Illuminants.observer(c);
      for (int i = 0; i < light.length; i++) {
        stimulus[c] += observer[i] * light[i].getValue();
      }
    }
    double sum = Arrays.stream(stimulus).sum();
    assertThat(stimulus[0] / sum).as("x at %s K", kelvin).isCloseTo(x, within(1e-4));
    assertThat(stimulus[1] / sum).as("y at %s K", kelvin).isCloseTo(y, within(1e-4));
  }

  /** What the default camera shows as white its balanced colours show as white for every light. */
  @Test
  void everyBalanceKeepsGrey() {
    for (Camera camera : Camera.PRESETS) {
      List<List<Double>> inverse = camera.colourMatrix().inverse().rows();
      double[] white =
          inverse.stream()
              .mapToDouble(row -> row.stream().mapToDouble(Double::doubleValue).sum())
              .toArray();
      for (double kelvin : new double[] {4000, 4700, 9000, 25_000}) {
        Theta theta =
            isp(camera)
                .theta()
                .with(parameters(PhysicalGroup.DAYLIGHT, camera).theta(MEGA / kelvin));
        Matrix3 matrix = Matrix3.of(theta.get("colour_matrix"));
        for (int row = 0; row < 3; row++) {
          double grey = 0;
          for (int column = 0; column < 3; column++) {
            grey += matrix.at(row, column) * white[column];
          }
          assertThat(grey).as("%s at %s K", camera.name(), kelvin).isCloseTo(1, within(1e-9));
        }
      }
    }
  }

  @Test
  void camerasAreDescribedInPhysicalUnits() {
    assertThat(parameters(PhysicalGroup.DAYLIGHT, Camera.DRONE).words(MEGA / 4100))
        .isEqualTo("balanced to daylight of 4,100 K");
    assertThat(parameters(PhysicalGroup.DEFOCUS, Camera.DRONE).words(2.3))
        .isEqualTo("defocus of 2.30 px");
    assertThat(parameters(PhysicalGroup.MOTION, Camera.DRONE).words(0, -3))
        .isEqualTo("motion of 3.00 px at 90° (90° is down a column)");
    assertThat(new FirmwareChoices(false).words(81))
        .isEqualTo("menon demosaicing, unsharp masking by 0.5, a 3×3 median, γ = 2.4");
  }

  /** 3 · 1 e⁻ · 0.528 DN/e⁻ of offsets; 2 e⁻/s, 20 K above the reference, 0.1 s of dark current. */
  @Test
  void levelsStayWithinTheSpecification() {
    PhysicalCoordinate offset =
        parameters(PhysicalGroup.SPECIFIED_LEVELS, Camera.DRONE).coordinates().getFirst();
    assertThat(offset.lowest()).isCloseTo(-1.584, within(1e-9));
    assertThat(offset.highest())
        .isCloseTo(1.584 + 2 * Math.pow(2, 20.0 / 6) * 0.1 * 0.528, within(1e-9));
  }

  @Test
  void theFirstChoiceOfFirmwareIsTheDefaultChainAndAllOthersDiffer() {
    Isp isp = isp(Camera.DRONE);
    FirmwareChoices choices = new FirmwareChoices(false);
    assertThat(choices.size()).isEqualTo(82);
    assertThat(choices.chain(isp, 0)).isEqualTo(isp);
    assertThat(IntStream.range(0, 82).mapToObj(choice -> choices.chain(isp, choice)))
        .doesNotHaveDuplicates();
  }

  @Test
  void groupsThatAChainDoesNotHaveAreRefused() {
    Isp isp = isp(Camera.DRONE);
    assertThat(PhysicalGroup.DAYLIGHT.mistake(isp, Set.of())).isEmpty();
    assertThat(PhysicalGroup.DAYLIGHT.mistake(isp, isp.withoutEffectOnMonochrome()).orElseThrow())
        .contains("no effect on monochrome images: leave the group out");
    assertThat(PhysicalGroup.words(isp, isp.withoutEffectOnMonochrome()))
        .containsExactly(
            "defocus", "gaussian_blur", "motion", "diffraction", "specified_levels", "firmware");
    assertThatThrownBy(
            () ->
                PhysicalParameters.of(
                    PhysicalGroup.LED,
                    isp.theta().with("colour_matrix", 1, 0, 0, 1, 0, 0, 0, 0, 1),
                    SensorSpec.DRONE))
        .hasMessageContaining("cannot be inverted");
  }
}
