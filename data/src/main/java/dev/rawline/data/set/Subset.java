package dev.rawline.data.set;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The sides of a split. */
public enum Subset {
  /** What a model learns from. */
  TRAIN,
  /** What is looked at while it learns, to choose among models. */
  VALIDATION,
  /** What is looked at once, at the end. */
  TEST;

  /** The words that tables use for them. */
  public static final List<String> WORDS = Arrays.stream(values()).map(Subset::word).toList();

  /** Returns the word for it: train, validation or test. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the side of a word; val means validation, and case does not matter. */
  public static Optional<Subset> named(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    return lower.equals("val")
        ? Optional.of(VALIDATION)
        : Arrays.stream(values()).filter(side -> side.word().equals(lower)).findFirst();
  }
}
