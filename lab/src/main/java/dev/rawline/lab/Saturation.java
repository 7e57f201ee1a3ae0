package dev.rawline.lab;

import dev.rawline.lab.report.Numbers;
import java.nio.file.Path;

/** When a share of saturated pixels is worth a word. */
final class Saturation {
  private static final double WORTH_A_WORD = 0.01;

  private Saturation() {}

  /** Tells of a file more than a hundredth of whose pixels are saturated. */
  static void note(double share, Path file, Progress progress) {
    if (share > WORTH_A_WORD) {
      progress.notes(
          file,
          Numbers.brief(100 * share)
              + " % of its pixels are saturated: they have lost light that nothing brings back");
    }
  }
}
