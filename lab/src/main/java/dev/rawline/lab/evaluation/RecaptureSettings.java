package dev.rawline.lab.evaluation;

import dev.rawline.learning.sample.CameraRanges;
import dev.rawline.learning.sample.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the camera would have recorded differently; what is left out is as recorded.
 *
 * @param light the share of the light, above 0, at most 1
 * @param blur the standard deviation of a blur that is added [px of the mosaic]
 * @param defocus the diameter of the disc that a point becomes [px of the mosaic]
 * @param readNoise the standard deviation of samples in the dark [e⁻], at least the sensor's own
 * @param gain what the signal is multiplied by before it is converted
 */
public record RecaptureSettings(
    Optional<Double> light,
    Optional<Double> blur,
    Optional<Double> defocus,
    Optional<Double> readNoise,
    Optional<Double> gain) {

  /** The name of the share of the light. */
  public static final String LIGHT = "light";

  /** The name of the blur. */
  public static final String BLUR = "blur";

  /** The name of the defocus. */
  public static final String DEFOCUS = "defocus";

  /** The name of the read noise. */
  public static final String READ_NOISE = "read_noise";

  /** The name of the gain. */
  public static final String GAIN = "gain";

  /** All names, in the order in which the light meets them. */
  public static final List<String> NAMES = List.of(LIGHT, BLUR, DEFOCUS, READ_NOISE, GAIN);

  /** Everything as it was recorded. */
  public static final RecaptureSettings AS_RECORDED =
      new RecaptureSettings(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** Returns whether nothing differs. */
  public boolean isAsRecorded() {
    return equals(AS_RECORDED);
  }

  /**
   * Returns this camera with another number under one of the {@link #NAMES}.
   *
   * @throws IllegalArgumentException if it is none of them
   */
  public RecaptureSettings with(String name, double value) {
    Optional<Double> other = Optional.of(value);
    return switch (name) {
      case LIGHT -> new RecaptureSettings(other, blur, defocus, readNoise, gain);
      case BLUR -> new RecaptureSettings(light, other, defocus, readNoise, gain);
      case DEFOCUS -> new RecaptureSettings(light, blur, other, readNoise, gain);
      case READ_NOISE -> new RecaptureSettings(light, blur, defocus, other, gain);
      case GAIN -> new RecaptureSettings(light, blur, defocus, readNoise, other);
      default ->
          throw new IllegalArgumentException(
              "the physical layer has no '%s': expected one of %s"
                  .formatted(name, String.join(", ", NAMES)));
    };
  }

  /** Returns why no camera can have a number under one of the {@link #NAMES}, where that is so. */
  public static Optional<String> mistake(String name, double value) {
    boolean isFactor = name.equals(LIGHT) || name.equals(GAIN);
    boolean can = Double.isFinite(value) && (isFactor ? value > 0 : value >= 0);
    return can
        ? Optional.empty()
        : Optional.of(
            "%s is %s, which no camera has: expected a number %s"
                .formatted(name, value, isFactor ? "above 0" : "of at least 0"));
  }

  /** Returns the value of a name, where it differs. */
  public Optional<Double> get(String name) {
    return switch (name) {
      case LIGHT -> light;
      case BLUR -> blur;
      case DEFOCUS -> defocus;
      case READ_NOISE -> readNoise;
      case GAIN -> gain;
      default -> Optional.empty();
    };
  }

  /** Returns what differs, such as "light 0.1, blur 2"; empty where nothing does. */
  public String words() {
    List<String> words = new ArrayList<>();
    NAMES.forEach(name -> get(name).ifPresent(value -> words.add(name + " " + value)));
    return String.join(", ", words);
  }

  /**
   * Returns the one camera that records so; none where the mosaic is as it was recorded.
   *
   * @param base the camera by which the model saw everything in training, where there was one: what
   *     is not said here is its
   */
  Optional<CameraRanges> cameras(Optional<CameraRanges> base) {
    if (isAsRecorded()) {
      return base;
    }
    return Optional.of(
        new CameraRanges(
            only(light, base.flatMap(CameraRanges::light)),
            only(gain, base.flatMap(CameraRanges::gain)),
            only(readNoise, base.flatMap(CameraRanges::readNoise)),
            only(blur, base.flatMap(CameraRanges::blur)),
            only(defocus, base.flatMap(CameraRanges::defocus)),
            base.flatMap(CameraRanges::bits),
            base.flatMap(CameraRanges::sampling),
            base.flatMap(CameraRanges::whiteBalance),
            base.flatMap(CameraRanges::colourMatrix),
            base.flatMap(CameraRanges::gamma),
            base.flatMap(CameraRanges::blackLevel)));
  }

  private static Optional<Range> only(Optional<Double> value, Optional<Range> otherwise) {
    return Stream.concat(value.map(one -> new Range(one, one)).stream(), otherwise.stream())
        .findFirst();
  }
}
