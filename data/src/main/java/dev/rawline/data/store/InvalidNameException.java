package dev.rawline.data.store;

/** A name that is unsafe on some system: its problem, and the remedy. */
final class InvalidNameException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String found;
  private final String remedy;

  /**
   * Rejects a name.
   *
   * @param found what was found, as the end of a sentence
   * @param remedy what to do, without a full stop
   */
  InvalidNameException(String found, String remedy) {
    super(found + "; " + remedy);
    this.found = found;
    this.remedy = remedy;
  }

  /** Returns what was found, such as "holds 'a' twice". */
  String found() {
    return found;
  }

  /** Returns what to do. */
  String remedy() {
    return remedy;
  }
}
