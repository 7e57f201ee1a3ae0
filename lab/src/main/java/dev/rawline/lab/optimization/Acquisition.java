package dev.rawline.lab.optimization;

import dev.rawline.lab.experiment.Condition;
import dev.rawline.workbench.text.NumberText;
import java.util.Optional;

/**
 * A way to acquire samples.
 *
 * <p>A lens at f-number N instead of N₀ passes (N₀/N)² of the light, and diffracts more: σ = 0.45 λ
 * N of a Gaussian in place of the Airy pattern (B. Zhang, J. Zerubia, J.-C. Olivo-Marin, Gaussian
 * approximations of fluorescence microscope point-spread function models, Applied Optics 46 (2007)
 * 1819), so that σ² grows by the difference of both. Depth of field and the aberrations of an open
 * lens are not modelled.
 *
 * @param chosen what is chosen besides the aperture; its light is the share of the exposure
 * @param aperture the f-number, where it is not that of the recording
 * @param stop N / N₀, at least 1
 * @param recorded what the sensor then records
 */
public record Acquisition(
    Condition chosen, Optional<Double> aperture, double stop, Condition recorded) {
  /** The middle of the green band [µm]. */
  private static final double WAVELENGTH = 0.55;

  private static final double AIRY = 0.45;

  /**
   * Checks the ratio.
   *
   * @throws IllegalArgumentException if it is below 1
   */
  public Acquisition {
    if (!(stop >= 1)) {
      throw new IllegalArgumentException(
          "the f-number is %s times that of the recording: expected at least 1".formatted(stop));
    }
  }

  /** Returns the way at the aperture of the recording. */
  public static Acquisition of(Condition chosen) {
    return new Acquisition(chosen, Optional.empty(), 1, chosen);
  }

  /** Returns the σ by which diffraction at an f-number blurs [px]. */
  static double diffraction(double aperture, double pitch) {
    return AIRY * WAVELENGTH * aperture / pitch;
  }

  /** Returns the way in words: "30 % of the light and 8 bits, f/16". */
  public String words() {
    if (aperture.isEmpty()) {
      return chosen.words();
    }
    String lens = "f/" + NumberText.brief(aperture.get());
    return chosen.isAsRecorded() ? lens : chosen.words() + ", " + lens;
  }
}
