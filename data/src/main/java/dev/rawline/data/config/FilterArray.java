package dev.rawline.data.config;

import dev.rawline.imaging.frame.Cfa;
import java.util.Optional;

/** Which colour each pixel of a sensor sees, as a {@code sensor.yaml} or an option has it. */
public enum FilterArray {
  /** A Bayer mosaic with red at (0, 0). */
  RGGB(Cfa.RGGB),
  /** A Bayer mosaic with red at (0, 1). */
  GRBG(Cfa.GRBG),
  /** A Bayer mosaic with red at (1, 0). */
  GBRG(Cfa.GBRG),
  /** A Bayer mosaic with red at (1, 1). */
  BGGR(Cfa.BGGR),
  /** No filters: every pixel sees all light. */
  MONOCHROME(null);

  private final Optional<Cfa> cfa;

  FilterArray(Cfa cfa) {
    this.cfa = Optional.ofNullable(cfa);
  }

  /** Returns the colour layout; empty where there are no filters. */
  public Optional<Cfa> cfa() {
    return cfa;
  }
}
