package dev.rawline.imaging.camera;

import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.frame.Matrix3;
import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.sensor.PhotonConversion;
import dev.rawline.imaging.sensor.SensorSpec;
import java.util.Arrays;
import java.util.Locale;

/**
 * White balance and colour matrix that turn a sensor's raw colours into those of the scene, under
 * one illuminant.
 *
 * <p>A surface of reflectance ρ under the light W gives the filters the charges c = A · diag(W) ·
 * ρ, A[filter][band] the electrons a photon. The gains make the charges of white (ρ = 1) equal, g_f
 * = max(c_white) / c_white,f, so the smallest is 1 and a saturated pixel stays white. The matrix is
 * the inverse of the remaining response, diag(g) · A · diag(W) / max(c_white): its rows sum to 1,
 * so grey stays grey, and it returns ρ, which is interpreted as linear sRGB.
 *
 * <p>A monochrome sensor has gains of 1 and the identity matrix.
 *
 * @param whiteBalance gains of red, green, blue, without unit, the smallest of them 1
 * @param colourMatrix white-balanced charges to linear sRGB, without unit
 */
public record ColourProfile(Rgb whiteBalance, Matrix3 colourMatrix) {
  private static final ColourProfile MONOCHROME =
      new ColourProfile(new Rgb(1, 1, 1), Matrix3.IDENTITY);

  /**
   * Returns the colour profile of a sensor that is balanced to an illuminant.
   *
   * @param white the radiance of a white surface [photons·s⁻¹·m⁻²·sr⁻¹]; only its colour is used
   * @throws IllegalArgumentException if one of the sensor's filters passes no white light, or the
   *     filters do not distinguish colours
   */
  public static ColourProfile of(SensorSpec sensor, Rgb white) {
    if (sensor.cfa().isEmpty()) {
      return MONOCHROME;
    }
    Matrix3 charges = PhotonConversion.of(sensor, 1).response().afterGains(white);
    double[] ofWhite =
        charges.rows().stream()
            .mapToDouble(row -> row.stream().mapToDouble(Double::doubleValue).sum())
            .toArray();
    for (Colour filter : Colour.values()) {
      if (!(ofWhite[filter.plane()] > 0)) {
        throw new IllegalArgumentException(
            "sensor %s gets no charge from white light through its %s filter: give it a transmission and a quantum efficiency above 0"
                .formatted(sensor.name(), filter.name().toLowerCase(Locale.ROOT)));
      }
    }
    double most = Arrays.stream(ofWhite).max().orElseThrow();
    Rgb gains = new Rgb(most / ofWhite[0], most / ofWhite[1], most / ofWhite[2]);
    double[] balanced = new double[9];
    for (int i = 0; i < balanced.length; i++) {
      balanced[i] = charges.at(i / 3, i % 3) / ofWhite[i / 3];
    }
    try {
      return new ColourProfile(gains, Matrix3.of(balanced).inverse());
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "sensor %s cannot distinguish colours by its filters: expected a transmission whose rows are independent"
              .formatted(sensor.name()),
          e);
    }
  }
}
