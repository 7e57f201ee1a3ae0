package dev.rawline.imaging.frame;

/** The three colours of a picture, in the order of its planes. */
public enum Colour {
  /** Long wavelengths, plane 0. */
  RED(0),
  /** Middle wavelengths, plane 1. */
  GREEN(1),
  /** Short wavelengths, plane 2. */
  BLUE(2);

  private final int plane;

  Colour(int plane) {
    this.plane = plane;
  }

  /** Returns the number of this colour's plane in a picture: 0, 1 or 2. */
  public int plane() {
    return plane;
  }
}
