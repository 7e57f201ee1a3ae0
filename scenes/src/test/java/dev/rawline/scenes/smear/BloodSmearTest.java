package dev.rawline.scenes.smear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.frame.Grid;
import dev.rawline.imaging.frame.Mask;
import dev.rawline.imaging.frame.Radiance;
import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.frame.Scene;
import dev.rawline.imaging.random.Seed;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BloodSmearTest {
  private static final Grid GRID = new Grid(40, 36, 0.6e-6);

  /** A class of a catalogue. */
  record Drawn(BloodSmear kind, String label) {
    SmearScene with(long run) {
      return (SmearScene) kind.draw(label, new Seed(run, "picture"));
    }

    @Override
    public String toString() {
      return kind.name() + " " + label;
    }
  }

  static Stream<Drawn> classes() {
    return Stream.of(BloodSmear.PUBLISHED, BloodSmear.MATURATION)
        .flatMap(kind -> kind.labels().stream().map(label -> new Drawn(kind, label)));
  }

  @Test
  void thePublishedCatalogueHasItsNamesAndCounts() {
    assertThat(BloodSmear.PUBLISHED.name()).isEqualTo("blood-smear");
    assertThat(BloodSmear.PUBLISHED.labels())
        .containsExactly("BAS", "EOS", "KSC", "LYA", "LYT", "MON", "NGB", "NGS", "UNC");
    assertThat(BloodSmear.PUBLISHED.counts())
        .containsExactly(18, 54, 163, 30, 230, 191, 8, 216, 30);
  }

  @Test
  void theCatalogueOfMaturationHasItsNames() {
    assertThat(BloodSmear.MATURATION.name()).isEqualTo("blood-smear-maturation");
    assertThat(BloodSmear.MATURATION.labels())
        .containsExactly("BA", "EO", "LY", "MO", "BNE", "SNE", "MMY", "MY", "PMY");
    assertThat(BloodSmear.MATURATION.counts()).containsOnly(100);
  }

  /** The brightest places are almost empty: they show the lamp, in whose light white is white. */
  @Test
  void whiteIsTheColourOfTheEmptySlide() {
    Rgb white = BloodSmear.PUBLISHED.white();
    Grid grid = new Grid(40, 40, 1e-6);
    int scenes = 16;
    double redByGreen = 0;
    double blueByGreen = 0;
    for (int i = 0; i < scenes; i++) {
      Radiance light = BloodSmear.PUBLISHED.draw("LYT", new Seed(5, "white " + i)).radiance(grid);
      double green = brightest(light, Colour.GREEN);
      redByGreen += brightest(light, Colour.RED) / green / scenes;
      blueByGreen += brightest(light, Colour.BLUE) / green / scenes;
    }
    assertThat(redByGreen).isCloseTo(white.red() / white.green(), withinPercentage(12));
    assertThat(blueByGreen).isCloseTo(white.blue() / white.green(), withinPercentage(12));
  }

  private static double brightest(Radiance light, Colour colour) {
    int area = light.width() * light.height();
    double brightest = 0;
    for (int i = 0; i < area; i++) {
      brightest = Math.max(brightest, light.samples()[colour.plane() * area + i]);
    }
    return brightest;
  }

  @Test
  void anUnknownClassIsRejected() {
    assertThatThrownBy(() -> BloodSmear.PUBLISHED.draw("MMY", new Seed(1, "a")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "blood-smear has no class 'MMY': expected one of BAS, EOS, KSC, LYA, LYT, MON, NGB,"
                + " NGS, UNC");
  }

  @Test
  void badCataloguesAreRejected() {
    LeukocyteClass monocyte = new LeukocyteClass("MON", LeukocyteType.MONOCYTE, 1);
    assertThatThrownBy(() -> new BloodSmear("mine", List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("mine has the classes []: expected at least one, with unique labels");
    assertThatThrownBy(() -> new BloodSmear("mine", List.of(monocyte, monocyte)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("mine has the classes [MON, MON]: expected at least one, with unique labels");
    assertThatThrownBy(() -> new LeukocyteClass("MON", LeukocyteType.MONOCYTE, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("class MON has a count of 0: expected at least 1 (images)");
  }

  @ParameterizedTest
  @MethodSource("classes")
  void theSameSeedGivesTheSameBitsOnOneThreadAndTwo(Drawn drawn) {
    float[] first = drawn.with(4).radiance(GRID, 1).samples();
    assertThat(drawn.with(4).radiance(GRID, 2).samples()).isEqualTo(first);
    assertThat(drawn.with(5).radiance(GRID, 2).samples()).isNotEqualTo(first);
    assertThat(drawn.with(4).mask(GRID).orElseThrow().kinds())
        .isEqualTo(drawn.with(4).mask(GRID).orElseThrow().kinds());
  }

  @ParameterizedTest
  @MethodSource("classes")
  void lightIsPositiveAndNoBrighterThanTheLamp(Drawn drawn) {
    for (int run = 0; run < 4; run++) {
      Radiance light = drawn.with(run).radiance(GRID);
      assertThat(light.width()).isEqualTo(GRID.width());
      assertThat(light.height()).isEqualTo(GRID.height());
      assertThat(light.spacing()).isEqualTo(GRID.spacing());
      for (Colour band : Colour.values()) {
        double most = 2 * Lamp.TYPICAL.at(band);
        for (int row = 0; row < light.height(); row++) {
          for (int column = 0; column < light.width(); column++) {
            assertThat(light.at(band, row, column)).isPositive().isLessThan((float) most);
          }
        }
      }
    }
  }

  /** Nine samples of a fine grid make one of a coarse grid, as nearly as means over points can. */
  @ParameterizedTest
  @MethodSource("classes")
  void thePictureDoesNotDependOnTheResolution(Drawn drawn) {
    SmearScene smear = drawn.with(6);
    Radiance coarse = smear.radiance(new Grid(41, 37, 0.6e-6));
    Radiance fine = smear.radiance(new Grid(123, 111, 0.2e-6));
    double squares = 0;
    double worst = 0;
    for (Colour band : Colour.values()) {
      for (int row = 0; row < coarse.height(); row++) {
        for (int column = 0; column < coarse.width(); column++) {
          double sum = 0;
          for (int i = 0; i < 9; i++) {
            sum += fine.at(band, 3 * row + i / 3, 3 * column + i % 3);
          }
          double difference = (coarse.at(band, row, column) - sum / 9) / Lamp.TYPICAL.at(band);
          squares += difference * difference;
          worst = Math.max(worst, Math.abs(difference));
        }
      }
    }
    assertThat(Math.sqrt(squares / coarse.samples().length)).isLessThan(2e-3);
    assertThat(worst).isLessThan(0.03);
  }

  /** The area of the mask is that of the cell's outline, and does not depend on the resolution. */
  @ParameterizedTest
  @MethodSource("classes")
  void areaOfTheMaskMatchesTheOutline(Drawn drawn) {
    SmearScene smear = drawn.with(8);
    double coarse = area(smear, new Grid(80, 80, 0.4e-6));
    double fine = area(smear, new Grid(320, 320, 0.1e-6));
    // Half-covered pixels along an outline of some 50 µm err to both sides.
    assertThat(coarse).isCloseTo(fine, within(0.01 * fine));
    assertThat(fine).isBetween(40.0, 420.0);
  }

  /** Where the mask is set, the light differs from that of the slide without the cell. */
  @ParameterizedTest
  @MethodSource("classes")
  void maskIsWhereTheCellChangesTheLight(Drawn drawn) {
    Grid grid = new Grid(60, 60, 0.4e-6);
    for (int run = 20; run < 23; run++) {
      Scene smear = drawn.with(run);
      Radiance light = smear.radiance(grid);
      Mask mask = smear.mask(grid).orElseThrow();
      double inside = 0;
      double brightest = 0;
      int count = 0;
      for (int row = 0; row < grid.height(); row++) {
        for (int column = 0; column < grid.width(); column++) {
          double green = light.at(Colour.GREEN, row, column);
          brightest = Math.max(brightest, green);
          if (mask.at(row, column) != 0) {
            inside += green;
            count++;
          }
        }
      }
      assertThat(mask.at(30, 30) + mask.at(27, 33) + mask.at(33, 27)).isPositive();
      assertThat(inside / count).isLessThan(0.8 * brightest);
    }
  }

  /** No two pictures are alike: structure correlates weakly between seeds of a class. */
  @ParameterizedTest
  @MethodSource("classes")
  void picturesOfAClassDiffer(Drawn drawn) {
    int count = 24;
    double[][] structures = new double[count][];
    for (int i = 0; i < count; i++) {
      structures[i] = structure(drawn.with(100 + i).radiance(new Grid(40, 40, 0.9e-6)));
    }
    double nearest = 0;
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < i; j++) {
        double product = 0;
        for (int k = 0; k < structures[i].length; k++) {
          product += structures[i][k] * structures[j][k];
        }
        nearest = Math.max(nearest, product);
      }
    }
    assertThat(nearest).isLessThan(0.9);
  }

  /** Returns green without its mean, scaled to length 1. */
  private static double[] structure(Radiance light) {
    int pixels = light.width() * light.height();
    double[] values = new double[pixels];
    double mean = 0;
    for (int i = 0; i < pixels; i++) {
      values[i] = light.samples()[Colour.GREEN.plane() * pixels + i];
      mean += values[i] / pixels;
    }
    double squares = 0;
    for (int i = 0; i < pixels; i++) {
      values[i] -= mean;
      squares += values[i] * values[i];
    }
    for (int i = 0; i < pixels; i++) {
      values[i] /= Math.sqrt(squares);
    }
    return values;
  }

  private static double area(SmearScene smear, Grid grid) {
    double spacing = grid.spacing() * 1e6;
    return smear.mask(grid).orElseThrow().coverage()
        * grid.width()
        * grid.height()
        * spacing
        * spacing;
  }
}
