package dev.rawline.lab.training;

/** Training, or its preparation, failed; the message states what. */
public final class TrainingFailedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  TrainingFailedException(IllegalArgumentException cause) {
    super("training cannot continue: " + cause.getMessage(), cause);
  }
}
