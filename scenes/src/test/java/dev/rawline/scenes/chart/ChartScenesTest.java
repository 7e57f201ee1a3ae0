package dev.rawline.scenes.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.frame.Grid;
import dev.rawline.imaging.frame.Picture;
import dev.rawline.imaging.frame.Radiance;
import dev.rawline.imaging.random.Seed;
import dev.rawline.scenes.Daylight;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChartScenesTest {
  private static final double SIDE = 2e-3;
  private static final ChartScenes CHARTS = new ChartScenes(SIDE, SIDE / 500);

  @Test
  void theClassesAreTheCharts() {
    assertThat(CHARTS.name()).isEqualTo("chart");
    List<TestChart> charts =
        CHARTS.labels().stream().map(label -> CHARTS.draw(label, new Seed(1, "a"))).toList();
    assertThat(charts)
        .<Class<?>>extracting(TestChart::getClass)
        .containsExactly(
            UniformChart.class,
            StepWedge.class,
            SlantedEdgeChart.class,
            SiemensStar.class,
            ColourChart.class);
    assertThat(charts).allSatisfy(chart -> assertThat(chart.mask(new Grid(3, 2, 1e-6))).isEmpty());
    assertThat(CHARTS.counts()).hasSameSizeAs(CHARTS.labels()).containsOnly(1);
  }

  @Test
  void anUnknownChartIsRejected() {
    assertThatThrownBy(() -> CHARTS.draw("zone-plate", new Seed(1, "a")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "unknown chart 'zone-plate': expected one of flat-field, step-wedge, slanted-edge,"
                + " siemens-star, colour-patches");
  }

  @Test
  void badNumbersAreRejectedByName() {
    assertRejected(
        () -> new ChartScenes(0, 1),
        "chart has a side of 0.0 m: expected a finite length above 0 (m)");
    assertRejected(
        () -> new ChartScenes(1, 0),
        "chart has samples 0.0 m apart: expected a finite length above 0 (m)");
    assertRejected(
        () -> new UniformChart(1.5),
        "flat-field reflectance is 1.5: expected 0 to 1 (reflectance, no unit)");
    assertRejected(
        () -> new StepWedge(SIDE, 1, 0.15), "step-wedge has 1 steps: expected at least 2 (steps)");
    assertRejected(
        () -> new StepWedge(SIDE, 5, -1),
        "step-wedge densityStep is -1.0: expected a finite number above 0 (optical density)");
    assertRejected(
        () -> new StepWedge(Double.NaN, 5, 0.1),
        "step-wedge has a side of NaN m: expected a finite length above 0 (m)");
    assertRejected(
        () -> new SlantedEdgeChart(90, 0, 0, 1),
        "slanted-edge angle is 90.0: expected above -90 and below 90 (°)");
    assertRejected(
        () -> new SlantedEdgeChart(5, Double.NaN, 0, 1),
        "slanted-edge offset is NaN: expected a finite length (m)");
    assertRejected(
        () -> new SlantedEdgeChart(5, 0, -0.1, 1),
        "slanted-edge dark is -0.1: expected 0 to 1 (reflectance, no unit)");
    assertRejected(
        () -> new SlantedEdgeChart(5, 0, 0.1, 2),
        "slanted-edge light is 2.0: expected 0 to 1 (reflectance, no unit)");
    assertRejected(
        () -> new SlantedEdgeChart(5, 0, 0.8, 0.2),
        "slanted-edge light is 0.2: expected at least dark, 0.8 (reflectance, no unit)");
  }

  @Test
  void badStarsAndColourChartsAreRejectedByName() {
    assertRejected(
        () -> new SiemensStar(-1, 8, 0.5, 1),
        "siemens-star radius is -1.0: expected a finite length above 0 (m)");
    assertRejected(
        () -> new SiemensStar(1, 0, 0.5, 1),
        "siemens-star has 0 cycles: expected at least 1 (periods around the middle)");
    assertRejected(
        () -> new SiemensStar(1, 8, 2, 0),
        "siemens-star mean is 2.0: expected 0 to 1 (reflectance, no unit)");
    assertRejected(
        () -> new SiemensStar(1, 8, 0.6, 0.8),
        "siemens-star modulation is 0.8: expected 0 to 1, with mean · (1 + modulation) at most 1");
    assertRejected(
        () -> new ColourChart(0),
        "colour-patches has a side of 0.0 m: expected a finite length above 0 (m)");
  }

  @Test
  void uniformChartIsAShareOfDaylight() {
    Radiance light = new UniformChart(0.25).radiance(new Grid(4, 3, 1e-3));
    for (Colour band : Colour.values()) {
      assertThat(light.at(band, 2, 1)).isEqualTo((float) (0.25 * Daylight.WHITE.at(band)));
    }
  }

  /** Every chart's samples are means: nine small ones make one large one. */
  @ParameterizedTest
  @ValueSource(
      strings = {"flat-field", "step-wedge", "slanted-edge", "siemens-star", "colour-patches"})
  void coarseSamplesAreMeansOfFineOnes(String label) {
    TestChart chart = CHARTS.draw(label, new Seed(3, "a"));
    Radiance coarse = chart.radiance(new Grid(61, 47, SIDE / 50));
    Radiance fine = chart.radiance(new Grid(183, 141, SIDE / 150));
    // The star alone is a mean over points; all others are exact.
    double tolerance = label.equals("siemens-star") ? 1.2e-2 : 1e-6;
    for (Colour band : Colour.values()) {
      for (int row = 0; row < coarse.height(); row++) {
        for (int column = 0; column < coarse.width(); column++) {
          double sum = 0;
          for (int i = 0; i < 9; i++) {
            sum += fine.at(band, 3 * row + i / 3, 3 * column + i % 3);
          }
          assertThat(coarse.at(band, row, column) / Daylight.WHITE.at(band))
              .isCloseTo(sum / 9 / Daylight.WHITE.at(band), within(tolerance));
        }
      }
    }
  }

  /** The light in each row locates the edge; a line through these has the angle. */
  @ParameterizedTest
  @ValueSource(doubles = {-30, -7.5, -1e-7, 0, 3, 5, 10, 44.9})
  void theEdgeHasItsAngle(double angle) {
    int size = 120;
    double spacing = 1e-6;
    Radiance light =
        new SlantedEdgeChart(angle, 3.3e-6, 0.2, 0.8).radiance(new Grid(4 * size, size, spacing));
    double slope = 0;
    double squares = 0;
    double mean = 0;
    for (int row = 0; row < size; row++) {
      double bright = 0;
      for (int column = 0; column < light.width(); column++) {
        bright += light.at(Colour.GREEN, row, column) / Daylight.WHITE.green() - 0.2;
      }
      double crossing = light.width() / 2.0 - bright / 0.6;
      double y = row - (size - 1) / 2.0;
      slope += y * crossing;
      squares += y * y;
      mean += crossing / size;
    }
    double radians = Math.toRadians(angle);
    assertThat(slope / squares).isCloseTo(-Math.tan(radians), within(1e-5));
    assertThat(mean).isCloseTo(3.3 / Math.cos(radians), within(1e-4));
  }

  /** The closed form of a pixel's light share agrees with counting 10⁶ points. */
  @Test
  void edgePixelShareMatchesItsArea() {
    Random random = new Random(Seeds.next("edgePixelShareMatchesItsArea"));
    for (int i = 0; i < 20; i++) {
      double angle = random.nextDouble(-89, 89);
      double offset = random.nextDouble(-0.7, 0.7);
      SlantedEdgeChart edge = new SlantedEdgeChart(angle, offset, 0, 1);
      int points = 1000;
      long inside = 0;
      double cosine = Math.cos(Math.toRadians(angle));
      double sine = Math.sin(Math.toRadians(angle));
      for (int j = 0; j < points * points; j++) {
        int column = j / points;
        double x = (column + 0.5) / points - 0.5;
        double y = (j % points + 0.5) / points - 0.5;
        inside += x * cosine + y * sine > offset ? 1 : 0;
      }
      // A line crosses at most two points a row or column.
      assertThat(edge.reflectance(new SampleArea(-0.5, -0.5, 0.5, 0.5)).green())
          .isCloseTo((double) inside / points / points, within(2.0 / points));
    }
  }

  @Test
  void stepsDifferByAConstantFactor() {
    StepWedge wedge = new StepWedge(14e-3, 14, 0.15);
    Radiance light = wedge.radiance(new Grid(140, 1, 0.1e-3));
    for (int step = 0; step < 14; step++) {
      for (int column = 10 * step; column < 10 * step + 10; column++) {
        assertThat(light.at(Colour.RED, 0, column) / Daylight.WHITE.red())
            .isCloseTo(Math.pow(10, -0.15 * step), within(1e-6));
      }
    }
  }

  @Test
  void outerStepsExtendBeyondTheWedge() {
    StepWedge wedge = new StepWedge(1e-3, 2, 0.3);
    Radiance light = wedge.radiance(new Grid(8, 1, 1e-3));
    assertThat(light.at(Colour.BLUE, 0, 0)).isEqualTo((float) Daylight.WHITE.blue());
    assertThat(light.at(Colour.BLUE, 0, 7))
        .isEqualTo((float) (wedge.reflectance(1) * Daylight.WHITE.blue()));
  }

  /** On a ring the star has its number of periods and its modulation, and no other harmonic. */
  @Test
  void theStarHasItsFrequencyAndModulation() {
    SiemensStar star = new SiemensStar(300e-6, 36, 0.45, 0.9);
    int size = 640;
    Grid grid = new Grid(size, size, 1e-6);
    Radiance light = star.radiance(grid);
    for (int cycles : new int[] {12, 35, 36, 37, 72}) {
      double projection = 0;
      int count = 0;
      for (int row = 0; row < size; row++) {
        for (int column = 0; column < size; column++) {
          double radius = Math.hypot(grid.x(column), grid.y(row));
          if (radius > 240e-6 && radius < 260e-6) {
            double angle = Math.atan2(grid.y(row), grid.x(column));
            projection +=
                2
                    * light.at(Colour.GREEN, row, column)
                    / Daylight.WHITE.green()
                    * Math.cos(cycles * angle);
            count++;
          }
        }
      }
      // A period is 43 px long here: the pixel's aperture takes (π/43)²/6 = 0.1 %.
      assertThat(projection / count).isCloseTo(cycles == 36 ? 0.45 * 0.9 : 0, within(2e-3));
    }
  }

  @Test
  void centreOfTheStarIsItsMean() {
    SiemensStar star = new SiemensStar(300e-6, 36, 0.45, 0.9);
    Radiance light = star.radiance(new Grid(1, 1, 10e-6));
    assertThat(light.at(Colour.GREEN, 0, 0) / Daylight.WHITE.green()).isCloseTo(0.45, within(5e-3));
  }

  @ParameterizedTest
  @CsvSource({
    "2, 1, 2",
    "16, 2, 2",
    "64, 11, 5",
    "96.1, 16, 8",
    "256, 45, 14",
    "405, 71, 14",
    "4000, 72, 14"
  })
  void aSmallPictureHasLessDetail(double samples, int cycles, int steps) {
    ChartScenes charts = new ChartScenes(SIDE, SIDE / samples);
    assertThat(charts.draw("siemens-star", new Seed(1, "a")))
        .isEqualTo(new SiemensStar(0.45 * SIDE, cycles, 0.45, 0.9));
    StepWedge wedge = (StepWedge) charts.draw("step-wedge", new Seed(1, "a"));
    assertThat(wedge.steps()).isEqualTo(steps);
    assertThat(wedge.reflectance(0)).isEqualTo(1);
    assertThat(wedge.reflectance(steps - 1)).isCloseTo(0.01122, within(1e-5));
  }

  /** A quotient of two lengths may be slightly less than the whole number of samples. */
  @Test
  void aWedgeOfWholeStepsHasAllOfThem() {
    for (double spacing : new double[] {0.06, 0.058, 1e-4, 1.625e-7}) {
      for (int steps = 2; steps <= 14; steps++) {
        ChartScenes charts = new ChartScenes(12 * steps * spacing, spacing);
        StepWedge wedge = (StepWedge) charts.draw("step-wedge", new Seed(1, "a"));
        assertThat(wedge.steps()).as("%d steps, %s m apart", steps, spacing).isEqualTo(steps);
      }
    }
  }

  @Test
  void eachPatchHasItsPublishedColour() {
    ColourChart chart = new ColourChart(60e-3);
    Grid grid = new Grid(240, 160, 0.25e-3);
    Radiance light = chart.radiance(grid);
    for (int i = 0; i < ColourPatch.CLASSIC.size(); i++) {
      ColourPatch patch = ColourPatch.CLASSIC.get(i);
      int column = (int) Math.round(chart.x(i) / grid.spacing() + (grid.width() - 1) / 2.0);
      int row = (int) Math.round(chart.y(i) / grid.spacing() + (grid.height() - 1) / 2.0);
      int[] levels = {patch.red(), patch.green(), patch.blue()};
      for (Colour band : Colour.values()) {
        double share = light.at(band, row, column) / Daylight.WHITE.at(band);
        double encoded =
            share <= 0.0031308 ? 12.92 * share : 1.055 * Math.pow(share, 1 / 2.4) - 0.055;
        assertThat(255 * encoded).as(patch.name()).isCloseTo(levels[band.plane()], within(1e-3));
      }
    }
  }

  /**
   * The two published tables, sRGB under D65 and L*a*b* under D50, are of the same surfaces: they
   * agree by Bradford's adaptation within what the two publications are known to differ by.
   */
  @Test
  void publishedColourTablesAgree() {
    double mean = 0;
    for (ColourPatch patch : ColourPatch.CLASSIC) {
      double[] lab = lab(patch);
      double difference =
          Math.sqrt(
              Math.pow(lab[0] - patch.lightness(), 2)
                  + Math.pow(lab[1] - patch.a(), 2)
                  + Math.pow(lab[2] - patch.b(), 2));
      assertThat(difference).as(patch.name()).isLessThan(7.1);
      mean += difference / ColourPatch.CLASSIC.size();
    }
    assertThat(mean).isLessThan(2.9);
  }

  @Test
  void aSeedDrawsTheEdge() {
    SlantedEdgeChart first = (SlantedEdgeChart) CHARTS.draw("slanted-edge", new Seed(1, "a"));
    assertThat(CHARTS.draw("slanted-edge", new Seed(1, "a"))).isEqualTo(first);
    assertThat(CHARTS.draw("slanted-edge", new Seed(1, "b"))).isNotEqualTo(first);
    for (int i = 0; i < 200; i++) {
      SlantedEdgeChart edge = (SlantedEdgeChart) CHARTS.draw("slanted-edge", new Seed(i, "a"));
      assertThat(Math.abs(edge.angle())).isBetween(3.0, 10.0);
      assertThat(Math.abs(edge.offset())).isLessThanOrEqualTo(SIDE / 100);
    }
  }

  @Test
  void theSameChartHasTheSameBits() {
    for (String label : CHARTS.labels()) {
      Grid grid = new Grid(31, 17, SIDE / 20);
      float[] first = CHARTS.draw(label, new Seed(9, "x")).radiance(grid).samples();
      assertThat(first).hasSize(31 * 17 * Picture.CHANNELS);
      for (float sample : first) {
        assertThat(sample).isPositive().isFinite();
      }
      assertThat(CHARTS.draw(label, new Seed(9, "x")).radiance(grid).samples()).isEqualTo(first);
    }
  }

  private static void assertRejected(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }

  /** A patch's sRGB levels as CIE L*a*b* under D50 (IEC 61966-2-1, Bradford, CIE 15). */
  private static double[] lab(ColourPatch patch) {
    double[][] primaries = {
      {0.4124564, 0.3575761, 0.1804375},
      {0.2126729, 0.7151522, 0.0721750},
      {0.0193339, 0.1191920, 0.9503041}
    };
    double[][] adaptation = {
      {1.0478112, 0.0228866, -0.0501270},
      {0.0295424, 0.9904844, -0.0170491},
      {-0.0092345, 0.0150436, 0.7521316}
    };
    double[] linear = {decoded(patch.red()), decoded(patch.green()), decoded(patch.blue())};
    double[] xyz = times(adaptation, times(primaries, linear));
    double x = compressed(xyz[0] / 0.96422);
    double y = compressed(xyz[1]);
    double z = compressed(xyz[2] / 0.82521);
    return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
  }

  private static double decoded(int level) {
    double value = level / 255.0;
    return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }

  private static double compressed(double t) {
    return t > Math.pow(6.0 / 29, 3) ? Math.cbrt(t) : t / (3 * 6.0 / 29 * 6.0 / 29) + 4.0 / 29;
  }

  private static double[] times(double[][] matrix, double[] vector) {
    double[] product = new double[3];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        product[i] += matrix[i][j] * vector[j];
      }
    }
    return product;
  }
}
