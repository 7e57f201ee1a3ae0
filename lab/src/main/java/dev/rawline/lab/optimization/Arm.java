package dev.rawline.lab.optimization;

/** Which of two ways a model was trained, from the same θ, seed and split on. */
public enum Arm {
  /** θ is learned with the model. */
  LEARNED("learned"),
  /** θ stays as it begins. */
  FROZEN("frozen");

  private final String word;

  Arm(String word) {
    this.word = word;
  }

  /** Returns what it is called in tables. */
  public String word() {
    return word;
  }
}
