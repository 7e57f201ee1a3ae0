package dev.rawline.lab.forensics.search;

import dev.rawline.data.file.CsvLine;
import dev.rawline.workbench.page.Template;
import java.util.Arrays;
import org.hipparchus.analysis.differentiation.Gradient;

/**
 * The spectra of lights by their colour temperature T, from 380 to 780 nm in steps of 5 nm, with
 * derivatives. The coordinate is m = 10⁶ K / T, in mired (MK⁻¹), in which equal steps are about
 * equally visible.
 */
final class Illuminants {
  /** CIE D65: 6504 K, since the constant c₂ of 6500 K was corrected later. */
  static final double D65 = 6504;

  /** The factor between kelvin and mired. */
  static final double MEGA = 1e6;

  private static final double[][] TABLE = table();
  private static final int WAVELENGTH = 0;
  private static final int OBSERVER = 1;
  private static final int DAYLIGHT = 4;

  /** The full width at half maximum of the blue peak, and its wavelength [nm]. */
  private static final double BLUE_WIDTH = 20;

  private static final double BLUE = 450;

  /** The full width at half maximum of the phosphor's peak [nm]. */
  private static final double PHOSPHOR_WIDTH = 110;

  /** The wavelength of the phosphor's peak [nm], by powers of m. */
  private static final double[] PHOSPHOR = {545.089934, 0.116191329, 9.62518290e-5, -1.21022511e-7};

  /** The logarithm of the phosphor's peak relative to that of blue, by powers of m. */
  private static final double[] LOG_RATIO = {
    -1.60630987, 4.50956423e-3, 5.65197215e-6, -3.25911083e-9
  };

  private Illuminants() {}

  private static double[][] table() {
    return Template.resource("forensics/cie-spectra.csv")
        .lines()
        .skip(2)
        .map(CsvLine::fields)
        .map(line -> line.stream().mapToDouble(Double::parseDouble).toArray())
        .toArray(double[][]::new);
  }

  /** Returns the wavelengths [nm]. */
  static double[] wavelengths() {
    return column(WAVELENGTH);
  }

  /** Returns one of the colour-matching functions x, y, z of the CIE 1931 standard observer. */
  static double[] observer(int number) {
    return column(OBSERVER + number);
  }

  private static double[] column(int number) {
    return Arrays.stream(TABLE).mapToDouble(row -> row[number]).toArray();
  }

  /**
   * Returns the spectral power of daylight, 100 at 560 nm: S₀ + M₁ S₁ + M₂ S₂, the chromaticity on
   * the locus x(T), y = −3x² + 2.87x − 0.275. Source: CIE 15:2018, §4.1.2; M₁ and M₂ are not
   * rounded.
   *
   * @param mired m, from 40 (25000 K) to 250 (4000 K)
   */
  static Gradient[] daylight(Gradient mired) {
    Gradient m = mired.divide(1000);
    Gradient x =
        mired.getValue() >= MEGA / 7000
            ? polynomial(m, 0.244063, 0.09911, 2.9678, -4.6070)
            : polynomial(m, 0.237040, 0.24748, 1.9018, -2.0064);
    Gradient y = polynomial(x, -0.275, 2.87, -3);
    Gradient divisor = x.multiply(0.2562).subtract(y.multiply(0.7341)).add(0.0241);
    Gradient first = x.multiply(-1.7703).add(y.multiply(5.9114)).subtract(1.3515).divide(divisor);
    Gradient second = x.multiply(-31.4424).add(y.multiply(30.0717)).add(0.0300).divide(divisor);
    return Arrays.stream(TABLE)
        .map(
            row ->
                first
                    .multiply(row[DAYLIGHT + 1])
                    .add(second.multiply(row[DAYLIGHT + 2]))
                    .add(row[DAYLIGHT]))
        .toArray(Gradient[]::new);
  }

  /**
   * Returns the spectral power of a white LED, a blue diode at {@value #BLUE} nm and one phosphor,
   * both Gaussian over the wavelength; the phosphor's peak and height are such that the light has
   * the chromaticity of the Planckian radiator of its temperature, within 3·10⁻⁵ in u, v (CIE 1960)
   * from 2700 to 6500 K. The polynomials were fitted by {@code physical_cameras.py} next to the
   * tests.
   *
   * @param mired m, from 154 (6500 K) to 370 (2700 K)
   */
  static Gradient[] led(Gradient mired) {
    Gradient peak = polynomial(mired, PHOSPHOR);
    Gradient ratio = polynomial(mired, LOG_RATIO).exp();
    return Arrays.stream(wavelengths())
        .mapToObj(
            wavelength ->
                bell(peak.negate().add(wavelength), PHOSPHOR_WIDTH)
                    .multiply(ratio)
                    .add(bell(wavelength - BLUE, BLUE_WIDTH)))
        .toArray(Gradient[]::new);
  }

  /** Returns a Gaussian of a full width at half maximum, 1 at its peak. */
  static double bell(double distance, double width) {
    return StrictMath.exp(-4 * StrictMath.log(2) * distance * distance / (width * width));
  }

  private static Gradient bell(Gradient distance, double width) {
    return distance.multiply(distance).multiply(-4 * StrictMath.log(2) / (width * width)).exp();
  }

  private static Gradient polynomial(Gradient at, double... coefficients) {
    Gradient sum = at.multiply(0);
    for (int i = coefficients.length - 1; i >= 0; i--) {
      sum = sum.multiply(at).add(coefficients[i]);
    }
    return sum;
  }
}
