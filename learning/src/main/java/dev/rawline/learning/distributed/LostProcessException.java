package dev.rawline.learning.distributed;

/** Another process of the training has ended or cannot be reached any more. */
public final class LostProcessException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Reports which process was lost, and what to do. */
  LostProcessException(String who, Throwable cause) {
    super(
        "%s was lost: it ended, or its machine cannot be reached. Its own output states why. Run the same command again to resume from the last checkpoint, with the same or another number of processes (--world)"
            .formatted(who),
        cause);
  }
}
