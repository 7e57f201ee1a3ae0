package dev.rawline.imaging.frame;

/** A frame of three full colour planes: red, green, blue. */
public sealed interface Picture extends Frame permits Radiance, Irradiance, LinearRgb, View {

  /** The number of colour planes. */
  int CHANNELS = 3;

  /**
   * Returns one sample.
   *
   * @param channel the colour plane
   * @param row the row, from the top
   * @param column the column, from the left
   */
  default float at(Colour channel, int row, int column) {
    return samples()[(channel.plane() * height() + row) * width() + column];
  }
}
