package dev.rawline.imaging.frame;

/** A frame with one sample a pixel, each of the colour of the pixel's filter. */
public sealed interface Mosaic extends Frame permits Electrons, RawImage {

  /** Returns the colour filter layout. */
  Cfa cfa();

  /** Returns the sample at (row, column). */
  default float at(int row, int column) {
    return samples()[row * width() + column];
  }
}
