package dev.rawline.lab.forensics.search;

import dev.rawline.imaging.chain.ParameterChecks;

/**
 * One number of an instrument that a search may change.
 *
 * @param name its name in findings, such as "defocus.diameter"
 * @param unit its unit
 * @param usual its value in the default camera
 * @param lowest the smallest value that an instrument has, at most the usual one
 * @param highest the largest, at least the usual one
 */
public record PhysicalCoordinate(
    String name, String unit, double usual, double lowest, double highest) {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if they are not in order
   */
  public PhysicalCoordinate {
    ParameterChecks.requireRange(name, usual, unit, lowest, highest);
  }

  /** Returns the value that is the farthest from the usual one. */
  double farthest() {
    return highest - usual >= usual - lowest ? highest : lowest;
  }
}
