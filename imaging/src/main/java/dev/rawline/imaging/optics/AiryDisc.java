package dev.rawline.imaging.optics;

import dev.rawline.imaging.chain.ParameterChecks;
import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.frame.FileWord;
import dev.rawline.imaging.frame.Rgb;

/**
 * The point spread of a perfect lens with a round aperture, sampled at the centres of the pixels.
 *
 * <p>weight(r) ∝ (2 J₁(v) / v)², v = π r / (λN), r the distance on the sensor, λ the wavelength, N
 * the working f-number. Its first zero is at r = 1.22 λN and encloses 83.8 % of the light; its
 * modulation transfer is (2/π)(acos s − s √(1 − s²)), s = ν λN, and 0 beyond ν = 1/(λN). The
 * weights are cut off at r = 20 λN, which omits 1 % of the light, and sum to 1.
 *
 * <p>Pixels larger than λN cannot resolve the spread and pass more contrast than it does: the
 * sampled weights then approach a single one. Source: M. Born and E. Wolf, Principles of Optics,
 * 7th ed., §8.5.2 and §9.5.
 *
 * @param wavelength the wavelength λ of each colour's band, 100 to 20000 nm
 * @param fNumber the working f-number N on the side of the sensor, 0.3 to 1000
 */
@FileWord("diffraction")
public record AiryDisc(Rgb wavelength, double fNumber) implements PointSpreadFunction {
  private static final double REACH = 20;
  private static final int LARGEST_RADIUS = 500;
  private static final double NANOMETRES = 1000;

  /**
   * Validates the parameters.
   *
   * @throws IllegalArgumentException if one is outside its range
   */
  public AiryDisc {
    for (Colour colour : Colour.values()) {
      ParameterChecks.requireRange(
          "airy wavelength of " + colour, wavelength.at(colour), "nm", 100, 20_000);
    }
    ParameterChecks.requireRange("airy fNumber", fNumber, "f-number", 0.3, 1000);
  }

  ConvolutionPasses spread(Colour colour, double pixelPitch) {
    // λN in pixels
    double scale = wavelength.at(colour) / NANOMETRES * fNumber / pixelPitch;
    double reach = REACH * scale;
    int radius = (int) Math.ceil(reach);
    if (radius > LARGEST_RADIUS) {
      throw new IllegalArgumentException(
          "the airy spread of %s nm at f/%s reaches %d pixels of %s µm: expected at most %d (px)"
              .formatted(wavelength.at(colour), fNumber, radius, pixelPitch, LARGEST_RADIUS));
    }
    int side = 2 * radius + 1;
    double[] bySquare = new double[(int) Math.floor(reach * reach) + 1];
    double[] weights = new double[side * side];
    for (int i = -radius; i <= radius; i++) {
      for (int j = -radius; j <= radius; j++) {
        int square = i * i + j * j;
        if (square < bySquare.length) {
          if (bySquare[square] == 0) {
            bySquare[square] = intensity(Math.PI * Math.sqrt(square) / scale);
          }
          weights[(i + radius) * side + j + radius] = bySquare[square];
        }
      }
    }
    return ConvolutionPasses.square(ConvolutionPasses.normalised(weights));
  }

  /** Returns (2 J₁(v) / v)². */
  static double intensity(double v) {
    if (v < 1e-6) {
      return 1;
    }
    double amplitude = 2 * besselJ1(v) / v;
    return amplitude * amplitude;
  }

  /**
   * Returns J₁(v) = (1/π) ∫₀^π cos(τ − v sin τ) dτ. The sum over equal steps is exact except for
   * terms of the order of J_(2n)(v), which vanish once 2n is well above v.
   */
  static double besselJ1(double v) {
    int steps = (int) v / 2 + 30;
    double sum = 0;
    for (int i = 0; i < steps; i++) {
      double angle = Math.PI * (i + 0.5) / steps;
      sum += StrictMath.cos(angle - v * StrictMath.sin(angle));
    }
    return sum / steps;
  }
}
