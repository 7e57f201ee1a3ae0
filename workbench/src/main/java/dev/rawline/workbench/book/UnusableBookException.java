package dev.rawline.workbench.book;

import java.io.IOException;

/**
 * A lab book that cannot be used: the message states its location, what was found, and the remedy.
 */
public final class UnusableBookException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * Rejects a lab book.
   *
   * @param place its location
   * @param found what was found, without a full stop
   * @param remedy the remedy, without a full stop
   */
  UnusableBookException(BookLocation place, String found, String remedy, Throwable cause) {
    super("the lab book %s %s; %s".formatted(place, found, remedy), cause);
  }
}
