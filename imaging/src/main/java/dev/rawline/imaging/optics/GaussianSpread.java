package dev.rawline.imaging.optics;

import dev.rawline.imaging.chain.Parameter;
import dev.rawline.imaging.chain.ParameterChecks;
import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.frame.FileWord;
import dev.rawline.imaging.frame.Rgb;
import java.util.List;

/**
 * A Gaussian point spread, sampled at the centres of the pixels.
 *
 * <p>weight(i, j) ∝ g(i) g(j), g(i) = exp(−i² / 2σ²), cut off at |i| ≤ ⌊4σ + ½⌋ px and summing to
 * 1. Its modulation transfer is exp(−2π²σ²ν²), ν in cycles a pixel, so that MTF50 = √(ln 2 / 2) /
 * (πσ) = 0.1874 / σ; the sampled weights leave 0.5 within 0.005 there from σ = 0.8 px on. Below
 * that, they spread less than the Gaussian (at σ = 0.5 px 57 % of the contrast is left at half a
 * cycle a pixel, not 29 %), since pixels this large cannot show so narrow a spread.
 *
 * <p>Backwards the cut-off is constant: ∂g(i)/∂σ = g(i) · (i² − Σ_j g(j) j²) / σ³, and 0 if σ is so
 * small (0 included) that the cut-off leaves only the pixel itself.
 */
@FileWord("gaussian")
public record GaussianSpread(
    @Described(
            meaning = "the standard deviation σ of each colour",
            min = 0,
            max = 1000,
            required = true)
        Rgb sigma,
    @Described(meaning = "the unit of σ, on the sensor", required = true) LengthUnit unit)
    implements PointSpreadFunction {
  private static final double LARGEST = 1000;

  /**
   * Checks the widths.
   *
   * @throws IllegalArgumentException if one is outside 0 to 1000
   */
  public GaussianSpread {
    for (Colour colour : Colour.values()) {
      ParameterChecks.requireRange(
          "gaussian sigma of " + colour, sigma.at(colour), unit.symbol(), 0, LARGEST);
    }
  }

  /** Returns the function of the same σ [px] for every colour. */
  public static GaussianSpread pixels(double sigma) {
    return new GaussianSpread(new Rgb(sigma, sigma, sigma), LengthUnit.PIXELS);
  }

  /** Returns the function of the same σ [µm] on the sensor for every colour. */
  public static GaussianSpread micrometres(double sigma) {
    return new GaussianSpread(new Rgb(sigma, sigma, sigma), LengthUnit.MICROMETRES);
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(
        new Parameter("sigma", unit.symbol(), List.of(3), 0, LARGEST, /* learned= */ true));
  }

  @Override
  public double[] values() {
    return new double[] {sigma.red(), sigma.green(), sigma.blue()};
  }

  @Override
  public GaussianSpread with(double[] values) {
    return new GaussianSpread(new Rgb(values[0], values[1], values[2]), unit);
  }

  ConvolutionPasses spread(Colour colour, double pixelPitch) {
    double[] weights = weights(inPixels(colour, pixelPitch));
    return ConvolutionPasses.separable(weights, weights);
  }

  /**
   * Returns the derivatives of the weights by one colour's σ: two spreads whose results are added.
   */
  List<ConvolutionPasses> slope(Colour colour, double pixelPitch) {
    double pixels = inPixels(colour, pixelPitch);
    double[] weights = weights(pixels);
    double[] slope = slope(pixels);
    for (int i = 0; i < slope.length; i++) {
      slope[i] *= unit.inPixels(pixelPitch);
    }
    return List.of(
        ConvolutionPasses.separable(slope, weights), ConvolutionPasses.separable(weights, slope));
  }

  private double inPixels(Colour colour, double pixelPitch) {
    return sigma.at(colour) * unit.inPixels(pixelPitch);
  }

  private static double[] weights(double sigma) {
    int radius = (int) Math.floor(4 * sigma + 0.5);
    double[] weights = new double[2 * radius + 1];
    weights[radius] = 1;
    for (int i = 1; i <= radius; i++) {
      double weight = StrictMath.exp(-0.5 * i * i / (sigma * sigma));
      weights[radius - i] = weight;
      weights[radius + i] = weight;
    }
    return ConvolutionPasses.normalised(weights);
  }

  private static double[] slope(double sigma) {
    double[] weights = weights(sigma);
    int radius = weights.length / 2;
    double variance = 0;
    for (int i = -radius; i <= radius; i++) {
      variance += weights[i + radius] * i * i;
    }
    double[] slope = new double[weights.length];
    // A single weight: σ may be so small that σ³ is 0.
    for (int i = -radius; i <= radius && radius > 0; i++) {
      slope[i + radius] = weights[i + radius] * (i * i - variance) / (sigma * sigma * sigma);
    }
    return slope;
  }
}
