package dev.rawline.workbench.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColourScaleTest {
  private static final SequentialScale SHARES = new SequentialScale(0, 1);

  @Test
  void whiteAndGreyHaveNoHue() {
    for (int level : new int[] {0, 1, 64, 128, 255}) {
      Oklab seen = oklab(new Color(level, level, level));
      assertThat(seen.a()).isCloseTo(0, within(1e-4));
      assertThat(seen.b()).isCloseTo(0, within(1e-4));
    }
    assertThat(oklab(Color.WHITE).lightness()).isCloseTo(1, within(1e-4));
  }

  /** Ottosson's own example: pure red. */
  @Test
  void redMatchesItsPublishedValue() {
    Oklab red = oklab(new Color(255, 0, 0));

    assertThat(red.lightness()).isCloseTo(0.62796, within(1e-4));
    assertThat(red.a()).isCloseTo(0.22486, within(1e-4));
    assertThat(red.b()).isCloseTo(0.12585, within(1e-4));
  }

  @Test
  void screenColoursSurviveARoundTrip() {
    for (int red = 0; red < 256; red += 51) {
      for (int green = 0; green < 256; green += 51) {
        for (int blue = 0; blue < 256; blue += 51) {
          Color colour = new Color(red, green, blue);
          assertThat(oklab(colour).rgb()).isEqualTo(colour);
        }
      }
    }
  }

  @Test
  void equalStepsHaveEqualLightnessSteps() {
    double step = (0.97 - 0.37) / 20;
    for (int i = 0; i <= 20; i++) {
      // A screen has 256 levels, and the scale's colours are within its gamut.
      assertThat(oklab(SHARES.of(i / 20.0)).lightness()).isCloseTo(0.97 - i * step, within(0.012));
    }
  }

  @Test
  void aScaleIsClampedAtItsEnds() {
    assertThat(SHARES.of(-3)).isEqualTo(SHARES.of(0));
    assertThat(SHARES.of(7)).isEqualTo(SHARES.of(1));
  }

  @Test
  void textIsLegibleOnEveryColour() {
    for (ColourScale scale : List.of(SHARES, new DivergingScale(1))) {
      for (int i = 0; i <= 200; i++) {
        double number = scale.at(i / 200.0);
        assertThat(ColourScale.contrast(scale.ink(number), scale.of(number)))
            .isGreaterThanOrEqualTo(4.5);
      }
    }
    assertThat(ColourScale.contrast(Color.WHITE, Color.BLACK)).isCloseTo(21, within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({
    "0.781, 0.842, 0.75, 0.95",
    "0.8, 0.8, 0.8, 1",
    "0.167, 0.167, 0.15, 0.35",
    "0.99, 1, 0.8, 1",
    "0, 0, 0, 0.2",
    "0.5, 0.84, 0.5, 0.85",
    "3, 28, 0, 30",
  })
  void scalesEndAtRoundNumbersAroundTheirValues(
      double least, double most, double low, double high) {
    SequentialScale scale = SequentialScale.around(least, most, most <= 1);

    assertThat(scale.low()).isCloseTo(low, within(1e-9));
    assertThat(scale.high()).isCloseTo(high, within(1e-9));
  }

  /** Numbers other than shares may be of any magnitude. */
  @ParameterizedTest
  @CsvSource({
    "3.5e-4, 4.2e-4, 3.5e-4, 4.2e-4",
    "4e-4, 4e-4, 4e-4, 4.4e-4",
    "3, 28, 0, 30",
    "0, 0, 0, 0.1",
  })
  void scalesOfSmallNumbersAreNarrow(double least, double most, double low, double high) {
    SequentialScale scale = SequentialScale.around(least, most, false);

    assertThat(scale.low()).isCloseTo(low, within(1e-9));
    assertThat(scale.high()).isCloseTo(high, within(1e-9));
    if (most > least) {
      assertThat(scale.of(least)).isNotEqualTo(scale.of(most));
    }
  }

  @ParameterizedTest
  @CsvSource({"0.0507, 0.06", "0.06, 0.06", "0.011, 0.02", "0.59, 0.6", "0.9, 1", "0, 1"})
  void differencesEndAtARoundNumber(double largest, double end) {
    assertThat(DivergingScale.reaching(largest).end()).isCloseTo(end, within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({"0.75, 0.85, 6", "0, 1, 6", "-0.003, 0.33, 6", "0, 30, 5", "1e-4, 3e-4, 4"})
  void ticksAreRoundAndInsideTheScale(double low, double high, int most) {
    List<Double> ticks = AxisScale.round(low, high, most);

    assertThat(ticks).hasSizeBetween(2, most);
    double step = ticks.get(1) - ticks.get(0);
    double digits = step / Math.pow(10, Math.floor(Math.log10(step) + 1e-9));
    assertThat(List.of(1L, 2L, 5L)).contains(Math.round(digits));
    assertThat(ticks).allSatisfy(tick -> assertThat(tick).isBetween(low - 1e-12, high + 1e-12));
    assertThat(ticks.getFirst() - step).isLessThan(low);
    assertThat(ticks.getLast() + step).isGreaterThan(high);
  }

  @Test
  void anUnorderedScaleIsRejected() {
    assertThatThrownBy(() -> new SequentialScale(1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a scale from 1.0 to 1.0: expected finite ends, the lower one first");
  }

  /** Converts a screen colour. */
  private static Oklab oklab(Color colour) {
    double red = Oklab.linear(colour.getRed());
    double green = Oklab.linear(colour.getGreen());
    double blue = Oklab.linear(colour.getBlue());
    double l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
    double m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
    double s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
    return new Oklab(
        0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
        1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
        0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s);
  }
}
