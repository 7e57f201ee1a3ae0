package dev.rawline.learning.train;

/** The loss is no longer a finite number: going on would only spoil the weights. */
public final class TrainingDivergedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TrainingDivergedException(String message) {
    super(message);
  }
}
