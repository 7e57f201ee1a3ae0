package dev.rawline.data.raw;

import dev.rawline.data.file.RejectedFileException;
import dev.rawline.imaging.frame.Matrix3;
import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.frame.SourcedValue;
import java.util.Arrays;
import java.util.Optional;

/**
 * The colour numbers of a DNG: white balance and colour matrix.
 *
 * <p>A DNG gives camera_from_XYZ = AnalogBalance · CameraCalibration · ColorMatrix for one or two
 * illuminants; the one closest to D65, the white of sRGB, is used. With A = camera_from_XYZ ·
 * XYZ_from_sRGB and its rows scaled to sum 1 (white stays white), the colour matrix is A⁻¹.
 *
 * <p>Source: DNG specification 1.7.1, chapter 6 (mapping camera colour space to CIE XYZ space); the
 * scaling of the rows is the construction known from dcraw. An implausible number, such as a
 * neutral of 0, is treated as unknown.
 */
final class DngColour {
  private static final int COLOR_MATRIX = 50721;
  private static final int CAMERA_CALIBRATION = 50723;
  private static final int ANALOG_BALANCE = 50727;
  private static final int AS_SHOT_NEUTRAL = 50728;
  private static final int AS_SHOT_WHITE_XY = 50729;
  private static final int CALIBRATION_ILLUMINANT = 50778;
  private static final int CAMERA_CALIBRATION_SIGNATURE = 50931;
  private static final int PROFILE_CALIBRATION_SIGNATURE = 50932;

  private static final double D65_KELVIN = 6504;

  /** IEC 61966-2-1: linear sRGB to CIE XYZ, white D65. */
  private static final Matrix3 XYZ_FROM_SRGB =
      Matrix3.of(
          0.4124564, 0.3575761, 0.1804375, //
          0.2126729, 0.7151522, 0.0721750, //
          0.0193339, 0.1191920, 0.9503041);

  private DngColour() {}

  /** Returns the gains that make the as-shot neutral grey, green being 1. */
  static Optional<SourcedValue<Rgb>> whiteBalance(DngTags tags) throws RejectedFileException {
    Optional<double[]> neutral = tags.numbers(AS_SHOT_NEUTRAL, 3);
    if (neutral.isPresent()) {
      return gains(neutral.get()).map(gains -> new SourcedValue<>(gains, "DNG tag AsShotNeutral"));
    }
    Optional<double[]> xy = tags.numbers(AS_SHOT_WHITE_XY, 2);
    Optional<SourcedValue<Matrix3>> cameraFromXyz = cameraFromXyz(tags);
    if (xy.isEmpty() || cameraFromXyz.isEmpty()) {
      return Optional.empty();
    }
    double x = xy.get()[0];
    double y = xy.get()[1];
    double[] white = times(cameraFromXyz.get().value(), x / y, 1, (1 - x - y) / y);
    return gains(white).map(gains -> new SourcedValue<>(gains, "DNG tag AsShotWhiteXY"));
  }

  /** Returns the matrix from white-balanced camera colours to linear sRGB. */
  static Optional<SourcedValue<Matrix3>> colourMatrix(DngTags tags) throws RejectedFileException {
    return cameraFromXyz(tags)
        .flatMap(
            known ->
                srgbFromCamera(known.value())
                    .map(matrix -> new SourcedValue<>(matrix, known.source())));
  }

  /** Returns A⁻¹, A being camera_from_XYZ · XYZ_from_sRGB with rows that sum to 1. */
  static Optional<Matrix3> srgbFromCamera(Matrix3 cameraFromXyz) {
    Matrix3 cameraFromSrgb = cameraFromXyz.times(XYZ_FROM_SRGB);
    double[] white = times(cameraFromSrgb, 1, 1, 1);
    try {
      return gains(white)
          .map(
              gain ->
                  Matrix3.of(1 / white[0], 0, 0, 0, 1 / white[1], 0, 0, 0, 1 / white[2])
                      .times(cameraFromSrgb)
                      .inverse());
    } catch (ArithmeticException e) {
      return Optional.empty();
    }
  }

  private static Optional<SourcedValue<Matrix3>> cameraFromXyz(DngTags tags)
      throws RejectedFileException {
    int closest = -1;
    double smallest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < 2; i++) {
      double distance =
          Math.abs(D65_KELVIN - kelvin((int) tags.integer(CALIBRATION_ILLUMINANT + i).orElse(0)));
      if (tags.numbers(COLOR_MATRIX + i, 9).isPresent() && (closest < 0 || distance < smallest)) {
        closest = i;
        smallest = distance;
      }
    }
    if (closest < 0) {
      return Optional.empty();
    }
    Optional<Matrix3> product = matrix(tags.numbers(COLOR_MATRIX + closest, 9));
    // A calibration of the individual camera applies only to the profile of the same signature.
    if (tags.text(CAMERA_CALIBRATION_SIGNATURE).equals(tags.text(PROFILE_CALIBRATION_SIGNATURE))) {
      Optional<Matrix3> calibration = matrix(tags.numbers(CAMERA_CALIBRATION + closest, 9));
      product = product.map(m -> calibration.map(c -> c.times(m)).orElse(m));
    }
    Optional<double[]> analog = tags.numbers(ANALOG_BALANCE, 3).filter(b -> gains(b).isPresent());
    product =
        product.map(
            m ->
                analog.map(b -> Matrix3.of(b[0], 0, 0, 0, b[1], 0, 0, 0, b[2]).times(m)).orElse(m));
    String source = "DNG tag ColorMatrix" + (closest + 1);
    return product.map(m -> new SourcedValue<>(m, source));
  }

  private static Optional<Matrix3> matrix(Optional<double[]> numbers) {
    return numbers.filter(n -> Arrays.stream(n).allMatch(Double::isFinite)).map(Matrix3::of);
  }

  private static Optional<Rgb> gains(double[] neutral) {
    for (double value : neutral) {
      if (!(value > 0) || !Double.isFinite(1 / value)) {
        return Optional.empty();
      }
    }
    return Optional.of(new Rgb(neutral[1] / neutral[0], 1, neutral[1] / neutral[2]));
  }

  private static double[] times(Matrix3 m, double x, double y, double z) {
    double[] product = new double[3];
    for (int i = 0; i < 3; i++) {
      product[i] = m.at(i, 0) * x + m.at(i, 1) * y + m.at(i, 2) * z;
    }
    return product;
  }

  /**
   * The colour temperature of an Exif LightSource [K]; unknown ones are farthest from any other.
   */
  private static double kelvin(int lightSource) {
    return switch (lightSource) {
      case 1, 4, 9, 20 -> 5500;
      case 2, 14 -> 4200;
      case 3, 17 -> 2856;
      case 10, 21 -> 6504;
      case 11, 22 -> 7504;
      case 12 -> 6430;
      case 13, 23 -> 5000;
      case 15, 24 -> 3450;
      case 18 -> 4874;
      case 19 -> 6774;
      default -> Double.POSITIVE_INFINITY;
    };
  }
}
