package dev.rawline.imaging.sensor.calibration;

import dev.rawline.imaging.frame.Cfa;
import java.util.List;
import java.util.Optional;

/** The pixels that are calibrated together: all of a monochrome sensor, or one kind of a mosaic. */
public enum Channel {
  /** All pixels of a sensor without colour filters. */
  MONOCHROME("all pixels", Optional.empty()),
  /** The red pixels of a mosaic. */
  RED("red", Optional.of(Cfa.Site.RED)),
  /** The green pixels in rows that also hold red. */
  GREEN_IN_RED_ROW("green 1", Optional.of(Cfa.Site.GREEN_IN_RED_ROW)),
  /** The green pixels in rows that also hold blue. */
  GREEN_IN_BLUE_ROW("green 2", Optional.of(Cfa.Site.GREEN_IN_BLUE_ROW)),
  /** The blue pixels of a mosaic. */
  BLUE("blue", Optional.of(Cfa.Site.BLUE));

  private static final List<Channel> MONOCHROME_ONLY = List.of(MONOCHROME);
  private static final List<Channel> MOSAIC =
      List.of(RED, GREEN_IN_RED_ROW, GREEN_IN_BLUE_ROW, BLUE);

  private final String word;
  private final Optional<Cfa.Site> site;

  Channel(String word, Optional<Cfa.Site> site) {
    this.word = word;
    this.site = site;
  }

  /** Returns the kind of pixel in a mosaic; empty for {@link #MONOCHROME}. */
  public Optional<Cfa.Site> site() {
    return site;
  }

  /** Returns the name of the pixels in reports: {@code red}, or {@code green 1} in the red rows. */
  @Override
  public String toString() {
    return word;
  }

  /** Returns the channels of a sensor: one without colour filters, four with. */
  public static List<Channel> of(Optional<Cfa> cfa) {
    return cfa.filter(Cfa::hasFilters).isEmpty() ? MONOCHROME_ONLY : MOSAIC;
  }
}
