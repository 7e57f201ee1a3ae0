package dev.rawline.data.set;

/**
 * A box around an object.
 *
 * <p>Its sides are measured from the top left corner of the picture; pixel (row, column) reaches
 * from (column, row) to (column + 1, row + 1).
 *
 * @param kind its kind of object, 1 to 255
 * @param xmin its left side [px]
 * @param ymin its upper side [px]
 * @param xmax its right side [px]
 * @param ymax its lower side [px]
 */
public record Box(int kind, double xmin, double ymin, double xmax, double ymax) {

  /**
   * Checks the sides.
   *
   * @throws IllegalArgumentException if the box is inverted or empty, or has no such kind
   */
  public Box {
    if (!(xmin < xmax && ymin < ymax)) {
      throw new IllegalArgumentException(
          "a box reaches from (%s, %s) to (%s, %s): expected xmin below xmax and ymin below ymax [px]"
              .formatted(xmin, ymin, xmax, ymax));
    }
    if (kind < 1 || kind > 255) {
      throw new IllegalArgumentException("a box has kind %d: expected 1 to 255".formatted(kind));
    }
  }

  /** Returns the text by which a packed data set recognises its boxes: it must never change. */
  @Override
  public String toString() {
    return "Box[kind=%d, xmin=%s, ymin=%s, xmax=%s, ymax=%s]"
        .formatted(kind, xmin, ymin, xmax, ymax);
  }
}
