package dev.rawline.scenes.smear;

import dev.rawline.imaging.frame.Rgb;

/**
 * The dyes of a smear stained after May-Grünwald and Giemsa or Wright.
 *
 * <p>One unit of a dye has the given napierian optical density in the bands. The values were chosen
 * to match the colours of published photographs of such smears; they are not measured spectra.
 */
enum Dye {
  /** Azure B on RNA: the blue of cytoplasm that makes protein. */
  AZURE(1.12, 0.88, 0.20),
  /** The complex of azure B and eosin Y on DNA and in azurophilic granules: purple. */
  COMPLEX(1.0, 1.6, 0.37),
  /** Eosin Y on basic proteins: orange to pink. */
  EOSIN(0.30, 1.05, 0.72),
  /** Haemoglobin with the eosin on it: the pink to grey of red cells. */
  HAEMOGLOBIN(0.40, 0.72, 0.55);

  private final double red;
  private final double green;
  private final double blue;

  Dye(double red, double green, double blue) {
    this.red = red;
    this.green = green;
    this.blue = blue;
  }

  /** Returns the napierian optical density of one unit. */
  Rgb density() {
    return new Rgb(red, green, blue);
  }
}
