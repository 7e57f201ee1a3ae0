package dev.rawline.lab.training;

/** A model learned, or was about to, and something of it was refused; the message says what. */
public final class TrainingFailedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  TrainingFailedException(IllegalArgumentException cause) {
    super("training cannot go on: " + cause.getMessage(), cause);
  }
}
