package dev.rawline.learning.metric;

/** Metrics as files call them → what people call them. */
public final class MetricLabel {
  private MetricLabel() {}

  /** Returns a text as a sentence begins with it. */
  public static String capital(String text) {
    return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  /** Returns the words for a metric: {@code balanced_accuracy} is "balanced accuracy". */
  public static String of(String metric) {
    return metric
        .replace('_', ' ')
        .replaceAll("\\biou\\b", "IoU")
        .replaceAll("\\bf1\\b", "F1")
        .replaceAll("\\br squared\\b", "R²")
        .replaceAll("\\bdice\\b", "Dice");
  }
}
