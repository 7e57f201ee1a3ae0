package dev.rawline.imaging.chain;

import dev.rawline.imaging.frame.Frame;
import dev.rawline.imaging.random.Seed;

/**
 * A recipe for a random stage: the randomness is drawn first, then applied.
 *
 * <p>The drawn stage is deterministic and can be replayed: the same seed gives the same bits.
 *
 * @param <I> the frame that comes in
 * @param <O> the frame that goes out
 */
public interface Draw<I extends Frame, O extends Frame> {

  /** Returns the name of the stages that are drawn. */
  String name();

  /** Returns the stage whose randomness comes from a seed. */
  Differentiable<I, O> draw(Seed seed);
}
