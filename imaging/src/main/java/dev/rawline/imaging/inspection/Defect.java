package dev.rawline.imaging.inspection;

/**
 * A pixel whose response to light deviates from its neighbours'.
 *
 * @param row its row, from 0
 * @param column its column, from 0
 * @param kind the kind of defect
 * @param evidence its deviation from its neighbours, in robust standard deviations of all pixels;
 *     negative for a dead pixel
 */
public record Defect(int row, int column, Kind kind, double evidence) {

  /** The kind of defect. */
  public enum Kind {
    /** Brighter than its light. */
    HOT,
    /** Darker than its light. */
    DEAD
  }
}
