package dev.rawline.imaging.corruption;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.random.Seed;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Levels that Pillow 11 (libjpeg-turbo 2.1) computes from a picture of 19×21 px: its JPEG files,
 * and its box filter down and up again. A coefficient between two steps may be rounded to the other
 * one.
 */
class LibraryNumbersTest {
  private static final int WIDTH = 19;
  private static final int HEIGHT = 21;
  private static final int[] ROWS = {0, 7, 8, 20};
  private static final int[] COLUMNS = {0, 5, 9, 18};

  static Stream<Arguments> compressed() {
    return Stream.of(
        Arguments.of(
            CorruptionKind.JPEG_COMPRESSION,
            1,
            CorruptionConstants.SCALED,
            0,
            """
            0 45 72 125 54 88 148 30 51 105 238 2 95 143 62 84 29 68 106 179 76 149 175 86
            70 159 255 115 147 92 39 99 114 136 167 203 100 178 170 87 113 197 255 131 158 97 130 140
            """),
        Arguments.of(
            CorruptionKind.JPEG_COMPRESSION,
            1,
            CorruptionConstants.THIRTY_TWO,
            4,
            """
            0 34 57 134 46 86 156 38 27 155 166 38 95 146 63 97 51 78 84 165 75 149 188 69
            79 188 231 86 140 83 80 120 58 123 155 196 115 184 167 98 119 229 201 124 169 130 132 162
            """));
  }

  static Stream<Arguments> pixelated() {
    return Stream.of(
        Arguments.of(
            CorruptionKind.PIXELATE,
            1,
            CorruptionConstants.SCALED,
            1,
            """
            7 50 79 135 53 127 156 45 53 127 156 45 114 192 23 59 47 90 119 175 93 167 196 85
            93 167 196 85 154 40 63 99 87 130 159 215 133 207 236 125 133 207 236 125 194 80 103 139
            """),
        Arguments.of(
            CorruptionKind.PIXELATE,
            5,
            CorruptionConstants.SCALED,
            1,
            """
            29 70 108 148 55 116 178 160 75 163 162 94 120 154 136 102 69 110 148 176 95 156 218 85
            115 193 86 113 160 40 176 90 109 150 188 190 135 196 98 73 155 192 75 153 200 80 184 118
            """),
        Arguments.of(
            CorruptionKind.PIXELATE,
            1,
            CorruptionConstants.THIRTY_TWO,
            1,
            """
            0 35 70 126 35 99 186 35 40 142 211 51 100 253 150 83 40 75 110 166 75 139 226 75
            80 182 251 91 140 37 190 123 80 115 150 206 115 179 10 115 120 222 35 131 180 77 230 163
            """));
  }

  @ParameterizedTest
  @MethodSource({"compressed", "pixelated"})
  void levelsMatchPillow(
      CorruptionKind kind, int severity, CorruptionConstants constants, int within, String levels) {
    View corrupted = kind.at(severity, constants).draw(new Seed(1, "a")).apply(picture());
    int[] expected =
        Arrays.stream(levels.strip().split("\\s+", -1)).mapToInt(Integer::parseInt).toArray();
    int[] ours = levels(corrupted);
    assertThat(ours).hasSameSizeAs(expected);
    for (int i = 0; i < ours.length; i++) {
      assertThat(Math.abs(ours[i] - expected[i])).as("number %d", i).isLessThanOrEqualTo(within);
    }
  }

  private static int[] levels(View view) {
    return IntStream.range(0, 3)
        .flatMap(
            channel ->
                Arrays.stream(ROWS)
                    .flatMap(
                        row ->
                            Arrays.stream(COLUMNS)
                                .map(column -> (channel * HEIGHT + row) * WIDTH + column)))
        .map(at -> (int) Math.floor(view.samples()[at] * 255 + 0.5))
        .toArray();
  }

  /** Stripes, ramps and noise of 8 bits. */
  private static View picture() {
    float[] samples = new float[3 * WIDTH * HEIGHT];
    for (int i = 0; i < samples.length; i++) {
      int x = i % WIDTH;
      int y = i / WIDTH % HEIGHT;
      int channel = i / (WIDTH * HEIGHT);
      int stripes = x / 5 * y / 4 * 23;
      samples[i] = (7 * x + 5 * y + 40 * channel + stripes + x * y % 11 * 3) % 256 / 255f;
    }
    return new View(WIDTH, HEIGHT, samples);
  }
}
