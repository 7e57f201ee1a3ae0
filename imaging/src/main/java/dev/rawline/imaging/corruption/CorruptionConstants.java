package dev.rawline.imaging.corruption;

import dev.rawline.imaging.frame.Choice;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;

/**
 * The published constants of a corruption at its severities, and how they scale with a picture's
 * size.
 */
public enum CorruptionConstants {
  /**
   * Those of ImageNet-C, which were chosen for pictures of 224×224 pixels; every length is scaled
   * by the picture's shorter side / 224, so that a corruption covers the same part of the picture.
   */
  SCALED("scaled"),

  /** Those of CIFAR-10-C, which were chosen for pictures of 32×32 pixels; nothing is scaled. */
  THIRTY_TWO("32px");

  private static final double IMAGENET_SIDE = 224;

  private static final Properties PARAMETERS = new Properties();

  static {
    try (InputStream resource =
        CorruptionConstants.class.getResourceAsStream("severities.properties")) {
      PARAMETERS.load(resource);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private final String word;

  CorruptionConstants(String word) {
    this.word = word;
  }

  /** Returns the scale from published lengths to pixels of a picture [px/px]. */
  double scale(int width, int height) {
    return this == SCALED ? Math.min(width, height) / IMAGENET_SIDE : 1;
  }

  /** Returns the parameters of a corruption at a severity, 1 to 5; the identity has none. */
  double[] parameters(CorruptionKind kind, int severity) {
    String severities = PARAMETERS.getProperty(kind.word() + "." + word, "| | | |");
    return Arrays.stream(severities.split("\\|", -1)[severity - 1].trim().split(" ", -1))
        .filter(number -> !number.isEmpty())
        .mapToDouble(Double::parseDouble)
        .toArray();
  }

  /** Returns the name in files and commands, {@code scaled} or {@code 32px}. */
  public String word() {
    return word;
  }

  /**
   * Returns the constants of a name.
   *
   * @throws IllegalArgumentException if there are none of this name; the message lists all
   */
  public static CorruptionConstants of(String word) {
    return Choice.of(
        word, List.of(values()), CorruptionConstants::word, "there are no constants '%s'");
  }

  @Override
  public String toString() {
    return word;
  }
}
