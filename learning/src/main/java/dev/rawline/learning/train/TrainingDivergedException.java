package dev.rawline.learning.train;

/** The loss is no longer a finite number: going on would only spoil the weights. */
public final class TrainingDivergedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Reports where training was, what is not finite, and what to do. */
  public TrainingDivergedException(String message) {
    super(message);
  }
}
