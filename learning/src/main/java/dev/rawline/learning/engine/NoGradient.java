package dev.rawline.learning.engine;

import org.bytedeco.pytorch.NoGradGuard;

/** While it is open, this thread computes without noting how to go back. */
public final class NoGradient implements AutoCloseable {
  private final NoGradGuard guard = new NoGradGuard();

  /** Begins. */
  public NoGradient() {}

  /** Restores the previous recording of gradients. */
  @Override
  public void close() {
    guard.close();
  }
}
