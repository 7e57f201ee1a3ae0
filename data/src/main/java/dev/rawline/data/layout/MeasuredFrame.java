package dev.rawline.data.layout;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One frame of a measurement of a sensor.
 *
 * @param file the raw file
 * @param kind its kind
 * @param exposureNanoseconds the exposure time, 0 or more [ns]
 * @param photons the measured photons per pixel in the exposure, 0 or more, if any; a dark frame
 *     has none
 */
public record MeasuredFrame(
    Path file, Kind kind, double exposureNanoseconds, Optional<Double> photons) {

  /** The kind of a frame, and its use. */
  public enum Kind {
    /** Even light, at one exposure of a series: temporal noise. */
    BRIGHT,
    /** No light, at one exposure of a series: temporal noise. */
    DARK,
    /** Even light near half saturation, one of many equal frames: what differs between pixels. */
    BRIGHT_SPATIAL,
    /** No light at that exposure, one of many equal frames: what differs between pixels. */
    DARK_SPATIAL;

    /** All kinds as tables and folders call them. */
    public static final List<String> WORDS = Arrays.stream(values()).map(Kind::toString).toList();

    /** Returns the kind of a word in any case, if there is one. */
    static Optional<Kind> named(String word) {
      return Arrays.stream(values())
          .filter(kind -> kind.toString().equals(word.toLowerCase(Locale.ROOT)))
          .findFirst();
    }

    /** Returns whether light falls on the sensor. */
    public boolean isBright() {
      return this == BRIGHT || this == BRIGHT_SPATIAL;
    }

    /** Returns the word that tables and folders use: {@code bright_spatial}. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one lies outside its range
   */
  public MeasuredFrame {
    if (!(exposureNanoseconds >= 0) || Double.isInfinite(exposureNanoseconds)) {
      throw new IllegalArgumentException(
          "the exposure time is " + exposureNanoseconds + ": expected a number of 0 or more [ns]");
    }
    photons.ifPresent(
        light -> {
          if (!kind.isBright()) {
            throw new IllegalArgumentException(
                "a frame of kind %s has %s photons: expected none".formatted(kind, light));
          }
          if (!(light >= 0) || Double.isInfinite(light)) {
            throw new IllegalArgumentException(
                "the light is " + light + ": expected a number of 0 or more [photons per pixel]");
          }
        });
  }

  /** Returns the exposure time [s]. */
  public double exposureSeconds() {
    return exposureNanoseconds / 1e9;
  }
}
