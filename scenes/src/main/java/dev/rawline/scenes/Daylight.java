package dev.rawline.scenes;

import dev.rawline.imaging.frame.Rgb;

/**
 * The radiance of a white surface in daylight.
 *
 * <p>A white diffuser under 31 400 lx (a bright day without direct sun) has a luminance of 10⁴
 * cd/m². A black body of 6504 K of that luminance emits, by Planck's law, the photometric constant
 * of 683 lm/W and the standard observer, these photons in the bands 600 to 700, 500 to 600 and 400
 * to 500 nm.
 */
public final class Daylight {

  /** The radiance of a white diffuser [photons·s⁻¹·m⁻²·sr⁻¹]. */
  public static final Rgb WHITE = new Rgb(3.74e19, 3.86e19, 3.46e19);

  private Daylight() {}
}
