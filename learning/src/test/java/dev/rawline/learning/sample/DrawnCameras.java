package dev.rawline.learning.sample;

import dev.rawline.imaging.frame.Matrix3;
import dev.rawline.imaging.frame.Rgb;
import java.util.Optional;

/** Cameras for tests with few varied numbers. */
public final class DrawnCameras {
  private DrawnCameras() {}

  /** Cameras of which only the share of the light varies. */
  public static CameraRanges light(Range light) {
    return ranges(Optional.of(light), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Cameras of which only light, read noise, bits and sampling vary. */
  public static CameraRanges ranges(
      Optional<Range> light,
      Optional<Range> readNoise,
      Optional<Range> bits,
      Optional<Integer> sampling) {
    return new CameraRanges(
        light,
        Optional.empty(),
        readNoise,
        Optional.empty(),
        Optional.empty(),
        bits,
        sampling,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** A camera of which only the chain's numbers vary. */
  public static DrawnCamera theta(
      Optional<Rgb> whiteBalance,
      Optional<Matrix3> colourMatrix,
      Optional<Double> gamma,
      Optional<Double> blackLevel) {
    return new DrawnCamera(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        whiteBalance,
        colourMatrix,
        gamma,
        blackLevel,
        Optional.empty());
  }
}
