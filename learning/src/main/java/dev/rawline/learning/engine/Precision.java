package dev.rawline.learning.engine;

/** How precisely convolutions and products of matrices are computed; all else is float32. */
public enum Precision {
  /** 24 bits. */
  FLOAT32("float32"),

  /**
   * 8 bits for the factors, 24 for the sums, pixels before channels: about half the time on
   * processors that have instructions for it.
   */
  BFLOAT16("bfloat16");

  private final String word;

  Precision(String word) {
    this.word = word;
  }

  @Override
  public String toString() {
    return word;
  }
}
