package dev.rawline.lab.evaluation;

import dev.rawline.imaging.chain.Parameter;
import dev.rawline.imaging.chain.Theta;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.lab.evaluation.CameraParameter.Scale;
import dev.rawline.learning.sample.CameraRanges;
import dev.rawline.learning.sample.Range;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Every number of a camera → the range in which it is varied: wide enough that beyond it no camera
 * is expected, within what its stage takes.
 */
public final class ParameterRanges {
  private static final String BLACK_LEVEL = "black_level";
  private static final double LEVELS = 0.25;
  private static final double GAINS = 8;
  private static final double MATRIX = 2;
  private static final double WEIGHTS = 1;
  private static final double FACTOR = 8;
  private static final double LEAST_LIGHT = 1.0 / 256;
  private static final double MOST_BLUR = 10;
  private static final double MOST_DEFOCUS = 20;
  private static final double MOST_NOISE = 1000;

  private ParameterRanges() {}

  /**
   * Returns the parameters: those of θ that are numbers of a camera, in their order; the black
   * level as a whole; the physical layer, where the sensor is known. Arrays as large as pictures
   * and what is held fast are left out.
   *
   * @param withoutEffect the places in θ of numbers that change no view; they are left out too
   */
  public static List<CameraParameter> of(
      Theta theta,
      Set<Integer> withoutEffect,
      Optional<SensorSpec> sensor,
      Optional<CameraRanges> trainedBy) {
    List<CameraParameter> parameters = new ArrayList<>();
    double[] values = theta.vector();
    int first = 0;
    for (Parameter parameter : theta.parameters()) {
      if (parameter.learned() && parameter.size() <= MOST_NUMBERS) {
        for (int i = 0; i < parameter.size(); i++) {
          if (!withoutEffect.contains(first + i)) {
            parameters.add(one(parameter, parameter.nameOf(i), values[first + i]));
          }
        }
        if (parameter.name().equals(BLACK_LEVEL)) {
          double mean =
              Arrays.stream(values, first, first + parameter.size()).average().orElseThrow();
          parameters.add(one(parameter, BLACK_LEVEL, mean));
        }
      }
      first += parameter.size();
    }
    sensor.ifPresent(known -> parameters.addAll(physical(known, trainedBy)));
    return List.copyOf(parameters);
  }

  /** More numbers has a map of a picture's size, which is no number of a camera. */
  private static final int MOST_NUMBERS = 64;

  private static CameraParameter one(Parameter parameter, String name, double usual) {
    return switch (parameter.name()) {
      case BLACK_LEVEL -> around(parameter, name, "normalised", usual, LEVELS);
      case "white_balance" -> times(parameter, name, "gain, no unit", usual, GAINS);
      case "colour_matrix" -> around(parameter, name, parameter.unit(), usual, MATRIX);
      case "demosaic", "blur" -> around(parameter, name, parameter.unit(), usual, WEIGHTS);
      case "sharpening" ->
          around(parameter, name, parameter.unit(), usual, Math.max(MATRIX, Math.abs(usual)));
      default ->
          usual > 0 && parameter.lowest() >= 0
              ? times(parameter, name, parameter.unit(), usual, FACTOR)
              : around(parameter, name, parameter.unit(), usual, Math.max(1, 2 * Math.abs(usual)));
    };
  }

  private static CameraParameter around(
      Parameter parameter, String name, String unit, double usual, double reach) {
    return new CameraParameter(
        name,
        unit,
        usual,
        Math.max(parameter.lowest(), usual - reach),
        Math.min(parameter.highest(), usual + reach),
        Scale.LINEAR);
  }

  /** A gain of 0 has no ratios. */
  private static CameraParameter times(
      Parameter parameter, String name, String unit, double usual, double factor) {
    if (usual == 0) {
      return around(parameter, name, unit, usual, 1);
    }
    double least = Math.min(usual * factor, usual / factor);
    double most = Math.max(usual * factor, usual / factor);
    return new CameraParameter(
        name,
        unit,
        usual,
        Math.max(parameter.lowest(), least),
        Math.min(parameter.highest(), most),
        Scale.LOGARITHMIC);
  }

  private static List<CameraParameter> physical(
      SensorSpec sensor, Optional<CameraRanges> trainedBy) {
    double light = usual(trainedBy, CameraRanges::light, 1);
    double blur = usual(trainedBy, CameraRanges::blur, 0);
    double defocus = usual(trainedBy, CameraRanges::defocus, 0);
    double dark = StrictMath.hypot(sensor.readNoise(), sensor.rowNoise());
    double noise = usual(trainedBy, CameraRanges::readNoise, dark);
    double gain = usual(trainedBy, CameraRanges::gain, 1);
    return List.of(
        new CameraParameter(
            RecaptureSettings.LIGHT,
            "share of the light",
            light,
            Math.min(light, LEAST_LIGHT),
            1,
            Scale.LOGARITHMIC),
        new CameraParameter(
            RecaptureSettings.BLUR, "px", blur, 0, Math.max(blur, MOST_BLUR), Scale.LINEAR),
        new CameraParameter(
            RecaptureSettings.DEFOCUS,
            "px",
            defocus,
            0,
            Math.max(defocus, MOST_DEFOCUS),
            Scale.LINEAR),
        new CameraParameter(
            RecaptureSettings.READ_NOISE,
            "e⁻",
            noise,
            dark,
            MOST_NOISE,
            dark > 0 ? Scale.LOGARITHMIC : Scale.LINEAR),
        new CameraParameter(
            RecaptureSettings.GAIN,
            "factor of the signal",
            gain,
            Math.max(gain / FACTOR, 1.0 / 16),
            Math.min(gain * FACTOR, 16),
            Scale.LOGARITHMIC));
  }

  private static double usual(
      Optional<CameraRanges> trainedBy,
      Function<CameraRanges, Optional<Range>> what,
      double otherwise) {
    return trainedBy.flatMap(what).map(Range::lowest).orElse(otherwise);
  }
}
