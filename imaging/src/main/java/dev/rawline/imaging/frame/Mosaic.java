package dev.rawline.imaging.frame;

/** A frame with one sample a pixel, each of the colour that the pixel sees. */
public sealed interface Mosaic extends Frame permits Electrons, RawImage {

  /** Returns which colour each pixel sees. */
  Cfa cfa();

  /** Returns the sample at (row, column). */
  default float at(int row, int column) {
    return samples()[row * width() + column];
  }
}
