package dev.rawline.data.layout;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The kind of a picture's file. */
public enum PictureKind {
  /** A mosaic, as a sensor wrote it. */
  RAW,
  /** A picture that some camera has processed already. */
  PROCESSED;

  /** The words for them. */
  public static final List<String> WORDS = Arrays.stream(values()).map(PictureKind::word).toList();

  /** Returns the word for it: raw or processed. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the kind of a word. */
  public static Optional<PictureKind> named(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
  }
}
