package dev.rawline.imaging.inspection;

/**
 * A pixel that does not measure light as its neighbours do.
 *
 * @param row its row, from 0
 * @param column its column, from 0
 * @param kind in which way
 * @param evidence how far it lies from what its neighbours say, in robust standard deviations of
 *     all pixels; negative for a dead one
 */
public record Defect(int row, int column, Kind kind, double evidence) {

  /** In which way a pixel is defective. */
  public enum Kind {
    /** It is brighter than light makes it. */
    HOT,
    /** It is darker than light makes it. */
    DEAD
  }
}
