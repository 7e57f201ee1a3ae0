package dev.rawline.learning.weights;

/** A rejected pickle: the message states its content, and follows the file's name. */
final class RejectedPickleException extends Exception {
  private static final long serialVersionUID = 1L;

  RejectedPickleException(String found) {
    super(found);
  }

  RejectedPickleException(String found, Exception cause) {
    super(found, cause);
  }
}
