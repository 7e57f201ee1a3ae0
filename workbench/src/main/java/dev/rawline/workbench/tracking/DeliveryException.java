package dev.rawline.workbench.tracking;

/** Something could not be sent to a tracking server, or read from it; the message says why. */
final class DeliveryException extends Exception {
  private static final long serialVersionUID = 1;

  /** What to expect of trying again. */
  enum Outlook {
    /** It may work later. */
    LATER,
    /** The server will never take this. */
    NEVER,
    /** The server takes nothing of the sort until a person has done something. */
    BLOCKED
  }

  private final Outlook outlook;

  DeliveryException(Outlook outlook, String message, Throwable cause) {
    super(message, cause);
    this.outlook = outlook;
  }

  DeliveryException(Outlook outlook, String message) {
    this(outlook, message, null);
  }

  /** Returns what to expect of trying again. */
  Outlook outlook() {
    return outlook;
  }
}
