package dev.rawline.learning.weights;

/** A pickle that is not read: the message names what it holds, to follow the file's name. */
final class RejectedPickleException extends Exception {
  private static final long serialVersionUID = 1L;

  RejectedPickleException(String found) {
    super(found);
  }

  RejectedPickleException(String found, Exception cause) {
    super(found, cause);
  }
}
