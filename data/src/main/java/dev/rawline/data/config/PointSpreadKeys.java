package dev.rawline.data.config;

import dev.rawline.data.yaml.Key;
import dev.rawline.data.yaml.YamlType;
import dev.rawline.data.yaml.YamlWord;
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
  @YamlWord("diffraction")
  record DiffractionKeys() implements PointSpreadKeys {}

  /** A Gaussian. */
  @YamlWord("gaussian")
  record GaussianKeys(
      @Key(
              means = "the standard deviation σ of each colour",
              least = 0,
              most = 1000,
              required = true)
          Rgb sigma,
      @Key(means = "what σ is given in, on the sensor", required = true) LengthUnit unit)
      implements PointSpreadKeys {}

  /** A lens out of focus. */
  @YamlWord("defocus")
  record DefocusKeys(
      @Key(means = "the disc's diameter", least = 0, most = 1000, required = true) Double diameter,
      @Key(means = "what the diameter is given in, on the sensor", required = true) LengthUnit unit)
      implements PointSpreadKeys {}

  /** An even motion during the exposure. */
  @YamlWord("motion")
  record MotionKeys(
      @Key(means = "the path's length", least = 0, most = 1000, required = true) Double length,
      @Key(means = "what the length is given in, on the sensor", required = true) LengthUnit unit,
      @Key(
              means = "0 along a row, 90 down a column",
              unit = "°",
              least = -180,
              most = 180,
              required = true)
          Double angle)
      implements PointSpreadKeys {}

  /** The image of a point, in a file. */
  @YamlWord("measured")
  record MeasuredKeys(
      @Key(
              means = "the image of a point beside the optics.yaml, .npy or .csv",
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
