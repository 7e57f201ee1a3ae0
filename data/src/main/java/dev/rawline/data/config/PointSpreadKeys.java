package dev.rawline.data.config;

import dev.rawline.data.yaml.YamlType;
import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.frame.FileWord;
import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.optics.AiryDisc;
import dev.rawline.imaging.optics.DefocusDisc;
import dev.rawline.imaging.optics.GaussianSpread;
import dev.rawline.imaging.optics.LengthUnit;
import dev.rawline.imaging.optics.LinearMotion;
import dev.rawline.imaging.optics.MeasuredSpread;
import dev.rawline.imaging.optics.PointSpreadFunction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The ways in which an {@code optics.yaml} says how the light of a point spreads. */
@YamlType(PointSpreadType.class)
sealed interface PointSpreadKeys {

  /** The words before the keys, first to last. */
  List<Class<? extends Record>> KINDS =
      List.of(GaussianKeys.class, DefocusKeys.class, MotionKeys.class, MeasuredKeys.class);

  /** Diffraction alone, of the aperture and the wavelengths that the file says. */
  @FileWord("diffraction")
  record DiffractionKeys() implements PointSpreadKeys {}

  /** A Gaussian. */
  @FileWord("gaussian")
  record GaussianKeys(
      @Described(
              meaning = "the standard deviation σ of each colour",
              min = 0,
              max = 1000,
              required = true)
          Rgb sigma,
      @Described(meaning = "what σ is given in, on the sensor", required = true) LengthUnit unit)
      implements PointSpreadKeys {}

  /** A lens out of focus. */
  @FileWord("defocus")
  record DefocusKeys(
      @Described(meaning = "the disc's diameter", min = 0, max = 1000, required = true)
          Double diameter,
      @Described(meaning = "what the diameter is given in, on the sensor", required = true)
          LengthUnit unit)
      implements PointSpreadKeys {}

  /** An even motion during the exposure. */
  @FileWord("motion")
  record MotionKeys(
      @Described(meaning = "the path's length", min = 0, max = 1000, required = true) Double length,
      @Described(meaning = "what the length is given in, on the sensor", required = true)
          LengthUnit unit,
      @Described(
              meaning = "0 along a row, 90 down a column",
              unit = "°",
              min = -180,
              max = 180,
              required = true)
          Double angle)
      implements PointSpreadKeys {}

  /** The image of a point, in a file. */
  @FileWord("measured")
  record MeasuredKeys(
      @Described(
              meaning = "the image of a point beside the optics.yaml, .npy or .csv",
              bare = true,
              required = true)
          String file)
      implements PointSpreadKeys {}

  /** Returns the keys of a function, which stands in a file of this name if it was measured. */
  static PointSpreadKeys of(PointSpreadFunction function, String kernelFile) {
    return switch (function) {
      case AiryDisc _ -> new DiffractionKeys();
      case GaussianSpread(Rgb sigma, LengthUnit unit) -> new GaussianKeys(sigma, unit);
      case DefocusDisc(double diameter, LengthUnit unit) -> new DefocusKeys(diameter, unit);
      case LinearMotion(double length, LengthUnit unit, double angle) ->
          new MotionKeys(length, unit, angle);
      case MeasuredSpread _ -> new MeasuredKeys(kernelFile);
    };
  }

  /**
   * Returns the function.
   *
   * @param wavelengths those of the optics [nm]
   * @param workingFNumber that of the optics
   * @param folder where files lie
   * @throws IllegalArgumentException if a measured one cannot be read
   */
  default PointSpreadFunction toFunction(Rgb wavelengths, double workingFNumber, Path folder) {
    return switch (this) {
      case DiffractionKeys() -> new AiryDisc(wavelengths, workingFNumber);
      case GaussianKeys(Rgb sigma, LengthUnit unit) -> new GaussianSpread(sigma, unit);
      case DefocusKeys(Double diameter, LengthUnit unit) -> new DefocusDisc(diameter, unit);
      case MotionKeys(Double length, LengthUnit unit, Double angle) ->
          new LinearMotion(length, unit, angle);
      case MeasuredKeys(String file) -> {
        try {
          yield KernelFile.read(folder.resolve(file));
        } catch (IOException e) {
          throw new IllegalArgumentException(e.getMessage(), e);
        }
      }
    };
  }
}
