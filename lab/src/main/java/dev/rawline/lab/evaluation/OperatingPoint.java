package dev.rawline.lab.evaluation;

import dev.rawline.imaging.chain.Theta;
import java.util.Optional;

/**
 * A camera under which a model is evaluated.
 *
 * @param theta the numbers of the chain; none: those of the subject. Where every sample has a
 *     camera of its own, all are off by as much as these are off those of the subject
 * @param physical what the camera would have recorded differently
 */
public record OperatingPoint(Optional<Theta> theta, RecaptureSettings physical) {

  /** The camera that the subject is examined around. */
  public static final OperatingPoint USUAL =
      new OperatingPoint(Optional.empty(), RecaptureSettings.AS_RECORDED);

  /** Other numbers of the chain, everything recorded as it was. */
  public static OperatingPoint of(Theta theta) {
    return new OperatingPoint(Optional.of(theta), RecaptureSettings.AS_RECORDED);
  }

  /** Returns this setting with other numbers of the chain. */
  public OperatingPoint with(Theta other) {
    return new OperatingPoint(Optional.of(other), physical);
  }

  /** Returns this setting with another physical layer. */
  public OperatingPoint with(RecaptureSettings other) {
    return new OperatingPoint(theta, other);
  }
}
