package dev.rawline.lab.evaluation;

import dev.rawline.learning.sample.CameraRanges;
import dev.rawline.learning.sample.Range;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the camera would have recorded differently; what is left out is as recorded.
 *
 * @param values the numbers by their names, which are among {@link #NAMES}
 */
public record RecaptureSettings(Map<String, Double> values) {
  /** The name of the share of the light, above 0, at most 1. */
  public static final String LIGHT = "light";

  /** The name of the standard deviation of a blur that is added [px of the mosaic]. */
  public static final String BLUR = "blur";

  /** The name of the diameter of the disc that a point becomes [px of the mosaic]. */
  public static final String DEFOCUS = "defocus";

  /** The name of the standard deviation of samples in the dark [e⁻], at least the sensor's own. */
  public static final String READ_NOISE = "read_noise";

  /** The name of the factor of the signal before conversion. */
  public static final String GAIN = "gain";

  /** All names, in the order of the light path. */
  public static final List<String> NAMES = List.of(LIGHT, BLUR, DEFOCUS, READ_NOISE, GAIN);

  /** Everything as it was recorded. */
  public static final RecaptureSettings AS_RECORDED = new RecaptureSettings(Map.of());

  /**
   * Copies the numbers.
   *
   * @throws IllegalArgumentException if there is one of another name
   */
  public RecaptureSettings {
    values = Map.copyOf(values);
    for (String name : values.keySet()) {
      if (!NAMES.contains(name)) {
        throw new IllegalArgumentException(
            "the physical layer has no '%s': expected one of %s"
                .formatted(name, String.join(", ", NAMES)));
      }
    }
  }

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
    Map<String, Double> others = new HashMap<>(values);
    others.put(name, value);
    return new RecaptureSettings(others);
  }

  /** Returns why no camera can have a value for one of the {@link #NAMES}, if so. */
  public static Optional<String> mistake(String name, double value) {
    boolean isFactor = name.equals(LIGHT) || name.equals(GAIN);
    boolean can = Double.isFinite(value) && (isFactor ? value > 0 : value >= 0);
    return can
        ? Optional.empty()
        : Optional.of(
            "%s is %s, which no camera has: expected a number %s"
                .formatted(name, value, isFactor ? "above 0" : "of at least 0"));
  }

  /**
   * Returns the one camera that records so; none where the mosaic is as it was recorded.
   *
   * @param base the camera by which the model saw everything in training, where there was one: what
   *     is not set here is its
   */
  Optional<CameraRanges> cameras(Optional<CameraRanges> base) {
    if (isAsRecorded()) {
      return base;
    }
    return Optional.of(
        new CameraRanges(
            only(LIGHT, base.flatMap(CameraRanges::light)),
            only(GAIN, base.flatMap(CameraRanges::gain)),
            only(READ_NOISE, base.flatMap(CameraRanges::readNoise)),
            only(BLUR, base.flatMap(CameraRanges::blur)),
            only(DEFOCUS, base.flatMap(CameraRanges::defocus)),
            base.flatMap(CameraRanges::bits),
            base.flatMap(CameraRanges::sampling),
            base.flatMap(CameraRanges::whiteBalance),
            base.flatMap(CameraRanges::colourMatrix),
            base.flatMap(CameraRanges::gamma),
            base.flatMap(CameraRanges::blackLevel),
            base.flatMap(CameraRanges::binning)));
  }

  private Optional<Range> only(String name, Optional<Range> otherwise) {
    return Optional.ofNullable(values.get(name))
        .map(one -> new Range(one, one))
        .or(() -> otherwise);
  }
}
