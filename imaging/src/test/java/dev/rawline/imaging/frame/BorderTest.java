package dev.rawline.imaging.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BorderTest {

  @Test
  void mirrorReflectsAboutTheOutermostSample() {
    assertThat(around(Border.MIRROR, 4)).isEqualTo("abcdcb|abcd|cbabcd");
  }

  @Test
  void symmetricReflectsAboutTheEdge() {
    assertThat(around(Border.SYMMETRIC, 4)).isEqualTo("cddcba|abcd|dcbaab");
  }

  @Test
  void zeroBorderHasNoSamplesOutside() {
    assertThat(around(Border.ZERO, 4)).isEqualTo("······|abcd|······");
  }

  @Test
  void twoSamplesAlternateUnderMirror() {
    assertThat(around(Border.MIRROR, 2)).isEqualTo("ababab|ab|ababab");
  }

  @Test
  void oneSampleRepeatsEverywhere() {
    assertThat(around(Border.MIRROR, 1)).isEqualTo("aaaaaa|a|aaaaaa");
    assertThat(around(Border.SYMMETRIC, 1)).isEqualTo("aaaaaa|a|aaaaaa");
  }

  @ParameterizedTest
  @EnumSource
  void everyPositionReadsInsideOrNothing(Border border) {
    for (int length = 1; length < 9; length++) {
      for (int position = -50; position < 50; position++) {
        int index = border.index(position, length);
        if (position >= 0 && position < length) {
          assertThat(index).isEqualTo(position);
        } else if (border == Border.ZERO) {
          assertThat(index).isEqualTo(Border.OUTSIDE);
        } else {
          assertThat(index).isBetween(0, length - 1);
        }
      }
    }
  }

  @Test
  void mirrorKeepsTheParityOfAMosaic() {
    for (int length = 2; length < 9; length++) {
      for (int position = -50; position < 50; position++) {
        assertThat(Border.MIRROR.index(position, length) & 1).isEqualTo(position & 1);
      }
    }
  }

  /** Returns the samples a, b, c … and six more on each side, as the border continues them. */
  private static String around(Border border, int length) {
    return "%s|%s|%s"
        .formatted(
            letters(border, -6, 0, length),
            letters(border, 0, length, length),
            letters(border, length, length + 6, length));
  }

  private static String letters(Border border, int from, int to, int length) {
    return IntStream.range(from, to)
        .map(position -> border.index(position, length))
        .mapToObj(index -> index == Border.OUTSIDE ? "·" : Character.toString('a' + index))
        .collect(Collectors.joining());
  }
}
