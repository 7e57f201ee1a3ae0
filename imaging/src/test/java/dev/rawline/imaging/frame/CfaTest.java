package dev.rawline.imaging.frame;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CfaTest {

  /** A layout's name reads its first two rows. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MONOCHROME")
  void layoutNameIsTheReadingOrder(Cfa cfa) {
    StringBuilder read = new StringBuilder();
    for (int row = 0; row < 2; row++) {
      for (int column = 0; column < 2; column++) {
        read.append(cfa.colourAt(row, column).toString().charAt(0));
      }
    }
    assertThat(read).hasToString(cfa.name());
  }

  @ParameterizedTest
  @EnumSource
  void thePatternRepeatsEveryTwoPixels(Cfa cfa) {
    for (int row = 0; row < 4; row++) {
      for (int column = 0; column < 4; column++) {
        assertThat(cfa.siteAt(row + 2, column)).isEqualTo(cfa.siteAt(row, column));
        assertThat(cfa.siteAt(row, column + 2)).isEqualTo(cfa.siteAt(row, column));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MONOCHROME")
  void greensAreDistinguishedByTheirRow(Cfa cfa) {
    for (int row = 0; row < 2; row++) {
      for (int column = 0; column < 2; column++) {
        if (cfa.colourAt(row, column) == Colour.GREEN) {
          boolean besideRed = cfa.colourAt(row, column + 1) == Colour.RED;
          assertThat(cfa.siteAt(row, column))
              .isEqualTo(besideRed ? Cfa.Site.GREEN_IN_RED_ROW : Cfa.Site.GREEN_IN_BLUE_ROW);
        }
      }
    }
  }

  /** All pixels of a monochrome sensor are of one kind, wherever it is cropped. */
  @Test
  void monochromeHasOneKindOfPixel() {
    assertThat(Cfa.MONOCHROME.hasFilters()).isFalse();
    assertThat(Cfa.MONOCHROME.lattice()).isEqualTo(1);
    assertThat(Cfa.MONOCHROME.siteAt(1, 1)).isEqualTo(Cfa.MONOCHROME.siteAt(0, 0));
    assertThat(Cfa.MONOCHROME.shifted(1, 0)).isEqualTo(Cfa.MONOCHROME);
    assertThat(Cfa.BAYER).hasSize(4).allMatch(Cfa::hasFilters).allMatch(cfa -> cfa.lattice() == 2);
  }

  @Test
  void croppingARowOrAColumnChangesTheLayout() {
    assertThat(Cfa.RGGB.shifted(0, 1)).isEqualTo(Cfa.GRBG);
    assertThat(Cfa.RGGB.shifted(1, 0)).isEqualTo(Cfa.GBRG);
    assertThat(Cfa.RGGB.shifted(1, 1)).isEqualTo(Cfa.BGGR);
    assertThat(Cfa.GRBG.shifted(-1, 3)).isEqualTo(Cfa.GBRG);
  }

  @ParameterizedTest
  @EnumSource
  void shiftedLayoutMatchesTheShiftedMosaic(Cfa cfa) {
    for (int rows = -3; rows <= 3; rows++) {
      for (int columns = -3; columns <= 3; columns++) {
        assertThat(cfa.shifted(rows, columns).siteAt(4, 5))
            .isEqualTo(cfa.siteAt(4 + rows, 5 + columns));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MONOCHROME")
  void redIsAtTheStatedPosition(Cfa cfa) {
    assertThat(Cfa.withRedAt(cfa.redRow(), cfa.redColumn())).isEqualTo(cfa);
    assertThat(cfa.colourAt(cfa.redRow(), cfa.redColumn())).isEqualTo(Colour.RED);
  }
}
