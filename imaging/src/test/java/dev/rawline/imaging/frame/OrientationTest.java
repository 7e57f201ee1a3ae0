package dev.rawline.imaging.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class OrientationTest {
  private static final SiteValues BLACK = new SiteValues(1, 2, 3, 4);

  /** TIFF 6.0, tag 274: the visual side of the stored row 0 and of the stored column 0. */
  @ParameterizedTest
  @CsvSource({
    "1, top, left",
    "2, top, right",
    "3, bottom, right",
    "4, bottom, left",
    "5, left, top",
    "6, right, top",
    "7, right, bottom",
    "8, left, bottom"
  })
  void uprightMatchesTheTiffOrientation(int tag, String rowZero, String columnZero) {
    RawImage stored = numbered(Orientation.ofTiff(tag), Cfa.RGGB);
    RawImage upright = stored.upright();
    for (int row = 0; row < stored.height(); row++) {
      for (int column = 0; column < stored.width(); column++) {
        int visualRow = -1;
        int visualColumn = -1;
        // "6: row 0 is the right side" means that rows are counted from the right.
        switch (rowZero) {
          case "top" -> visualRow = row;
          case "bottom" -> visualRow = upright.height() - 1 - row;
          case "left" -> visualColumn = row;
          default -> visualColumn = upright.width() - 1 - row;
        }
        switch (columnZero) {
          case "top" -> visualRow = column;
          case "bottom" -> visualRow = upright.height() - 1 - column;
          case "left" -> visualColumn = column;
          default -> visualColumn = upright.width() - 1 - column;
        }
        assertThat(upright.at(visualRow, visualColumn)).isEqualTo(stored.at(row, column));
      }
    }
  }

  /** Every sample keeps its colour and its black level when the mosaic is rotated. */
  @ParameterizedTest
  @MethodSource("everyOrientationAndLayout")
  void coloursAndBlackLevelsRotateWithTheSamples(Orientation orientation, Cfa cfa) {
    RawImage upright = blackLevels(orientation, cfa).upright();
    SiteValues black = upright.calibration().blackLevel().orElseThrow().value();
    for (int row = 0; row < upright.height(); row++) {
      for (int column = 0; column < upright.width(); column++) {
        assertThat(black.at(upright.cfa().siteAt(row, column))).isEqualTo(upright.at(row, column));
      }
    }
    // Red and blue are distinguished by their levels, which no rotation may swap.
    assertThat(black.red()).isEqualTo(BLACK.red());
    assertThat(black.blue()).isEqualTo(BLACK.blue());
    assertThat(upright.calibration().orientation()).isEqualTo(Orientation.UPRIGHT);
  }

  @ParameterizedTest
  @CsvSource({
    "6, RGGB, 4, 3, RGGB",
    "8, RGGB, 4, 3, GBRG",
    "6, GRBG, 4, 3, GBRG",
    "3, RGGB, 4, 4, BGGR",
    "2, RGGB, 4, 4, GRBG",
    "5, GRBG, 4, 4, GBRG"
  })
  void layoutsRotateAsSketched(int tag, Cfa stored, int width, int height, Cfa expected) {
    RawImage raw =
        new RawImage(
            width,
            height,
            stored,
            RawImage.Unit.DN,
            new float[width * height],
            calibration(Orientation.ofTiff(tag)));
    assertThat(raw.upright().cfa()).isEqualTo(expected);
  }

  @Test
  void anUprightMosaicIsReturnedAsItIs() {
    RawImage raw = numbered(Orientation.UPRIGHT, Cfa.RGGB);
    assertThat(raw.upright()).isSameAs(raw);
  }

  @Test
  void otherTagValuesAreRejected() {
    assertThatThrownBy(() -> Orientation.ofTiff(9))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("TIFF orientation is 1 to 8, got 9");
  }

  static Stream<Arguments> everyOrientationAndLayout() {
    return Stream.of(Orientation.values())
        .flatMap(orientation -> Cfa.BAYER.stream().map(cfa -> Arguments.of(orientation, cfa)));
  }

  private static RawImage numbered(Orientation orientation, Cfa cfa) {
    float[] samples = new float[5 * 3];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = i;
    }
    return new RawImage(5, 3, cfa, RawImage.Unit.DN, samples, calibration(orientation));
  }

  /** Returns a mosaic of width 5 and height 4 whose samples are their own black levels. */
  private static RawImage blackLevels(Orientation orientation, Cfa cfa) {
    float[] samples = new float[5 * 4];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) BLACK.at(cfa.siteAt(i / 5, i % 5));
    }
    return new RawImage(5, 4, cfa, RawImage.Unit.DN, samples, calibration(orientation));
  }

  private static Calibration calibration(Orientation orientation) {
    return new Calibration(
        12,
        Optional.of(new SourcedValue<>(BLACK, "test")),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        orientation);
  }
}
