package dev.rawline.lab.optimization;

import java.util.Locale;

/** Which of two ways a model was trained, from the same θ, seed and split on. */
public enum Arm {
  /** θ is learned with the model. */
  LEARNED,
  /** θ stays as it begins. */
  FROZEN;

  /** Returns what it is called in tables. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
