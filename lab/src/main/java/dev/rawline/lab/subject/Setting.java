package dev.rawline.lab.subject;

import dev.rawline.imaging.chain.Theta;
import java.util.Optional;

/**
 * A camera as a model is asked under it.
 *
 * @param theta the numbers of the chain; none: those of the subject. Where every sample has a
 *     camera of its own, all are off by as much as these are off those of the subject
 * @param physical what the camera would have recorded otherwise
 */
public record Setting(Optional<Theta> theta, Physical physical) {

  /** The camera that the subject is examined around. */
  public static final Setting USUAL = new Setting(Optional.empty(), Physical.AS_RECORDED);

  /** Other numbers of the chain, everything recorded as it was. */
  public static Setting of(Theta theta) {
    return new Setting(Optional.of(theta), Physical.AS_RECORDED);
  }

  /** Returns this setting with other numbers of the chain. */
  public Setting with(Theta other) {
    return new Setting(Optional.of(other), physical);
  }

  /** Returns this setting with another physical layer. */
  public Setting with(Physical other) {
    return new Setting(theta, other);
  }
}
