package dev.rawline.workbench.plot;

import java.awt.Color;
import java.util.List;

/** Number → colour, between two ends. */
sealed interface ColourScale permits SequentialScale, DivergingScale {

  /** Returns the number at the scale's lower end. */
  double low();

  /** Returns the number at the scale's upper end. */
  double high();

  /** Returns the colour of a number; beyond an end, that of the end. */
  Color of(double number);

  /** Returns the number at a place of the scale, 0 at its lower end and 1 at its upper one. */
  double at(double place);

  /** Returns where numbers are told beside the scale, places from 0 to 1. */
  List<Double> ticks();

  /** Returns the ink that is read best on the colour of a number. */
  default Color ink(double number) {
    return ContrastRatio.ink(of(number));
  }
}
