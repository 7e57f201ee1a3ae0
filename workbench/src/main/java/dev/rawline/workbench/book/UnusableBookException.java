package dev.rawline.workbench.book;

import java.io.IOException;

/** A lab book that cannot be used: the message names it, what was found, and what to do. */
public final class UnusableBookException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * Refuses a lab book.
   *
   * @param place where it is
   * @param found what was found, without a full stop
   * @param remedy what to do, without a full stop
   */
  UnusableBookException(BookLocation place, String found, String remedy, Throwable cause) {
    super("the lab book %s %s; %s".formatted(place, found, remedy), cause);
  }
}
