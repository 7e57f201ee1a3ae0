package dev.rawline.workbench.tracking;

/** A request to a tracking server failed; the message states the reason. */
final class DeliveryException extends Exception {
  private static final long serialVersionUID = 1;

  /** What to expect of a repetition. */
  enum RetryAdvice {
    /** It may succeed later. */
    LATER,
    /** The server will never accept this. */
    NEVER,
    /** The server accepts no such request until the user acts. */
    BLOCKED
  }

  private final RetryAdvice outlook;

  DeliveryException(RetryAdvice outlook, String message, Throwable cause) {
    super(message, cause);
    this.outlook = outlook;
  }

  DeliveryException(RetryAdvice outlook, String message) {
    this(outlook, message, null);
  }

  /** Returns what to expect of a repetition. */
  RetryAdvice outlook() {
    return outlook;
  }
}
