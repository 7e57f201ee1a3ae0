package dev.rawline.data.config;

import dev.rawline.imaging.frame.Cfa;
import java.util.Optional;

/** The colour filter of each pixel of a sensor, as in a {@code sensor.yaml} or an option. */
public enum FilterArray {
  /** A Bayer mosaic with red at (0, 0). */
  RGGB(Cfa.RGGB),
  /** A Bayer mosaic with red at (0, 1). */
  GRBG(Cfa.GRBG),
  /** A Bayer mosaic with red at (1, 0). */
  GBRG(Cfa.GBRG),
  /** A Bayer mosaic with red at (1, 1). */
  BGGR(Cfa.BGGR),
  /** No filters: every pixel receives all light. */
  MONOCHROME(null);

  private final Optional<Cfa> cfa;

  FilterArray(Cfa cfa) {
    this.cfa = Optional.ofNullable(cfa);
  }

  /** Returns the colour layout; empty without filters. */
  public Optional<Cfa> cfa() {
    return cfa;
  }
}
