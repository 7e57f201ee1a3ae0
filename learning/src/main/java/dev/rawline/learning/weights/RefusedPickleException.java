package dev.rawline.learning.weights;

/** A pickle that is not read: the message says what it holds, to stand behind the file's name. */
final class RefusedPickleException extends Exception {
  private static final long serialVersionUID = 1L;

  RefusedPickleException(String found) {
    super(found);
  }

  RefusedPickleException(String found, Exception cause) {
    super(found, cause);
  }
}
