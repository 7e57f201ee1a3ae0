package dev.rawline.lab.quality;

import dev.rawline.lab.quality.cause.CameraDrift;
import dev.rawline.lab.quality.cause.DriftCause;
import dev.rawline.lab.quality.cause.DriftParameter;
import java.util.Locale;

/**
 * A drift of one cause.
 *
 * @param cause what changes; of a white balance it is red against green
 * @param strength by how much: of ratios −ln ratio, so that twice the strength is the square of the
 *     ratio; the rise of a black level [DN]; the standard deviation of what is added to blur [px]
 *     or to read noise [DN]
 */
record CausedDrift(DriftCause cause, double strength) {
  DriftParameter number() {
    return switch (cause) {
      case EXPOSURE -> DriftParameter.EXPOSURE;
      case GAIN -> DriftParameter.GAIN;
      case BLACK_LEVEL -> DriftParameter.BLACK_LEVEL;
      case WHITE_BALANCE -> DriftParameter.RED;
      case BLUR -> DriftParameter.BLUR;
      case READ_NOISE -> DriftParameter.READ_NOISE;
    };
  }

  CameraDrift difference() {
    double kept =
        switch (cause) {
          case EXPOSURE, GAIN, WHITE_BALANCE -> -strength;
          case BLACK_LEVEL -> strength;
          case BLUR, READ_NOISE -> strength * strength;
        };
    return CameraDrift.NONE.with(number(), kept);
  }

  /** Returns the expected drift parameter. */
  double expected() {
    return difference().value(number());
  }

  /** Returns its strength in words: "−10 %", "+200 DN". */
  String words() {
    return number().isRatio()
        ? String.format(Locale.ROOT, "−%.3g %%", 100 * (1 - expected()))
        : String.format(Locale.ROOT, "+%.3g %s", expected(), number().unit());
  }
}
