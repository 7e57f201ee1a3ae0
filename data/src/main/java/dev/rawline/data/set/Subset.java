package dev.rawline.data.set;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The sides of a split. */
public enum Subset {
  /** The training samples. */
  TRAIN,
  /** The samples to select models during training. */
  VALIDATION,
  /** The samples for the final evaluation. */
  TEST;

  /** The words that tables use for them. */
  public static final List<String> WORDS = Arrays.stream(values()).map(Subset::word).toList();

  /** Returns the word for it: train, validation or test. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the subset of a word in any case; val means validation. */
  public static Optional<Subset> named(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    return lower.equals("val")
        ? Optional.of(VALIDATION)
        : Arrays.stream(values()).filter(side -> side.word().equals(lower)).findFirst();
  }
}
