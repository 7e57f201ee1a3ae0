package dev.rawline.imaging.chain;

import dev.rawline.imaging.frame.Frame;
import dev.rawline.imaging.random.Seed;

/**
 * A recipe for a random stage: the randomness is drawn first, then applied.
 *
 * <p>The drawn stage is deterministic and can be replayed: the same seed gives the same bits.
 *
 * @param <I> the input frame
 * @param <O> the output frame
 */
public interface Draw<I extends Frame, O extends Frame> {

  /** Draws the stage from a random seed. */
  Differentiable<I, O> draw(Seed seed);
}
